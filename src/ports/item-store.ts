import type { Item, ItemKind, JudgedItem, KnownItem } from '../domain/item/item.ts';
import type { Notice, SourceState } from '../domain/source/state.ts';
import type { Memory } from './source.ts';

/** Times in ms. Newest first where there is a limit; half open: since <= date < until. */
export type ItemQuery = {
  readonly kinds?: readonly ItemKind[];
  /** By the date that the item tells, else when it was first seen. */
  readonly since?: number;
  readonly until?: number;
  readonly relevant?: 'yes';
  /** Those that carry one of these keys. */
  readonly keys?: readonly number[];
  readonly limit?: number;
};

export type ItemsRemembered = {
  readonly added: readonly JudgedItem[];
  /** Known before, and now saying something else. */
  readonly changed: readonly JudgedItem[];
  readonly known: number;
  readonly unreadable: number;
};

export type ItemBatch = {
  readonly source: string;
  readonly items: readonly JudgedItem[];
  readonly broken: readonly { readonly place: string; readonly why: string }[];
  /** undefined: as it was. */
  readonly memory: Memory | undefined;
  /** Whether what is new in it goes into the log of news; `news` where nothing is said. */
  readonly as?: 'news' | 'history';
};

/** Who holds a source, so that two processes do not fetch it at once. */
export type Lease = { readonly source: string; readonly owner: string; readonly until: number };

/** What lorewatch remembers beside mail: items, and how the sources are. */
export type ItemStore = {
  /** One transaction: items (added, or replaced where they say something else), what was unreadable, the memory. */
  readonly rememberItems: (batch: ItemBatch) => ItemsRemembered;
  readonly items: <K extends ItemKind = ItemKind>(
    query: ItemQuery & { readonly kinds?: readonly K[] },
  ) => readonly KnownItem<Extract<Item, { kind: K }>>[];
  readonly item: <K extends ItemKind>(
    kind: K,
    id: string,
  ) => KnownItem<Extract<Item, { kind: K }>> | undefined;
  readonly memoryOf: (source: string) => Memory | undefined;
  readonly remind: (source: string, memory: Memory) => void;
  /** undefined: never tried. */
  readonly sourceState: (source: string) => SourceState | undefined;
  readonly sourceStates: () => readonly SourceState[];
  /** One transaction: the state, and the notices that it gives rise to (a key that is known is not told again). */
  readonly saveSourceState: (state: SourceState, notices: readonly Notice[]) => void;
  /** Notices that no try of a source gives rise to (a key that is known is not told again). */
  readonly addNotices: (notices: readonly Notice[]) => void;
  /** Notices not told yet, oldest first. */
  readonly untoldNotices: () => readonly Notice[];
  readonly markTold: (keys: readonly string[]) => void;
  /** The items of a source that could not be read, newest first. */
  readonly brokenItems: (
    source: string,
    limit: number,
  ) => readonly { readonly place: string; readonly why: string }[];
  /** Takes the lease, or prolongs it; gives who holds it where somebody else does. */
  readonly lease: (lease: Lease, now: number, isAlive: (owner: string) => boolean) => Lease | undefined;
  readonly release: (source: string, owner: string) => void;
  /** True where nobody has run this job before. Jobs are forgotten after some weeks. */
  readonly claimJob: (job: string, now: number) => boolean;
};
