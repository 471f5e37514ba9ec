import type { BrokenItem } from '../../domain/item/item.ts';
import type { Validators } from '../../ports/http.ts';
import type { Memory } from '../../ports/source.ts';

/** What was last seen of an item. */
export type Seen = {
  /** Of what the feed or page said of it. */
  readonly hash: string;
  /** How often its own page could not be had; undefined: that page is not wanted, or was read. */
  readonly tries: number | undefined;
};

/** What a feed's or a page's source keeps between its tries. */
export type NewsMemory = {
  readonly validators: Validators | undefined;
  /** By id, the oldest first. */
  readonly seen: ReadonlyMap<string, Seen>;
};

/** Feeds show some ten to a hundred items; what is forgotten is told again, and the store knows it. */
const MAX_SEEN = 1_000;

/** What was remembered; junk is forgotten. */
export function recallNews(memory: Memory | undefined): NewsMemory {
  const { validators, seen } = memory ?? {};
  const entries = Array.isArray(seen) ? seen.flatMap(seenIn) : [];
  return {
    validators: isRecord(validators)
      ? { etag: textIn(validators.etag), lastModified: textIn(validators.lastModified) }
      : undefined,
    seen: new Map(entries),
  };
}

export function rememberNews({ validators, seen }: NewsMemory): Memory {
  const newest = [...seen].slice(-MAX_SEEN);
  return {
    validators,
    seen: newest.map(([id, { hash, tries }]) => (tries === undefined ? [id, hash] : [id, hash, tries])),
  };
}

/** Notes one; it is the newest then. */
export function note(seen: Map<string, Seen>, id: string, one: Seen): void {
  seen.delete(id);
  seen.set(id, one);
}

/** Of what could not be read, what was not told before; it is noted. */
export function newlyBroken(seen: Map<string, Seen>, broken: readonly BrokenItem[]): BrokenItem[] {
  return broken.filter(({ place, why }) => {
    const known = seen.get(`broken ${place}`)?.hash === why;
    note(seen, `broken ${place}`, { hash: why, tries: undefined });
    return !known;
  });
}

function seenIn(entry: unknown): [string, Seen][] {
  if (!Array.isArray(entry)) return [];
  const [id, hash, tries]: readonly unknown[] = entry;
  if (typeof id !== 'string' || typeof hash !== 'string') return [];
  return [[id, { hash, tries: typeof tries === 'number' ? tries : undefined }]];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
