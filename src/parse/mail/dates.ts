const DATE =
  /(\d{1,2})[ -]+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ -]+(\d{2,4})[ ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([+-]\d{4}|[a-z]{1,5})?/i;
const ASCTIME =
  /(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) +(\d{1,2}) +(\d{1,2}):(\d{2}):(\d{2}) (?:[a-z]{3,5} )?(\d{4})(?: +([+-]\d{4}))?/i;
const ISO = /\b(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d{1,9})? ?(Z|[+-]\d{2}:?\d{2})?/i;
/** A stamp with its comment is shorter than this. */
const MAX_STAMP = 200;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** RFC 5322, 4.3. Any other name counts as UTC, as `-0000` does (3.3: zone unknown, the time is right). */
const ZONES: Readonly<Record<string, number>> = {
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
};
/** The first Linux was announced on 1991-08-25. */
const FIRST = Date.UTC(1991, 7, 25);
/** How far a sender's clock may be ahead of the receiver's before it is taken for a lie. */
const SLACK = 3_600_000;

/**
 * A Date or Received stamp in milliseconds UTC (RFC 5322, 3.3 and 4.3; also asctime's and ISO 8601,
 * which some programs write); undefined where there is none.
 */
export function parseDate(field: string): number | undefined {
  const text = field.length > MAX_STAMP ? field.slice(0, MAX_STAMP) : field;
  const mail = DATE.exec(text);
  if (mail) return toTime([mail[3], mail[2], mail[1], mail[4], mail[5], mail[6], mail[7]]);
  const asctime = ASCTIME.exec(text);
  if (asctime)
    return toTime([asctime[6], asctime[1], asctime[2], asctime[3], asctime[4], asctime[5], asctime[7]]);
  const iso = ISO.exec(text);
  return iso ? toTime([iso[1], iso[2], iso[3], iso[4], iso[5], iso[6], iso[7]?.replace(':', '')]) : undefined;
}

type Written = string | undefined;
/** Year, month, day, hour, minute, second, zone, as written. */
type Stamp = [Written, Written, Written, Written, Written, Written, Written];

function toTime([year, named = '', day, hour, minute, second, zone]: Stamp): number | undefined {
  const month = named < 'A' ? Number(named) - 1 : MONTHS.indexOf(named.toLowerCase());
  if (month < 0 || month > 11 || Number(hour) > 24 || Number(minute) > 59) return undefined;
  const midnight = Date.UTC(fullYear(Number(year)), month, Number(day));
  // A 31st of April would be a 1st of May.
  if (!(Number(day) >= 1) || (Number(day) > 28 && new Date(midnight).getUTCDate() !== Number(day)))
    return undefined;
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Math.min(60, Number(second ?? 0));
  return midnight + (seconds - zoneMinutes(zone) * 60) * 1000;
}

/** RFC 5322, 4.3: two digits from 50 on are 19xx, three digits count from 1900. */
function fullYear(year: number): number {
  if (year >= 1000) return year;
  return year >= 50 ? year + 1900 : year + 2000;
}

function zoneMinutes(zone: string | undefined): number {
  if (zone === undefined) return 0;
  if (!/^[+-]/.test(zone)) return ZONES[zone.toLowerCase()] ?? 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3, 5));
  if (minutes > 14 * 60) return 0;
  return zone.startsWith('-') ? -minutes : minutes;
}

/** The stamp of a Received field stands behind its last semicolon (RFC 5321, 4.4). */
function parseReceived(field: string): number | undefined {
  const at = field.lastIndexOf(';');
  return at < 0 ? undefined : parseDate(field.slice(at + 1));
}

export type MailDate = { readonly date: number; readonly received: number; readonly clamped: boolean };

/**
 * The time a mail counts as sent. No mail is sent after it was received, nor before there was Linux:
 * such a date is replaced by the time of receipt. `arrived` (ms; 0 where nobody knows) is when the
 * archive got it: no Received is later, and it serves where the header tells nothing.
 */
export function settleDate(dateField: string, receivedField: string, arrived: number): MailDate {
  const said = since(FIRST, parseDate(dateField));
  const stamped = since(FIRST, parseReceived(receivedField));
  const known =
    stamped !== undefined && (arrived <= 0 || stamped <= arrived + SLACK) ? stamped : since(1, arrived);
  const received = known ?? said ?? FIRST;
  if (said !== undefined && (known === undefined || said <= known + SLACK)) {
    return { date: said, received, clamped: false };
  }
  return { date: received, received, clamped: true };
}

function since(first: number, time: number | undefined): number | undefined {
  return time !== undefined && time >= first ? time : undefined;
}
