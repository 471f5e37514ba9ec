import type { EarlierLink } from './earlier.ts';
import { type SeriesMail, subjectLine } from './mail.ts';
import { isBackport, mailsOf, type Posting } from './postings.ts';
import { normalTitle } from './title.ts';

/** A posting with what links it to others. */
export type Node = {
  readonly posting: Posting;
  /** Keys of its mails. */
  readonly keys: ReadonlySet<number>;
  /** Mails and names, small, of all who wrote its patches. */
  readonly authors: ReadonlySet<string>;
  readonly title: string;
  /** Normal titles of its patches. */
  readonly titles: ReadonlySet<string>;
  readonly changeIds: ReadonlySet<string>;
  readonly earlier: readonly EarlierLink[];
  /** The branch that b4 put into its ids, with the day it was made. */
  readonly branch: string | undefined;
  /** `6.12` of a backport; '' of all else. */
  readonly kernel: string;
};

/** One mail may not make a thousand links. */
const MAX_EARLIER = 60;

export function makeNode(posting: Posting): Node {
  const mails = mailsOf(posting);
  const speakers = posting.cover ? [posting.cover] : mails;
  const people = [posting.author, ...mails.map(({ author }) => author)];
  return {
    posting,
    keys: new Set(mails.map(({ key }) => key)),
    authors: new Set(
      people.flatMap(({ email, name }) => [email, name]).flatMap((who) => who.toLowerCase() || []),
    ),
    title: normalTitle(posting.title),
    titles: new Set([...posting.parts.values()].map((part) => normalTitle(subjectLine(part).title))),
    changeIds: new Set(mails.flatMap(({ said }) => said.changeIds)),
    earlier: speakers.flatMap(({ said }) => said.earlier).slice(0, MAX_EARLIER),
    branch: branchOf(posting.head),
    kernel: isBackport(posting) ? (/\d+\.\d+/.exec(posting.tree ?? '')?.[0] ?? 'stable') : '',
  };
}

/** b4 puts day and name of the branch into its ids: `20241008-rustc-option-v1-1-9eb06261d4f7@a`. */
function branchOf({ messageId }: SeriesMail): string | undefined {
  return /^\d{8}-(.{1,200})-v\d{1,3}-\d{1,4}-[0-9a-f]{12}@/.exec(messageId)?.[1];
}

export function sharesAuthor(one: Node, other: Node): boolean {
  return [...one.authors].some((who) => other.authors.has(who));
}

/** How many patches two postings have in common, and how much of the smaller one that is. */
export function overlapOf(one: Node, other: Node): { readonly shared: number; readonly share: number } {
  let shared = 0;
  for (const title of one.titles) if (title !== '' && other.titles.has(title)) shared++;
  const least = Math.min(one.titles.size, other.titles.size);
  return { shared, share: least === 0 ? 0 : shared / least };
}

/** By date, then by revision, then by id: the order of arrival leaves no trace. */
export function byTime(a: Node, b: Node): number {
  const [one, other] = [a.posting, b.posting];
  return (
    one.date - other.date ||
    one.revision - other.revision ||
    one.minor - other.minor ||
    (one.head.messageId < other.head.messageId ? -1 : 1)
  );
}

const DAY = 86_400_000;
/** An unmarked resend comes within so many days; later it is another patch of the same name. */
const RESEND_DAYS = 60;

export function daysBetween(later: Node, earlier: Node): number {
  return (later.posting.date - earlier.posting.date) / DAY;
}

/** Whether by its numbers a posting may be the next revision of another: v1 after v3 is none, v1 after an RFC is. */
export function follows(later: Node, earlier: Node): boolean {
  const [next, last] = [later.posting, earlier.posting];
  if (next.date < last.date) return false;
  if (next.revision !== last.revision) return next.revision > last.revision || (last.rfc && !next.rfc);
  if (next.minor !== last.minor) return next.minor > last.minor;
  if (last.rfc && !next.rfc) return true;
  if (next.rfc && !last.rfc) return false;
  return next.resend || (later.title === earlier.title && daysBetween(later, earlier) <= RESEND_DAYS);
}
