import type { Address } from '../address.ts';
import type { MessageId } from '../ids.ts';
import type { Category } from '../verdict.ts';

/** How far a series got; every state but the first four is told by a mail. */
export const SERIES_STATES = [
  'rfc',
  'posted',
  'reviewed',
  'applied',
  'merged',
  'released',
  'superseded',
  'rejected',
  'stale',
] as const;
export type SeriesState = (typeof SERIES_STATES)[number];

/** The mail that shows a state, who wrote it, and the words. */
export type StateEvidence = {
  readonly messageId: MessageId;
  /** `Name <mail>`, or the address alone. */
  readonly by: string;
  readonly quote: string;
  /** ms */
  readonly date: number;
  /** The commit that shows it, 40 hex digits: then `messageId` is the patch that it was made of. */
  readonly commit?: string | undefined;
  /** The release that shows it: `7.2`. */
  readonly release?: string | undefined;
};

/** Why a revision is held for the next one of the revision before; strongest first. */
export const LINK_REASONS = ['change-id', 'link', 'in-reply-to', 'title', 'patches'] as const;
export type LinkReason = (typeof LINK_REASONS)[number];

export type RevisionLink = {
  /** The first mail of the revision before. */
  readonly to: MessageId;
  readonly why: LinkReason;
  /** True where nothing that the author wrote says so. */
  readonly inferred: boolean;
};

/** One posting of the patch set. Times in ms. */
export type Revision = {
  readonly revision: number;
  readonly minor: number;
  readonly rfc: boolean;
  readonly resend: boolean;
  readonly title: string;
  readonly author: Address;
  readonly cover: MessageId | undefined;
  readonly first: MessageId;
  readonly date: number;
  /** As announced: the m of n/m. */
  readonly total: number;
  readonly parts: ReadonlyMap<number, MessageId>;
  readonly lists: readonly string[];
  /** undefined on the first one. */
  readonly link: RevisionLink | undefined;
  /** Given in answers to this revision: tag -> `Name <mail>`, each person once. */
  readonly tags: ReadonlyMap<string, readonly string[]>;
  /** Carried by the patches themselves, collected before they were posted. */
  readonly carried: ReadonlyMap<string, readonly string[]>;
  readonly replies: number;
};

/** Something said against it that was not taken back by a later revision. */
export type Objection = StateEvidence & {
  readonly what: 'nack' | 'changes';
  /** Number of the revision that it answers. */
  readonly revision: number;
};

/** A step on the way: applied to a tree, merged into mainline. */
export type LandingStep = StateEvidence & {
  readonly state: 'applied' | 'merged' | 'released';
  /** '' where none is named. */
  readonly tree: string;
  /** Told by a pull request that lists the patches, or by the tree or release that has them; not by an answer to them. */
  readonly pulled: boolean;
  /** Its date is not when it happened, but when lorewatch learned of it. */
  readonly approximate?: true;
};

/** All revisions of one patch set, oldest first, and what became of it. */
export type Series = {
  /** The Message-ID of the first posting's cover letter, else of its first patch. */
  readonly id: MessageId;
  readonly title: string;
  readonly author: Address;
  readonly areas: readonly string[];
  readonly category: Category;
  readonly state: SeriesState;
  readonly evidence: StateEvidence | undefined;
  readonly revisions: readonly Revision[];
  /** Oldest first. */
  readonly landing: readonly LandingStep[];
  /** Against the newest revision, oldest first. */
  readonly objections: readonly Objection[];
  /** Its patches, cover letters and all answers to them. */
  readonly mails: ReadonlySet<MessageId>;
  /** When the last mail about it was written, ms. */
  readonly lastActive: number;
};
