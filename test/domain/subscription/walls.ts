/** Minute by minute: what the clocks of a zone show, asked of the platform in another way than the program does. */
export type Walk = { readonly zone: string; readonly start: number; readonly walls: readonly number[] };

export const MINUTE = 60_000;
export const DAY = 1440 * MINUTE;

/** Each zone, with a day about which its clocks are looked at: changes of all kinds, and none. */
export const CHANGES: readonly (readonly [zone: string, day: string])[] = [
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  // Half an hour.
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  // At midnight.
  ['America/Sao_Paulo', '2018-02-18'],
  ['America/Sao_Paulo', '2018-11-04'],
  // A day that never was.
  ['Pacific/Apia', '2011-12-30'],
  ['Pacific/Apia', '2011-04-02'],
  // One minute past midnight, back to the day before.
  ['America/St_Johns', '2010-11-07'],
  ['Asia/Kolkata', '2026-06-01'],
  ['UTC', '2026-03-29'],
];

/** 18 days, the change in their midst. */
export function walk(zone: string, day: string): Walk {
  const start = Date.parse(day) - 9 * DAY;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const wallOf = (time: number): number => {
    const parts = format.formatToParts(time);
    const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value);
    return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  };
  return {
    zone,
    start,
    walls: Array.from({ length: 18 * 1440 }, (_, at) => wallOf(start + at * MINUTE)),
  };
}

/** All moments of the walk at which the clocks show such a time first, or would if they did not leap over it. */
export function firstShown({ start, walls }: Walk, isWanted: (wall: number) => boolean): number[] {
  const seen = new Set<number>();
  const found: number[] = [];
  for (const [at, wall] of walls.entries()) {
    const before = walls[at - 1] ?? wall - MINUTE;
    for (let leapt = before + MINUTE; leapt < wall; leapt += MINUTE)
      if (isWanted(leapt)) found.push(start + at * MINUTE + (leapt - before - MINUTE));
    if (isWanted(wall) && !seen.has(wall)) found.push(start + at * MINUTE);
    seen.add(wall);
  }
  return [...new Set(found)].sort((a, b) => a - b);
}
