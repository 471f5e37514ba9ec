const DAY = 86_400_000;
const SECOND = 1000;
/** Days of a zone that are kept in mind; a scheduler asks for the same few. */
const MOST_DAYS = 500;

/** A day (UTC) of a zone: how far its clocks are ahead of UTC (ms) before and after the change that is in it. */
type ZoneDay = {
  readonly before: number;
  readonly after: number;
  /** ms; where nothing changes, the beginning of the day. */
  readonly change: number;
};

type ZoneMemory = { readonly format: Intl.DateTimeFormat; readonly days: Map<number, ZoneDay> };

const zones = new Map<string, ZoneMemory>();

/** How far the clocks of the zone are ahead of UTC then, ms. Throws RangeError where there is no such zone. */
function offsetAt(zone: string, time: number): number {
  const { before, after, change } = dayOf(zone, Math.floor(time / DAY));
  return time < change ? before : after;
}

/** What the clocks of the zone show then, as the ms that UTC's would show it at. */
export function wallAt(zone: string, time: number): number {
  return time + offsetAt(zone, time);
}

/** The first change of the zone's clocks in `from` < change <= `to` (ms); undefined where there is none. */
export function nextChange(zone: string, from: number, to: number): number | undefined {
  for (let day = Math.floor(from / DAY); day * DAY <= to; day++) {
    const { before, after, change } = dayOf(zone, day);
    if (before !== after && change > from && change <= to) return change;
  }
  return undefined;
}

/**
 * When the clocks of the zone show this (`wall` as `wallAt` gives it), ms. Where they show it twice, the first time;
 * where they leap over it, as much later as they leap: what Temporal calls `compatible`.
 */
export function timeOfWall(zone: string, wall: number): number {
  const before = offsetAt(zone, wall - DAY);
  if (offsetAt(zone, wall - before) === before) return wall - before;
  const after = offsetAt(zone, wall + DAY);
  if (offsetAt(zone, wall - after) === after) return wall - after;
  return wall - before;
}

/** Clocks change at most once in a day: so they did everywhere since 1970. */
function dayOf(zone: string, day: number): ZoneDay {
  const memory = memoryOf(zone);
  const known = memory.days.get(day);
  if (known) return known;
  const found = readDay(memory.format, day * DAY);
  if (memory.days.size >= MOST_DAYS) memory.days.clear();
  memory.days.set(day, found);
  return found;
}

function readDay(format: Intl.DateTimeFormat, start: number): ZoneDay {
  const before = readOffset(format, start - SECOND);
  const after = readOffset(format, start + DAY - SECOND);
  if (before === after) return { before, after, change: start };
  // The change lies behind `low`, at `high` at the latest.
  let low = start / SECOND - 1;
  let high = (start + DAY) / SECOND - 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (readOffset(format, middle * SECOND) === before) low = middle;
    else high = middle;
  }
  return { before, after, change: high * SECOND };
}

function memoryOf(zone: string): ZoneMemory {
  let memory = zones.get(zone);
  if (!memory) {
    // To make one is a thousand times as dear as to ask it.
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    memory = { format, days: new Map() };
    zones.set(zone, memory);
  }
  return memory;
}

const OFFSET = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/;

function readOffset(format: Intl.DateTimeFormat, time: number): number {
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = OFFSET.exec(format.format(time)) ?? [];
  const ms = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * SECOND;
  return sign === '-' ? -ms : ms;
}
