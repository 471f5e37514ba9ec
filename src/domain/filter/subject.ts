import type { Address } from '../address.ts';
import type { ItemKind } from '../item/item.ts';
import type { MailKind } from '../message.ts';
import type { SeriesState } from '../series/series.ts';
import type { Category, Relevant } from '../verdict.ts';

/** What `is:` can ask for. `applied`, `merged` and `reviewed` are also true by `state`. */
export const FILTER_FLAGS = ['new', 'revised', 'rfc', 'resend', 'applied', 'merged', 'reviewed'] as const;
export type FilterFlag = (typeof FILTER_FLAGS)[number];

/** What a filter is held against. It must not be changed once it was matched: its words are remembered. */
export type FilterSubject = {
  /** All words that can be searched, best made by `searchableText`, the subject's among them. */
  readonly text: string;
  /** As written, decoded. */
  readonly subject: string;
  readonly author: Address;
  /** null where nothing is known. */
  readonly kind: MailKind | ItemKind | null;
  /** Names without a domain: `linux-pci`. */
  readonly lists: readonly string[];
  /** As the diff has them, from the top of the tree, without a leading slash. */
  readonly paths: readonly string[];
  /** `drm`, `drm/nova`: a slash leads to the narrower one. */
  readonly areas: readonly string[];
  readonly category: Category;
  readonly relevant: Relevant;
  /** The types of the milestones it belongs to. */
  readonly milestones: readonly string[];
  readonly state: SeriesState | null;
  readonly revision: number | null;
  /** Message-IDs by which the series (or the pull request) can be asked for that it belongs to. */
  readonly series: readonly string[];
  readonly flags: readonly FilterFlag[];
  /** Names of trailers: `Reviewed-by`. */
  readonly tags: readonly string[];
  /** Milliseconds since the epoch, UTC. */
  readonly date: number;
};

/** A subject of which nothing is known: spread it and say what is. */
export const BLANK_SUBJECT: FilterSubject = {
  text: '',
  subject: '',
  author: { name: '', email: '' },
  kind: null,
  lists: [],
  paths: [],
  areas: [],
  category: 'none',
  relevant: 'no',
  milestones: [],
  state: null,
  revision: null,
  series: [],
  flags: [],
  tags: [],
  date: 0,
};
