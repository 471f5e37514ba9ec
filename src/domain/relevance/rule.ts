import type { FileChange } from '../diff.ts';
import type { MailKind } from '../message.ts';
import type { Category } from '../verdict.ts';

/** Where a rule looks, and for what. A witness is data: every pattern in it is written by us. */
export type Witness =
  /** A path of the unquoted diff, old names of renames included. */
  | { readonly in: 'files'; readonly path: RegExp; readonly change?: FileChange['change'] }
  /** A changed line, in files whose path fits; a line that was only moved does not count. */
  | { readonly in: 'changes'; readonly path: RegExp; readonly words: RegExp }
  | { readonly in: 'subject'; readonly words: RegExp }
  /** What the sender wrote: no quotes, no diff, addresses and links taken out. */
  | { readonly in: 'own'; readonly words: RegExp; readonly atLeast?: number }
  /** The whole text, quotes and context included. */
  | { readonly in: 'text'; readonly words: RegExp }
  /** A list that was copied. */
  | { readonly in: 'recipients'; readonly address: string }
  | { readonly in: 'kind'; readonly kinds: readonly MailKind[] }
  /** The author's mail address, lower case. */
  | { readonly in: 'author'; readonly address: RegExp }
  /** Whether the mail speaks for all of its posting: a cover letter, a patch sent alone. */
  | { readonly in: 'posting'; readonly whole: boolean }
  /** Whether the mail carries a diff of its own. */
  | { readonly in: 'diff'; readonly present: boolean }
  | { readonly all: readonly Witness[] }
  | { readonly any: readonly Witness[] }
  | { readonly not: Witness };

/** A mail in small, for a rule's examples: what is left out is empty. */
export type MailExample = {
  readonly subject?: string;
  readonly body?: string;
  readonly cc?: string;
  readonly from?: string;
};

export type RelevanceRule = {
  readonly id: string;
  /** What it says of a mail, in a sentence. */
  readonly summary: string;
  readonly category: Category;
  /** 0..1: how often such a mail really is what the rule says. */
  readonly confidence: number;
  readonly witness: Witness;
  /** Mails it must fire on, and look-alikes it must not. */
  readonly examples: { readonly yes: readonly MailExample[]; readonly no: readonly MailExample[] };
};
