import type { DatabaseSync } from 'node:sqlite';
import type { KeptText } from '../../domain/kept.ts';
import type { Cursor } from '../../ports/archive.ts';
import type { BatchEntry, Remembered, Settle } from '../../ports/store.ts';
import type { Archives } from './archives.ts';
import type { Inserter } from './insert.ts';
import type { FirstReading } from './outbox/first-reading.ts';
import type { LateNews } from './outbox/late-news.ts';
import type { Places } from './places.ts';
import type { Remover } from './remove.ts';
import type { Settler } from './settler.ts';

type Tally = { -readonly [Count in keyof Remembered]: number };

/** What a batch did so far. */
type State = {
  readonly tally: Tally;
  readonly touched: Set<number>;
  readonly torn: Set<number>;
  /** What is to be kept, as far as it was plain when the mail came. */
  readonly fresh: Map<number, KeptText>;
  /** When it became known, ms; undefined: it is history. */
  readonly news: number | undefined;
};

export type Rememberer = (
  archive: number,
  entries: Iterable<BatchEntry>,
  cursor: () => Cursor | undefined,
  settle: Settle,
  news: number | undefined,
) => Remembered;

export type RememberSteps = {
  readonly archives: Archives;
  readonly places: Places;
  readonly settleThreads: Settler;
  readonly insert: Inserter;
  readonly remove: Remover;
  readonly firstReading: FirstReading;
  readonly lateNews: LateNews;
};

/** Writes a batch; the caller holds the transaction. The same batch again changes nothing. */
export function createRememberer(database: DatabaseSync, steps: RememberSteps): Rememberer {
  const { archives, places, settleThreads, insert, remove, firstReading, lateNews } = steps;
  const forget = database.prepare('DELETE FROM unreadable WHERE archive = ? AND place = ?');
  const note = database.prepare('INSERT OR IGNORE INTO unreadable (archive, place, why) VALUES (?, ?, ?)');

  function take(archive: number, entry: BatchEntry, { tally, touched, torn, fresh, news }: State): void {
    if (entry.what === 'unreadable') {
      tally.unreadable += Number(note.run(archive, entry.place, entry.why).changes);
    } else if (entry.what === 'unreadable-removed') {
      tally.removed += Number(forget.run(archive, entry.place).changes);
    } else if (entry.what === 'removal') {
      const id = remove(archive, entry, torn);
      if (id === undefined) return;
      tally.removed++;
      // If another copy took its place, that one's text counts.
      fresh.delete(id);
    } else {
      const { mail } = entry;
      const inserted = insert(mail.archive ?? archive, mail, touched);
      if (inserted.what !== 'mail') {
        tally.known++;
        if (inserted.what === 'copy' && news !== undefined) lateNews(inserted.id, mail.keep, news);
      } else {
        tally.added++;
        // The text of a mail that nothing speaks for is let go; should its thread tell otherwise, it is read again.
        const isLikely = mail.row.own !== 'none' || settleThreads.isHot(inserted.thread);
        if (isLikely) fresh.set(inserted.id, mail.keep());
      }
    }
  }
  return (archive, entries, cursor, settle, news) => {
    if (news === undefined) firstReading.begin(archive);
    const tally = { added: 0, known: 0, removed: 0, unreadable: 0 };
    const state: State = { tally, touched: new Set(), torn: new Set(), fresh: new Map(), news };
    for (const entry of entries) take(archive, entry, state);
    for (const thread of places.mend(state.torn)) state.touched.add(thread);
    settleThreads.settle(state.touched, state.fresh, settle, news);
    const reached = cursor();
    if (reached) archives.setCursor(archive, reached);
    return tally;
  };
}
