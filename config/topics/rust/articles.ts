import type { ArticleRules } from '../../../src/domain/item/article-rules.ts';
import { FINDINGS } from './articles/findings.ts';
import { BOTH, NOT_MEANT, OTHER_MATTER, PLACE, SURE, TOPIC, UNSETTLED } from './articles/words.ts';

/** What makes an article of the press "about Rust in the kernel": it names Rust the language and the kernel of Linux. */
export const ARTICLE_RULES: ArticleRules = {
  notMeant: NOT_MEANT,
  otherMatter: OTHER_MATTER,
  sure: SURE,
  topic: TOPIC,
  place: PLACE,
  both: BOTH,
  areas: [
    { area: 'drm/nova', words: /\bNova\b/ },
    { area: 'drm/tyr', words: /\bTyr\b/ },
    { area: 'binder', words: /\bRust Binder\b|\brust_binder\b/ },
    { area: 'block', words: /\brnull\b|\bNVMe\b/ },
    { area: 'pin-init', words: /\bpin-init\b/ },
  ],
  findings: FINDINGS,
  unsettled: UNSETTLED,
};
