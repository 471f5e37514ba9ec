import type { Address } from './address.ts';
import type { Category, Evidence } from './verdict.ts';

/** The sections a digest can have, in the order they are shown. */
export const SECTION_IDS = [
  'milestones',
  'landed',
  'ready',
  'new-series',
  'new-revisions',
  'discussed',
  'pulls',
  'tooling-docs',
  'releases',
  'stable',
  'security',
  'press',
] as const;
export type SectionId = (typeof SECTION_IDS)[number];

/** One happening: a whole patch set, a pull request, a discussion, a release, a CVE, a story in the press. Times are ISO 8601 UTC. */
export type DigestEntry = {
  /** Stable: the Message-ID that the entry is about; of others their kind and id, `release:7.2`. */
  readonly id: string;
  /** As its author wrote it, without `[PATCH ...]`; hostile text. */
  readonly title: string;
  readonly url: string;
  readonly author: Address;
  readonly category: Category;
  readonly areas: readonly string[];
  /** null where the entry is no patch set. */
  readonly revision: number | null;
  readonly rfc: boolean;
  readonly resend: boolean;
  /** Parts seen of parts announced; null where the entry is no patch set. */
  readonly parts: { readonly seen: number; readonly total: number } | null;
  readonly diff: { readonly files: number; readonly added: number; readonly removed: number } | null;
  readonly tags: readonly { readonly name: string; readonly by: readonly string[] }[];
  /** Replies within the period. */
  readonly replies: number;
  readonly people: number;
  /** What became of it, in words: "applied to rust-next"; null where nothing is known. */
  readonly state: string | null;
  /** What the period changed of what was there before: "v3 -> v4, +2 Reviewed-by". */
  readonly change: string | null;
  /** Id of the series; null where the entry is no patch set. */
  readonly series: string | null;
  /** What happened in the period, oldest first: "v1", "v2", "applied to rust-next". */
  readonly steps: readonly { readonly what: string; readonly date: string; readonly url: string }[];
  /** Who wrote about it in the press, in the period, oldest first. */
  readonly press?: readonly { readonly source: string; readonly date: string; readonly url: string }[];
  /** The type of the milestone that the entry tells; null where it is none. */
  readonly milestone: string | null;
  readonly lists: readonly string[];
  /** Why it is here. */
  readonly evidence: readonly Evidence[];
};

export type DigestSection = {
  readonly id: SectionId;
  readonly title: string;
  readonly entries: readonly DigestEntry[];
  /** Entries left out of a long section. */
  readonly more: number;
  /** Where the left-out entries can be seen, where there is such a place. */
  readonly moreUrl: string | null;
};

/** A figure of the period beside the same of the period before and of a year ago; null = not known. */
export type DigestNumber = {
  readonly id: string;
  readonly label: string;
  readonly unit: 'count' | 'percent';
  readonly now: number | null;
  readonly before: number | null;
  readonly yearAgo: number | null;
};

export type DigestChart = {
  readonly label: string;
  /** Oldest first; `start` is the ISO date (YYYY-MM-DD) of the week's first day; null = nothing read yet. */
  readonly weeks: readonly { readonly start: string; readonly value: number | null }[];
};

export type Digest = {
  /** "Rust in the kernel" */
  readonly topic: string;
  /** "week 14 of 2026", or "1 Apr - 4 Apr 2026" where the period is no week. */
  readonly periodName: string;
  /** "Wed 1 Apr - Wed 8 Apr 2026": both ends as the zone has them. */
  readonly periodLabel: string;
  /** Half open: since <= date < until. */
  readonly since: string;
  readonly until: string;
  /** IANA name, "UTC". */
  readonly zone: string;
  /** The news in plain words; the first sentence is the headline, at most three. */
  readonly headline: readonly string[];
  readonly sections: readonly DigestSection[];
  readonly numbers: readonly DigestNumber[];
  /** How the columns of the numbers are called: "this week", "week before", "a year ago". */
  readonly numberColumns: readonly [string, string, string];
  readonly chart: DigestChart | null;
  /** The lists it was made from. */
  readonly lists: readonly string[];
  /** The filter in normal form; null where there is none. */
  readonly filter: string | null;
  /** Mails read in the period, all of them: what the digest was distilled from. */
  readonly mailsRead: number;
  /** Losses a reader must know of: "3 mails could not be read", "the archive ends on 3 Apr". */
  readonly notes: readonly string[];
};
