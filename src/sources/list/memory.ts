import type { Memory } from '../../ports/source.ts';

export type EpochMemory = {
  /** Of the manifest, when the epoch was read last. */
  readonly fingerprint: string;
  /** Whether the mirror is known to have what the fingerprint stands for. */
  readonly settled: boolean;
};

/** What a list keeps between its tries. Times in ms. */
export type ListMemory = {
  /** By number: the epochs that are mirrored, and read as far as this. */
  readonly epochs: Readonly<Record<string, EpochMemory>>;
  /** Who gave the manifest, and what to ask with again; only where all of it was dealt with. */
  readonly asked:
    | {
        readonly base: string;
        readonly etag?: string | undefined;
        readonly lastModified?: string | undefined;
      }
    | undefined;
  /** Tries in a row in which git did not work. */
  readonly failures: number;
  /** Everything that came up to then was read. */
  readonly until: number | undefined;
  /** Message-IDs read by a fallback since `until`, less the overlap. */
  readonly seen: readonly string[];
  /** Message-IDs that a fallback told of and that could not be had yet, with how often it was tried. */
  readonly waiting: readonly (readonly [string, number])[];
};

const NOTHING: ListMemory = {
  epochs: {},
  asked: undefined,
  failures: 0,
  until: undefined,
  seen: [],
  waiting: [],
};

/** Reads what was kept; what is of another make is left out, and read anew. */
export function readMemory(memory: Memory | undefined): ListMemory {
  if (memory === undefined) return NOTHING;
  const { epochs, asked, failures, until, seen, waiting } = memory;
  return {
    epochs: isRecord(epochs) ? Object.fromEntries(Object.entries(epochs).filter(isEpoch)) : {},
    asked: isRecord(asked) && typeof asked.base === 'string' ? readAsked(asked, asked.base) : undefined,
    failures: typeof failures === 'number' ? failures : 0,
    until: typeof until === 'number' ? until : undefined,
    seen: Array.isArray(seen) ? seen.filter((id) => typeof id === 'string') : [],
    waiting: Array.isArray(waiting) ? waiting.filter(isWaiting) : [],
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEpoch(entry: [string, unknown]): entry is [string, EpochMemory] {
  const [number, value] = entry;
  return /^\d{1,6}$/.test(number) && isRecord(value) && typeof value.fingerprint === 'string';
}

function isWaiting(value: unknown): value is readonly [string, number] {
  return Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'number';
}

function readAsked(asked: Record<string, unknown>, base: string): ListMemory['asked'] {
  const { etag, lastModified } = asked;
  return {
    base,
    ...(typeof etag === 'string' && { etag }),
    ...(typeof lastModified === 'string' && { lastModified }),
  };
}
