import type { Category } from '../domain/verdict.ts';
import type { FileChange } from './diff.ts';
import type { PersonKey } from './people.ts';
import type { Draft, ListName } from './types.ts';

export type ReviewTag = 'Reviewed-by' | 'Acked-by' | 'Tested-by' | 'Nacked-by';

export type ReviewSpec = {
  part: number;
  by: PersonKey;
  /** Hours after the revision was posted. */
  after: number;
  say?: string;
  tag?: ReviewTag;
  /** What the author answers, some hours later. */
  answer?: string;
  /** What the reviewer says to that. */
  last?: string;
};

export type PatchSpec = { title: string; body: string; changes: FileChange[]; category: Category };

export type RevisionSpec = {
  /** Days before the end of the world. */
  at: number;
  number: number;
  rfc?: boolean;
  resend?: boolean;
  /** Sent as an answer to the revision before it. */
  threaded?: boolean;
  /** Only the first so many patches belong to it. */
  count?: number;
  /** Parts that never arrive. */
  missing?: number[];
  /** The parts arrive in another order. */
  shuffled?: boolean;
  /** The cover letter never arrives, or there was none. */
  uncovered?: boolean;
  /** What changed since the revision before. */
  changes?: string[];
  reviews?: ReviewSpec[];
};

export type SeriesSpec = {
  key: string;
  title: string;
  author: PersonKey;
  style: 'b4' | 'git';
  slug: string;
  lists: ListName[];
  to: PersonKey[];
  cc?: string[];
  tree?: string;
  /** The words of the cover letter. */
  intro: string;
  coverCategory?: Category;
  patches: PatchSpec[];
  revisions: RevisionSpec[];
};

/** What a revision has become: its mails by part (0 is the cover) and the tags that it was given. */
export type PostedRevision = { spec: RevisionSpec; parts: Map<number, Draft>; tags: Map<number, string[]> };
export type PostedSeries = { spec: SeriesSpec; revisions: PostedRevision[] };
