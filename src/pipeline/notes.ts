import { DAY, type Period, WEEK } from '../domain/compose/period.ts';
import type { SourceState } from '../domain/source/state.ts';
import type { ArchiveHealth } from '../ports/store.ts';

/** The end of a period may be less than so long ago: mail is still under way. */
const UNDER_WAY = 2 * DAY;
const YEAR = 52 * WEEK;
/** Tries in a row; before that it is a hiccup. */
const FAILING = 3;
const NAMED = 4;
/** One that was not asked for longer is not followed any more. */
const GIVEN_UP = 8 * DAY;

/**
 * What a reader has to know to trust the digest: what was not read, and what could not be. `late`: mails
 * became known in the period, if only older ones.
 */
export function makeNotes(
  archives: readonly ArchiveHealth[],
  period: Period,
  span: Period | undefined,
  newcomers: number | null,
  late = false,
): string[] {
  if (span === undefined) return ['The store is empty: nothing was imported yet.'];
  const notes: string[] = [];
  if (span.until < period.since) {
    if (!late) notes.push(`The newest mail read is of ${day(span.until)}: nothing of this period was read.`);
  } else if (span.until < period.until - UNDER_WAY) {
    notes.push(`The newest mail read is of ${day(span.until)}: the rest of the period was not read.`);
  }
  if (span.since > period.since) {
    notes.push(`The oldest mail read is of ${day(span.since)}: what came before is not known.`);
  } else if (newcomers && span.since > period.since - YEAR) {
    notes.push(`First-time contributors are new since ${day(span.since)}, where the mail read begins.`);
  }
  const unreadable = archives.reduce((sum, archive) => sum + archive.unreadable, 0);
  if (unreadable > 0) {
    const mails = unreadable === 1 ? 'mail' : 'mails';
    notes.push(`${unreadable} ${mails} of these archives could not be read: see \`lorewatch status\`.`);
  }
  return notes;
}

/** Sources that fail since before the period's end, and holes that were not mended: the digest may lack what they had. */
export function sourceNotes(states: readonly SourceState[], { until }: Period): string[] {
  const asked = states.filter(({ lastTry = 0 }) => lastTry > until - GIVEN_UP);
  const failing = asked.filter(
    ({ failures, failingSince }) => failures >= FAILING && failingSince !== undefined && failingSince < until,
  );
  const names = failing.map(({ id, failingSince = 0 }) => `${id} since ${day(failingSince)}`);
  const notes: string[] = [];
  if (names.length > 0) notes.push(`Could not be asked: ${few(names)}. See \`lorewatch sources\`.`);
  const gaps = asked.filter(({ gap }) => gap !== undefined).map(({ id }) => id);
  if (gaps.length > 0) notes.push(`May have missed something: ${few(gaps)}. See \`lorewatch sources\`.`);
  return notes;
}

function few(names: readonly string[]): string {
  const rest = names.length - NAMED;
  return rest > 0 ? `${names.slice(0, NAMED).join(', ')} and ${rest} more` : names.join(', ');
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
