import { judgeAdvisory } from '../domain/item/judge-advisory.ts';
import { judgeArticle } from '../domain/item/judge-article.ts';
import { judgeCommit } from '../domain/item/judge-commit.ts';
import { judgeRelease } from '../domain/item/judge-release.ts';
import type { ItemJudges } from './items.ts';

/** The judge of each kind. */
export const ITEM_JUDGES: ItemJudges = {
  commit: judgeCommit,
  release: judgeRelease,
  advisory: judgeAdvisory,
  article: judgeArticle,
};
