import type { AnswerEntry, Line, Span } from '../../domain/answer/answer.ts';
import { bound } from '../../domain/card/bound.ts';
import { mailUrl } from '../../domain/links.ts';
import type { LandingStep, LinkReason, Objection, Revision, Series } from '../../domain/series/series.ts';
import { REVIEW_TAGS, trailerPerson } from '../../domain/trailers.ts';
import { counted, isoDay, quoted, sideBySide } from './phrases.ts';
import { revisionName } from './series-entry.ts';

const NAMES_SHOWN = 4;

const REASONS: Readonly<Record<LinkReason, string>> = {
  'change-id': 'the same change-id as the revision before',
  link: 'links to the revision before',
  'in-reply-to': 'answers the revision before',
  title: 'the same title as the revision before',
  patches: 'the same patches as the revision before',
};

/** What happened to a series, the newest first, each with the mail that says so. */
export function storyEntries(series: Series, lore: string): AnswerEntry[] {
  const events = [
    ...series.revisions.map((one) => ({ date: one.date, entry: revisionEntry(one, series, lore) })),
    ...series.landing.map((step) => ({ date: step.date, entry: landingEntry(step, series, lore) })),
    ...series.objections.map((one) => ({ date: one.date, entry: objectionEntry(one, series, lore) })),
  ];
  // Of what is dated alike the later step was told later.
  return events
    .map((event, at) => ({ ...event, at }))
    .sort((a, b) => b.date - a.date || b.at - a.at)
    .map(({ entry }) => entry);
}

/** Why it is told to stand there, where no event of its story says so: the words of the mail that shows it. */
export function standingLines({ state, evidence, lastActive, landing, objections }: Series): Line[] {
  if (state === 'stale') return [[`no mail about it since ${isoDay(lastActive)}`]];
  if (state === 'reviewed') return [['every patch has a Reviewed-by or an Acked-by, and nobody took it yet']];
  if (state === 'posted' || state === 'rfc') return [['waits for review']];
  const isTold = [...landing, ...objections].some(({ date }) => date === evidence?.date);
  if (evidence === undefined || isTold) return [];
  return [[`${isoDay(evidence.date)}, ${person(evidence.by)}`], quoted(evidence.quote)];
}

function revisionEntry(one: Revision, { title }: Series, lore: string): AnswerEntry {
  const { parts, total, replies, link } = one;
  const tags = REVIEW_TAGS.flatMap((tag) => tagWords(tag, one.tags.get(tag) ?? []));
  const renamed = one.title === title ? [] : [quoted(one.title)];
  const facts = [
    counted(total, 'patch', 'patches') + (parts.size < total ? ` (${parts.size} seen)` : ''),
    counted(replies, 'reply', 'replies'),
    link && `${REASONS[link.why]}${link.inferred ? ' (inferred)' : ''}`,
  ];
  return {
    title: dated(one.date, {
      text: revisionName(one),
      url: mailUrl(lore, one.first, one.lists),
      style: 'strong',
    }),
    lines: [sideBySide(facts), ...renamed, ...tags.map((words): Line => [words])],
  };
}

function landingEntry(step: LandingStep, series: Series, lore: string): AnswerEntry {
  const { date, by, quote, messageId, release, commit } = step;
  // What a tree or a release shows nobody says.
  const who = release === undefined && commit === undefined ? [` by ${person(by)}`] : [];
  const url = mailUrl(lore, messageId, listsOf(series));
  return {
    title: [...dated(date, { text: landingWords(step), url, style: 'strong' }), ...who],
    lines: [quoted(quote)],
  };
}

function objectionEntry(
  { what, date, by, quote, messageId }: Objection,
  series: Series,
  lore: string,
): AnswerEntry {
  const text = what === 'nack' ? 'NACK' : 'changes requested';
  const url = mailUrl(lore, messageId, listsOf(series));
  return {
    title: [...dated(date, { text, url, style: 'strong' }), ` by ${person(by)}`],
    lines: [quoted(quote)],
  };
}

function listsOf({ revisions }: Series): readonly string[] {
  return revisions.at(-1)?.lists ?? [];
}

function dated(date: number, what: Span): Line {
  return [`${isoDay(date)} `, what];
}

/** "applied to rust-next", "released in Linux 7.2". */
function landingWords({ state, tree, pulled, release, commit }: LandingStep): string {
  if (state === 'released') return `released${release === undefined ? '' : ` in Linux ${bound(release)}`}`;
  if (pulled && commit === undefined && state === 'applied') return 'in a pull request';
  return tree === '' ? state : `${state} ${state === 'merged' ? 'into' : 'to'} ${bound(tree)}`;
}

function tagWords(tag: string, people: readonly string[]): string[] {
  if (people.length === 0) return [];
  const rest = people.length - NAMES_SHOWN;
  const shown = people.slice(0, NAMES_SHOWN).map(person).join(', ');
  return [`${tag}: ${rest > 0 ? `${shown} and ${rest} more` : shown}`];
}

function person(by: string): string {
  return bound(trailerPerson(by), 100);
}
