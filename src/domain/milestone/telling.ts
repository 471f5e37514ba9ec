import type { Address } from '../address.ts';
import type { MessageId } from '../ids.ts';
import type { MailKind } from '../message.ts';
import type { LandingStep, Series } from '../series/series.ts';
import { normalTitle } from '../series/title.ts';
import { parseSubject } from '../subject.ts';
import type { Finding } from './milestone.ts';
import type { MilestoneType } from './type.ts';

/** A mail in which something was found, or a commit made of it. `date` in ms. */
export type Telling = {
  readonly messageId: MessageId;
  readonly date: number;
  readonly from: Address;
  readonly kind: MailKind;
  readonly subject: string;
  readonly areas: readonly string[];
  readonly findings: readonly Finding[];
  /** The step that the tree shows, where a commit made of the mail tells the same. */
  readonly landed?: LandingStep;
  /** Only the tree tells it: the mail that the commit names was never read, and the date is the commit's. */
  readonly unread?: true;
};

/** One finding with all that is known around it. */
export type Piece = {
  readonly telling: Telling;
  readonly finding: Finding;
  readonly type: MilestoneType;
  /** The place of the type in the table: smaller is weightier. */
  readonly rank: number;
  readonly series: Series | undefined;
  /** What is one matter: a series, or mails of one title and one author; a discussion has many. */
  readonly matter: string;
};

/** Oldest first; of two at the same time the order does not depend on how they came. */
export function byTime(one: Piece, other: Piece): number {
  return (
    one.telling.date - other.telling.date ||
    compare(one.telling.messageId, other.telling.messageId) ||
    one.rank - other.rank ||
    compare(one.finding.key, other.finding.key) ||
    compare(one.finding.title, other.finding.title)
  );
}

/** Every finding of a known type, oldest first; a mail that is given twice counts once. */
export function piecesOf(
  tellings: readonly Telling[],
  types: readonly MilestoneType[],
  seriesOf: (messageId: MessageId) => Series | undefined,
): Piece[] {
  const ranks = new Map(types.map((type, rank) => [type.id, { type, rank }]));
  const mails = new Map(tellings.map((telling) => [telling.messageId, telling]));
  const pieces: Piece[] = [];
  for (const telling of mails.values()) {
    const series = seriesOf(telling.messageId);
    const matter = matterOf(telling, series);
    for (const finding of telling.findings) {
      const known = ranks.get(finding.type);
      if (known) pieces.push({ telling, finding, series, matter, ...known });
    }
  }
  return pieces.sort(byTime);
}

function matterOf({ kind, subject, from }: Telling, series: Series | undefined): string {
  if (series) return `series ${series.id}`;
  const title = normalTitle(parseSubject(subject).title);
  return kind === 'reply' ? `answers ${title}` : `${from.email} ${title}`;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
