import type { Finding } from '../milestone/milestone.ts';
import type { Verdict } from '../verdict.ts';
import type { Advisory } from './advisory.ts';
import type { Article } from './article.ts';
import type { Commit } from './commit.ts';
import type { Release } from './release.ts';

/** What comes in beside mail. */
export type Item = Release | Commit | Advisory | Article;
export const ITEM_KINDS = [
  'release',
  'commit',
  'advisory',
  'article',
] as const satisfies readonly Item['kind'][];
export type ItemKind = Item['kind'];

/** One that could not be read: counted and named, never fatal. `place` says where to look. */
export type BrokenItem = { readonly kind: 'broken'; readonly place: string; readonly why: string };

/** An item with what lorewatch makes of it. */
export type JudgedItem<I extends Item = Item> = {
  readonly item: I;
  readonly verdict: Verdict;
  readonly areas: readonly string[];
  readonly findings: readonly Finding[];
  /** Keys (`keyOf`, `titleKey`) by which mails and other items find it. */
  readonly keys: readonly number[];
};

/** A judged item as the store has it. Times in ms. */
export type KnownItem<I extends Item = Item> = JudgedItem<I> & {
  readonly firstSeen: number;
  /** When what it says changed last. */
  readonly changed: number;
  /** The sources that told it. */
  readonly sources: readonly string[];
};
