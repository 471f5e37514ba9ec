import type { Address } from '../address.ts';
import type { Category, Evidence } from '../verdict.ts';

/** What a card can be about. `talk`: a thread that is neither a patch set nor a pull request. */
export const CARD_KINDS = ['series', 'pull', 'talk', 'release', 'advisory', 'story', 'commit'] as const;
export type CardKind = (typeof CARD_KINDS)[number];

/** What can happen to the subject of a card, as a short word by which a platform may choose a colour or a sign. */
export const STEP_WORDS = [
  'posted',
  'revised',
  'reviewed',
  'applied',
  'merged',
  'released',
  'rejected',
  'objected',
  'milestone',
  'reply',
  'published',
  'withdrawn',
  'reported',
] as const;
export type StepWord = (typeof STEP_WORDS)[number];

/** Something that happened to it. `date` is ISO 8601 UTC. */
export type CardStep = {
  /** Tells it from every other step of the subject, the same however often it is told: `v2`, `applied rust-next`. */
  readonly key: string;
  readonly word: StepWord;
  /** "v4, 13 patches", "applied to rust-next by Miguel Ojeda", "released with 7.2". */
  readonly text: string;
  readonly date: string;
  readonly url: string;
  /** Whether it deserves a line of its own under a card that stands already. */
  readonly line: boolean;
};

/**
 * The post that lives as long as its subject: a neutral value that platforms render. Strings are as their authors
 * wrote them: hostile. Same facts, same card, to the byte.
 */
export type Card = {
  readonly kind: CardKind;
  /** Of what it is about: a Message-ID, a version, a CVE id, an article's id. */
  readonly id: string;
  readonly title: string;
  readonly url: string;
  /** Who is behind it; empty where that is nobody in particular. */
  readonly author: Address;
  /** ISO 8601 UTC: when it was posted first. */
  readonly date: string;
  readonly category: Category;
  readonly areas: readonly string[];
  readonly lists: readonly string[];
  /** How far it got, a short word or two: "reviewed", "applied to rust-next", "merged"; '' where nothing is to tell. */
  readonly state: string;
  /** "v4", "v2 rfc"; '' where it is no patch set. */
  readonly revision: string;
  /** Each a short phrase, the most telling first: "13 patches", "482 files, +98 -12", "3 replies". */
  readonly facts: readonly string[];
  /** Who vouched for the newest revision. */
  readonly tags: readonly { readonly name: string; readonly by: readonly string[] }[];
  readonly milestones: readonly {
    readonly title: string;
    readonly type: string;
    readonly significance: 'major' | 'minor';
  }[];
  /** Oldest first, at most `MAX_STEPS`: the oldest one and the newest. */
  readonly steps: readonly CardStep[];
  /** Who wrote about it in the press. */
  readonly press: readonly { readonly source: string; readonly title: string; readonly url: string }[];
  /** Why it is told at all. */
  readonly evidence: readonly Evidence[];
};

export const MAX_STEPS = 12;
