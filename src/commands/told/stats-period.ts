import type { Period } from '../../domain/compose/period.ts';
import { defaultSince, defaultUntil } from '../../domain/stats/months.ts';
import type { Wrong } from '../command.ts';
import { MOMENTS, readMoment } from './moment.ts';

const LONGEST = 20 * 366 * 86_400_000;

/** What stats were asked of, as it was typed; undefined: told by the mail that was read. */
export type StatsTime = { readonly since: string | undefined; readonly until: string | undefined };

/**
 * Reads the time that stats are to tell of. A span counts back from the end; the end from now. `name` gives what an
 * option is called where it was typed. Mistakes are told before the store is asked, but those that the mail read makes.
 */
export function readStatsPeriod(
  { since, until }: StatsTime,
  now: number,
  name: (option: 'since' | 'until') => string,
): ((span: Period | undefined) => Period | Wrong) | Wrong {
  const end = until === undefined ? undefined : readMoment(until, now);
  if (until !== undefined && end === undefined) return wrongMoment(name('until'), until);
  if (since !== undefined && readMoment(since, end ?? now) === undefined)
    return wrongMoment(name('since'), since);
  return (span) => {
    const last = end ?? (span ? defaultUntil(span) : now);
    const first = (since === undefined ? undefined : readMoment(since, last)) ?? defaultSince(last);
    if (first >= last)
      return {
        wrong: `${name('since')} must lie before ${name('until')}: ${day(first)} is not before ${day(last)}`,
      };
    if (last - first > LONGEST)
      return { wrong: `stats can tell of 20 years at most: take a later ${name('since')}` };
    return { since: first, until: last };
  };
}

function wrongMoment(name: string, text: string): Wrong {
  return { wrong: `${name} takes ${MOMENTS}, not \`${text.slice(0, 40)}\`` };
}

function day(time: number): string {
  return Number.isFinite(time) && Math.abs(time) <= 8.64e15
    ? `${new Date(time).toISOString().slice(0, 16)}Z`
    : 'this';
}
