import type { DigestNumber } from '../digest.ts';
import { linkPostings } from '../series/link.ts';
import type { SeriesMail } from '../series/mail.ts';
import { gatherPostings, isBackport } from '../series/postings.ts';
import { REVIEW_TAGS, trailerPerson } from '../trailers.ts';
import { relevanceOf } from '../verdict.ts';

/** The figures of one period. `mails` is without robots'; `share` is 0..100 of all mails; null = not known. */
export type Figures = {
  readonly series: number;
  readonly revisions: number;
  readonly patches: number;
  readonly reviews: number;
  readonly people: number;
  readonly newcomers: number | null;
  readonly mails: number;
  readonly share: number | null;
};

export type FigureInput = {
  /** Kept mails of the period. */
  readonly mails: readonly SeriesMail[];
  /** All mails of the period, whatever they are about. */
  readonly read: number;
  /** Addresses that sent a patch of the topic before the period; undefined = the past is not known. */
  readonly known: ReadonlySet<string> | undefined;
};

/** Those who sent a patch or a cover letter of the topic, by address. */
export function contributors(mails: readonly SeriesMail[]): string[] {
  const emails = mails.filter((mail) => isPatch(mail) && isTopic(mail)).map((mail) => mail.author.email);
  return [...new Set(emails)].sort();
}

export function countFigures({ mails, read, known }: FigureInput): Figures {
  const topical = mails.filter(isTopic);
  const human = topical.filter(isHuman);
  const postings = gatherPostings(topical).filter((posting) => !isBackport(posting));
  return {
    series: linkPostings(postings, topical).length,
    revisions: postings.length,
    patches: topical.filter((mail) => mail.kind === 'patch').length,
    reviews: countReviews(topical),
    people: new Set(human.map((mail) => mail.author.email)).size,
    newcomers: known ? contributors(mails).filter((email) => !known.has(email)).length : null,
    mails: human.length,
    share: read === 0 ? null : (topical.length / read) * 100,
  };
}

function isTopic(mail: SeriesMail): boolean {
  return relevanceOf(mail.verdict.category) === 'yes';
}

function isPatch(mail: SeriesMail): boolean {
  return mail.kind === 'patch' || mail.kind === 'cover';
}

/** Robots send reports and notices. */
function isHuman(mail: SeriesMail): boolean {
  return mail.kind !== 'report' && mail.kind !== 'notice';
}

/** Tags given in answers, each person's once a mail that was answered. */
function countReviews(mails: readonly SeriesMail[]): number {
  const given = new Set<string>();
  for (const mail of mails) {
    if (mail.kind !== 'reply') continue;
    for (const { name, value } of mail.trailers) {
      if (REVIEW_TAGS.some((tag) => tag === name))
        given.add(`${name} ${trailerPerson(value)} ${mail.parent}`);
    }
  }
  return given.size;
}

const ROWS: readonly { id: keyof Figures; label: string; unit: DigestNumber['unit'] }[] = [
  { id: 'series', label: 'series', unit: 'count' },
  { id: 'revisions', label: 'revisions', unit: 'count' },
  { id: 'patches', label: 'patches', unit: 'count' },
  { id: 'reviews', label: 'reviews given', unit: 'count' },
  { id: 'people', label: 'people', unit: 'count' },
  { id: 'newcomers', label: 'first-time contributors', unit: 'count' },
  { id: 'share', label: 'share of all mails', unit: 'percent' },
];

/** Side by side: the period, the one before, a year ago; undefined = the store does not reach back so far. */
export function compareFigures(
  now: Figures,
  before: Figures | undefined,
  yearAgo: Figures | undefined,
): DigestNumber[] {
  return ROWS.map(({ id, label, unit }) => ({
    id,
    label,
    unit,
    now: now[id],
    before: before?.[id] ?? null,
    yearAgo: yearAgo?.[id] ?? null,
  }));
}
