import type { SourceState } from '../domain/source/state.ts';
import { type ArchiveRef, ON_DEMAND } from '../ports/archive.ts';
import type { ArchiveHealth, KnownAs } from '../ports/store.ts';

const DAY = 86_400_000;

/**
 * Whether what is new in an archive is news, by the archives that there were before anybody began to read: history where
 * nothing of its list was read before, or an epoch was not read to its end the first time; and where it is an older
 * epoch than one that was read. The next epoch, or another kind of archive, goes on with what came since.
 */
export function knownAs(before: readonly ArchiveHealth[], { list, epoch }: ArchiveRef): KnownAs {
  const read = before.filter((one) => one.list === list && isRead(one));
  if (read.length === 0) return 'history';
  const epochs = read.filter((one) => one.epoch !== null);
  if (epoch === null || epochs.length === 0 || epochs.some((one) => one.epoch === epoch)) return 'news';
  const isBehind = epochs.some((one) => one.isFirstReading || (one.epoch ?? 0) > epoch);
  return isBehind ? 'history' : 'news';
}

/** A thread that somebody looked at is not the list. */
function isRead({ cursor }: ArchiveHealth): boolean {
  return cursor !== undefined && cursor.position !== ON_DEMAND;
}

/**
 * What a source tells until it was read to its end once is its history; but where a part of it fails for good, that is
 * over after a day. `now` in ms.
 */
export function sourceKnownAs(state: SourceState | undefined, now: number): KnownAs {
  if (state === undefined) return 'history';
  const { lastSuccess, items, failingSince } = state;
  if (lastSuccess !== undefined) return 'news';
  return items > 0 && failingSince !== undefined && now - failingSince > DAY ? 'news' : 'history';
}
