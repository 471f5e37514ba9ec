import type { ItemKind, JudgedItem } from '../domain/item/item.ts';
import type { Notice, SourceState, Trouble } from '../domain/source/state.ts';
import type { ItemsRemembered, Lease } from '../ports/item-store.ts';
import type { IngestReport } from './ingest.ts';

/** New items of one kind, and those of them that are about the topic. */
export type KindCount = { readonly added: number; readonly about: number };

/** What one try of a source came to. Times in ms. */
export type RunReport =
  /** Somebody else is fetching it: nothing was done. */
  | { readonly outcome: 'held'; readonly source: string; readonly by: Lease }
  | (Gains & {
      readonly outcome: 'done' | 'failed' | 'stopped';
      readonly source: string;
      readonly trouble: Trouble | undefined;
      /** Why it comes in by the way that it does; undefined where this try said nothing of it. */
      readonly routeWhy: string | undefined;
      readonly elapsed: number;
      readonly state: SourceState;
      readonly notices: readonly Notice[];
    });

/** What a try brought in. */
export type Gains = {
  /** New mails. */
  readonly mails: number;
  readonly kinds: Readonly<Partial<Record<ItemKind, KindCount>>>;
  /** Items known before that say something else now. */
  readonly changed: number;
  readonly unreadable: number;
  readonly lost: number;
  readonly lostWhy: string | undefined;
  /** Sentences on what a reader has to know: an archive that was replaced. */
  readonly losses: readonly string[];
};

export type GainsCounter = {
  readonly addArchive: (report: IngestReport) => void;
  readonly addItems: (remembered: ItemsRemembered) => void;
  readonly addLost: (count: number, why: string) => void;
  readonly sum: () => Gains;
  /** New mails and items. */
  readonly news: () => number;
};

/** Adds up what the pieces of a try brought. */
export function createGains(): GainsCounter {
  const sum = { mails: 0, changed: 0, unreadable: 0, lost: 0 };
  const kinds: Partial<Record<ItemKind, KindCount>> = {};
  const losses: string[] = [];
  let lostWhy: string | undefined;
  return {
    addArchive: ({ added, unreadable, losses: told }) => {
      sum.mails += added;
      sum.unreadable += unreadable;
      losses.push(...told);
    },
    addItems: ({ added, changed, unreadable }) => {
      for (const judged of added) addKind(kinds, judged);
      sum.changed += changed.length;
      sum.unreadable += unreadable;
    },
    addLost: (count, why) => {
      sum.lost += count;
      lostWhy = why;
    },
    sum: () => ({ ...sum, kinds, losses, lostWhy }),
    news: () => sum.mails + Object.values(kinds).reduce((total, { added }) => total + added, 0),
  };
}

function addKind(kinds: Partial<Record<ItemKind, KindCount>>, { item, verdict }: JudgedItem): void {
  const { added, about } = kinds[item.kind] ?? { added: 0, about: 0 };
  kinds[item.kind] = { added: added + 1, about: about + (verdict.relevant === 'yes' ? 1 : 0) };
}
