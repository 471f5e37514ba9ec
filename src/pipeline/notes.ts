import { DAY, type Period, WEEK } from '../domain/compose/period.ts';
import type { ArchiveHealth } from '../ports/store.ts';

/** The end of a period may be less than so long ago: mail is still under way. */
const UNDER_WAY = 2 * DAY;
const YEAR = 52 * WEEK;

/** What a reader has to know to trust the digest: what was not read, and what could not be. */
export function makeNotes(
  archives: readonly ArchiveHealth[],
  period: Period,
  span: Period | undefined,
  newcomers: number | null,
): string[] {
  if (span === undefined) return ['The store is empty: nothing was imported yet.'];
  const notes: string[] = [];
  if (span.until < period.since) {
    notes.push(`The newest mail read is of ${day(span.until)}: nothing of this period was read.`);
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

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
