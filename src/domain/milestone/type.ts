import type { FileChange } from '../diff.ts';
import type { MailKind } from '../message.ts';
import type { MailExample, Witness } from '../relevance/rule.ts';
import type { Significance } from './milestone.ts';

/**
 * What proves a milestone, and names it: every named group of the pattern can be used in the title and the
 * key. All patterns are written by us.
 */
export type Clue =
  | { readonly in: 'subject'; readonly words: RegExp }
  /** What the sender wrote: no quotes, no diff, addresses and links taken out. */
  | { readonly in: 'own'; readonly words: RegExp }
  /** The whole text; in a cover letter the list of new files is found there. */
  | { readonly in: 'text'; readonly words: RegExp }
  /** A file that the unquoted diff adds, deletes... */
  | { readonly in: 'files'; readonly change: FileChange['change']; readonly path: RegExp }
  /**
   * A line that was put or taken, read without its sign and its indent. One whose names are both put and taken
   * in the same file was only moved. `near` looks at the paragraph around it, signs included.
   */
  | {
      readonly in: 'lines';
      readonly sign: '+' | '-';
      readonly path: RegExp;
      readonly words: RegExp;
      readonly near?: RegExp;
    }
  /** A changed paragraph of a diff, with the signs of its lines. */
  | { readonly in: 'paragraphs'; readonly path: RegExp; readonly words: RegExp; readonly near?: RegExp };

export type Proof = {
  /** Goes into the evidence. */
  readonly id: string;
  readonly clue: Clue;
  /** What must be so besides. */
  readonly when?: Witness;
  /**
   * `Minimum toolchain raised: {tool} {version}`: with what the clue captured, and `{subject}` and `{sender}`
   * of the mail. The name stands last, so that several of them can be told in one title.
   */
  readonly title: string;
  /** What tells two happenings of the type apart, made like the title; none where the series does. */
  readonly key?: string;
  /** Where this proof weighs other than its type. */
  readonly significance?: Significance;
};

export type TitledExample = MailExample & { readonly title: string };

/** One type of milestone: all of it data. */
export type MilestoneType = {
  readonly id: string;
  /** What it tells, in a sentence. */
  readonly summary: string;
  readonly significance: Significance;
  /** The mails that can tell it; a patch or a cover letter where nothing is said. */
  readonly kinds?: readonly MailKind[];
  /** The strongest first: of one mail only the first that holds counts. */
  readonly proofs: readonly Proof[];
  /** What looks like it and is not. */
  readonly not?: Witness;
  /** Only the earliest happening of a key counts. The key is a path: what was there before can be looked up. */
  readonly first?: true;
  /** Told beside whatever else its series tells. */
  readonly apart?: true;
  /** The happening is the word itself, not a change that is proposed and lands. */
  readonly decides?: true;
  readonly examples: { readonly yes: readonly TitledExample[]; readonly no: readonly MailExample[] };
};
