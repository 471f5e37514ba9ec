import type { Memory } from '../../ports/source.ts';

/** What is kept between tries: everything up to `tip` was read. */
export type AdvisoriesMemory = {
  readonly tip: string;
  /** When it was committed, ms. */
  readonly date: number;
  /** When records came into the repository, seconds, by their ids: they do not say themselves. The newest ones. */
  readonly published: Readonly<Record<string, number>>;
};

/** Some two years of CVEs of the kernel. */
const MAX_PUBLISHED = 10_000;

/** Reads what was kept; undefined where it is of another make, so that all begins anew. */
export function readMemory(memory: Memory | undefined): AdvisoriesMemory | undefined {
  const { tip, date, published } = memory ?? {};
  if (typeof tip !== 'string' || !/^[0-9a-f]{40,64}$/.test(tip) || typeof date !== 'number') return undefined;
  const dates = typeof published === 'object' && published !== null ? Object.entries(published) : [];
  return {
    tip,
    date,
    published: Object.fromEntries(dates.filter((one): one is [string, number] => typeof one[1] === 'number')),
  };
}

/** The dates known before and those that came; the oldest are let go. ms in `came`, seconds in the memory. */
export function keepDates(
  known: AdvisoriesMemory['published'],
  came: readonly { readonly id: string; readonly published: number | undefined }[],
): AdvisoriesMemory['published'] {
  const dates = new Map(Object.entries(known));
  for (const { id, published } of came)
    if (published !== undefined) dates.set(id, Math.floor(published / 1000));
  const sorted = [...dates].sort((one, other) => other[1] - one[1]);
  return Object.fromEntries(sorted.slice(0, MAX_PUBLISHED));
}
