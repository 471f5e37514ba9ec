import type { Series, SeriesState } from '../../domain/series/series.ts';
import { relevanceOf } from '../../domain/verdict.ts';
import { seriesOfMails } from '../../pipeline/series.ts';
import type { CommandDeps } from '../command.ts';

/** Mails looked at in the first step; each step is twice as long as the one before, up to the longest. */
const FIRST_STEP = 40;
const LONGEST_STEP = 320;
/** A rare state ends the search after so many mails. */
const MOST_MAILS = 6000;

/**
 * The first so many series about the topic, that of the newest mail first; of one state where one is wished for. Tells
 * no more series than it must: all of them would take longer than anybody waits.
 */
export function newestSeries(
  { store, topic, now }: Pick<CommandDeps, 'store' | 'topic' | 'now'>,
  state: SeriesState | undefined,
  wanted: number,
): Series[] {
  const found = new Map<string, Series>();
  const known = new Set<string>();
  let after: number | undefined;
  let step = FIRST_STEP;
  for (let seen = 0; seen < MOST_MAILS && found.size < wanted; seen += step) {
    if (seen > 0) step = Math.min(LONGEST_STEP, step * 2);
    const anything = { match: undefined, since: undefined, until: undefined, order: 'newest' } as const;
    const page = store.search({ ...anything, limit: step, after });
    const rows = page.map(({ row }) => row).filter(({ messageId }) => !known.has(messageId));
    const told = seriesOfMails(store, topic, rows, { now: now() });
    for (const { messageId } of rows) {
      const series = told.get(messageId);
      if (series === undefined || found.has(series.id)) continue;
      for (const id of series.mails) known.add(id);
      const fits = state === undefined || series.state === state;
      if (fits && relevanceOf(series.category) === 'yes') found.set(series.id, series);
    }
    after = page.at(-1)?.place;
    if (page.length < step) break;
  }
  return [...found.values()].slice(0, wanted);
}
