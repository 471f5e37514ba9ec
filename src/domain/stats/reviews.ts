import type { Address } from '../address.ts';
import { REVIEW_TAGS, type Trailer, trailerPerson } from '../trailers.ts';
import { NO_AREA, type StatsRow } from './stats.ts';

/** A tag that somebody gave in an answer. */
export type Review = {
  readonly reviewer: Address;
  /** Who wrote what it was given to; undefined where that is not known. */
  readonly author: Address | undefined;
  readonly date: number;
  readonly area: string;
  /** Same for the same tag given twice to the same mail. */
  readonly what: string;
};

/** Threads are no deeper than that; hostile ones may go round in a circle. */
const DEEPEST = 100;

/** The tags given in answers. `context`: rows that are only looked up, to see what was answered. */
export function reviewsGiven(rows: readonly StatsRow[], context: readonly StatsRow[]): Review[] {
  const byKey = indexRows([...context, ...rows]);
  return rows.flatMap((row) => {
    const given = tagsGiven(row);
    if (given.length === 0) return [];
    const answered = postingAbove(row, byKey);
    const area = answered?.areas[0] ?? firstArea(row);
    return given.map(({ name, value }) => ({
      reviewer: readPerson(value),
      author: answered?.author,
      date: row.date,
      area,
      what: `${name} ${row.parent ?? row.key}`,
    }));
  });
}

/** Answers with tags where what they were given to is not among the rows. */
export function tagsInTheAir<T extends StatsRow>(rows: readonly T[]): T[] {
  const byKey = indexRows(rows);
  return rows.filter((row) => tagsGiven(row).length > 0 && postingAbove(row, byKey) === undefined);
}

function tagsGiven({ kind, trailers }: StatsRow): Trailer[] {
  if (kind !== 'reply') return [];
  return trailers.filter(({ name }) => REVIEW_TAGS.some((tag) => tag === name));
}

function indexRows(rows: readonly StatsRow[]): Map<number, StatsRow> {
  return new Map(rows.map((row) => [row.key, row]));
}

export function firstArea({ areas }: { readonly areas: readonly string[] }): string {
  return areas[0] ?? NO_AREA;
}

export function isPosting({ kind }: StatsRow): boolean {
  return kind === 'patch' || kind === 'cover';
}

/** The nearest patch or cover letter that a mail answers. */
function postingAbove(row: StatsRow, byKey: ReadonlyMap<number, StatsRow>): StatsRow | undefined {
  let above: StatsRow | undefined = row;
  for (let depth = 0; above !== undefined && depth < DEEPEST; depth++) {
    above = above.parent === undefined ? undefined : byKey.get(above.parent);
    if (above !== undefined && isPosting(above)) return above;
  }
  return undefined;
}

/** `Name <mail>`, or one of both. */
function readPerson(value: string): Address {
  const email = /<([^<>\s]{1,200})>/.exec(value)?.[1] ?? '';
  const person = trailerPerson(value);
  if (email === '' && person.includes('@')) return { name: '', email: person.toLowerCase() };
  return { name: person.includes('@') ? '' : person, email: email.toLowerCase() };
}
