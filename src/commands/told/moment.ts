const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const TIME = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(?:Z|([+-]\d{2}):?(\d{2}))?)?$/;

/** What could stand there, for a sentence. */
export const MOMENTS = 'a date (2026-04-01), a time (2026-04-01T09:00Z) or a span (7d, 36h, 2w)';

/**
 * A time as people write it: `now`, `7d`, `36h`, `2w` before `reference`, a date (midnight UTC), or an ISO 8601 time
 * (UTC unless it says otherwise). ms UTC; undefined where it is none of these.
 */
export function readMoment(text: string, reference: number): number | undefined {
  if (text === 'now') return reference;
  const span = /^(\d{1,5})([hdw])$/.exec(text);
  if (span) return reference - Number(span[1]) * (UNITS[span[2] ?? ''] ?? 0);
  return readTime(text);
}

function readTime(text: string): number | undefined {
  const [, day, clock = '00:00', hours, minutes] = TIME.exec(text) ?? [];
  if (day === undefined || !isDay(day)) return undefined;
  const zone = hours === undefined ? 'Z' : `${hours}:${minutes}`;
  const time = Date.parse(`${day}T${clock}${zone}`);
  return Number.isNaN(time) ? undefined : time;
}

/** The platform reads `2026-02-30` as 2 March: no such day is meant. */
function isDay(day: string): boolean {
  const time = Date.parse(day);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
