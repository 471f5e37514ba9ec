import { inPeriod, type Period } from '../compose/period.ts';
import { gatherPeople, type Person } from './people.ts';
import { firstArea, isPosting, type Review, reviewsGiven } from './reviews.ts';
import type { AreaTally, StatsRow, StatsSeries } from './stats.ts';

export type Sent = { readonly row: StatsRow; readonly by: Person };
type Given = Review & { readonly by: Person };

/** What happened in one time, or in one area of it. */
export type Portion = {
  readonly mails: readonly StatsRow[];
  /** Patches and cover letters. */
  readonly sent: readonly Sent[];
  readonly reviews: readonly Given[];
  /** Series whose first revision was posted. */
  readonly started: readonly StatsSeries[];
};

/** Of mails that are counted: who sent, who reviewed. Nobody reviews his own patch. */
export function makePortion(
  mails: readonly StatsRow[],
  series: readonly StatsSeries[],
  { period, context }: { readonly period: Period; readonly context: readonly StatsRow[] },
): Portion {
  const postings = mails.filter(isPosting);
  const reviews = reviewsGiven(mails, context);
  const who = gatherPeople([
    ...postings.map(({ author }) => author),
    ...reviews.flatMap(({ reviewer, author }) => (author ? [reviewer, author] : [reviewer])),
  ]);
  const given = reviews.map((review) => ({ ...review, by: who(review.reviewer) }));
  return {
    mails,
    sent: postings.map((row) => ({ row, by: who(row.author) })),
    reviews: withoutRepeats(given.filter(({ by, author }) => !author || by !== who(author))),
    started: series.filter(({ revisions: [first] }) => first !== undefined && inPeriod(period, first)),
  };
}

/** The same person's same tag for the same mail counts once. */
function withoutRepeats(reviews: readonly Given[]): Given[] {
  const seen = new Map<Person, Set<string>>();
  return reviews.filter(({ by, what }) => {
    const given = seen.get(by) ?? new Set<string>();
    seen.set(by, given);
    const isNew = !given.has(what);
    given.add(what);
    return isNew;
  });
}

type DateNamer = (date: number) => string;

/** The portions of the months that have anything, by the month's name. */
export function splitByMonth(whole: Portion, monthName: DateNamer): Map<string, Portion> {
  return split(whole, {
    mail: ({ date }) => monthName(date),
    review: ({ date }) => monthName(date),
    series: ({ revisions }) => monthName(revisions[0]?.date ?? 0),
  });
}

/** The portions of the areas, by name; each thing is in its first area alone. */
export function splitByArea(portion: Portion): Map<string, Portion> {
  return split(portion, { mail: firstArea, review: ({ area }) => area, series: firstArea });
}

type Names = {
  readonly mail: (row: StatsRow) => string;
  readonly review: (review: Review) => string;
  readonly series: (series: StatsSeries) => string;
};

function split({ mails, sent, reviews, started }: Portion, name: Names): Map<string, Portion> {
  const parts = {
    mails: Map.groupBy(mails, name.mail),
    sent: Map.groupBy(sent, ({ row }) => name.mail(row)),
    reviews: Map.groupBy(reviews, name.review),
    started: Map.groupBy(started, name.series),
  };
  const names = new Set([...parts.mails.keys(), ...parts.reviews.keys(), ...parts.started.keys()]);
  return new Map(
    [...names].sort().map((one) => [
      one,
      {
        mails: parts.mails.get(one) ?? [],
        sent: parts.sent.get(one) ?? [],
        reviews: parts.reviews.get(one) ?? [],
        started: parts.started.get(one) ?? [],
      },
    ]),
  );
}

export const NOTHING: Portion = { mails: [], sent: [], reviews: [], started: [] };

/** How much there is of everything; people once each. */
export function countPortion({ mails, sent, reviews, started }: Portion): Omit<AreaTally, 'area'> {
  return {
    mails: mails.length,
    patches: mails.filter(({ kind }) => kind === 'patch').length,
    series: started.length,
    contributors: new Set(sent.map(({ by }) => by)).size,
    reviewers: new Set(reviews.map(({ by }) => by)).size,
  };
}
