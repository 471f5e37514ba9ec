import type { AreaRule } from './area.ts';
import type { ArticleRules } from './item/article-rules.ts';
import type { MilestoneType } from './milestone/type.ts';
import type { RelevanceRule } from './relevance/rule.ts';

/** What lorewatch watches for: all of it data, in `config/topics/<id>/`. */
export type Topic = {
  readonly id: string;
  /** As a headline has it: "Rust in the kernel". */
  readonly title: string;
  /** The topic's own name in a sentence: "Rust". */
  readonly name: string;
  /**
   * The letters without which no rule can fire. A mail that has them neither in its subject, nor its
   * recipients, nor its text is not looked at any closer.
   */
  readonly letters: RegExp;
  /** The topic's name as a word, for subjects and titles. */
  readonly word: RegExp;
  /** Lists whose being copied is a witness: full addresses. */
  readonly lists: readonly string[];
  readonly rules: readonly RelevanceRule[];
  /** How the topic's own files end: `.rs`. */
  readonly codeSuffix: string;
  /** From this share of patches on a whole series counts as the topic's (0..1). */
  readonly seriesShare: number;
  readonly areas: readonly AreaRule[];
  readonly milestones: readonly MilestoneType[];
  /** What an article of the press has to say. */
  readonly articles: ArticleRules;
  /** Mail addresses of people whose word decides, besides those who are seen to send pull requests. */
  readonly maintainers: readonly string[];
  /** A series without a mail for so many days is stale. */
  readonly staleAfterDays: number;
};
