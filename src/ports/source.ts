import type { BrokenItem, Item } from '../domain/item/item.ts';
import type { Trouble } from '../domain/source/state.ts';
import type { ArchiveReader } from './archive.ts';
import type { Clock } from './clock.ts';
import type { Http } from './http.ts';

/** What a source keeps between its tries: cursors, validators. JSON; undefined on the first try. */
export type Memory = { readonly [key: string]: unknown };

export type FetchContext = {
  readonly http: Http;
  readonly memory: Memory | undefined;
  readonly now: Clock;
  /** On the first try: how far back, ms. */
  readonly since: number;
  readonly signal: AbortSignal;
  /** A folder of its own that outlives the try. Made by the source when it is needed. */
  readonly folder: string;
  readonly onProgress: (progress: {
    readonly done: number;
    readonly total: number | undefined;
    readonly what: string;
  }) => void;
};

/**
 * What a try gives, piece by piece. A piece is stored before the next one is asked for; a memory is stored in
 * one transaction with its piece, so a try may end anywhere and be made again.
 */
export type Fetched =
  /** Mails, read and stored through their own cursor. */
  | { readonly what: 'archive'; readonly reader: ArchiveReader; readonly memory?: Memory }
  | { readonly what: 'items'; readonly items: readonly (Item | BrokenItem)[]; readonly memory?: Memory }
  /** What may have been missed (`why`), or that nothing was (undefined). Not told: as before. */
  | { readonly what: 'gap'; readonly why: string | undefined }
  /** Known to have been published, and cannot be had. */
  | { readonly what: 'lost'; readonly count: number; readonly why: string }
  /** By which way it comes in; undefined: the first. */
  | { readonly what: 'route'; readonly route: string | undefined; readonly why: string }
  /** The try failed; nothing follows. */
  | { readonly what: 'trouble'; readonly trouble: Trouble };

/** Where something comes in. It fetches and never judges; expected failures are told as trouble, bugs throw. */
export type Source = {
  readonly id: string;
  readonly kind: string;
  /** What a human would open; no secrets in it. */
  readonly url: string;
  readonly fetch: (context: FetchContext) => AsyncIterable<Fetched>;
};
