import { displayName } from '../domain/address.ts';
import type {
  LandingStep,
  LinkReason,
  Objection,
  Revision,
  Series,
  SeriesState,
} from '../domain/series/series.ts';
import { REVIEW_TAGS, trailerPerson } from '../domain/trailers.ts';
import { cleanLine } from '../render/clean.ts';
import { padEnd, truncate } from '../render/width.ts';
import { wrap, wrapItems } from '../render/wrap.ts';
import { type CliContext, isColored } from './context.ts';
import { createStyle, type Style } from './style.ts';

const WIDEST = 100;
const NAMES_SHOWN = 4;
const STATE_COLUMNS = 10;
/** Below a day. */
const INDENT = ' '.repeat(12);

/** One series in a line of a list: last day, state, revision, title; below it who and where. */
export function seriesLine(series: Series, context: CliContext): string {
  const style = createStyle(isColored(context));
  const { title, author, areas, state, revisions, lastActive } = series;
  const newest = newestOf(series);
  const count = newest ? countOf(newest.total, 'patch', 'patches') : '';
  const facts = [cleanLine(displayName(author)), areas.join(', ') || series.category, name(newest), count];
  const replies = revisions.reduce((sum, one) => sum + one.replies, 0);
  if (replies > 0) facts.push(countOf(replies, 'reply', 'replies'));
  const room = Math.min(Math.max(context.columns, 60), WIDEST) - 22;
  return [
    `${style.dim(day(lastActive))}  ${inState(padEnd(state, STATE_COLUMNS), state, style)}${style.bold(truncate(cleanLine(title), room + 10))}`,
    `${' '.repeat(22)}${truncate(facts.join(' - '), room + 10)}`,
    `${' '.repeat(22)}${style.dim(cleanLine(series.id))}\n`,
  ].join('\n');
}

/** The whole story of one series: every revision, who vouched for it, what became of it and who says so. */
export function seriesStory(series: Series, url: string, context: CliContext): string {
  const style = createStyle(isColored(context));
  const room = Math.min(Math.max(context.columns, 60), WIDEST) - 4;
  const { title, author, areas, category, state, revisions, landing, objections } = series;
  const where = areas.join(', ') || category;
  const lines = [
    style.bold(cleanLine(title)),
    `${cleanLine(displayName(author))} - ${where} - ${category}`,
    style.dim(cleanLine(url)),
    '',
    ...inOrder([
      ...revisions.map((one) => ({ date: one.date, lines: revisionLines(one, series, style, room) })),
      ...landing.map((step) => ({ date: step.date, lines: landingLines(step, style, room) })),
      ...objections.map((one) => ({ date: one.date, lines: objectionLines(one, style, room) })),
    ]),
    '',
    `${style.bold(inState(state, state, style))}${standing(series)}`,
  ];
  return `${lines.join('\n')}\n`;
}

type Dated = { readonly date: number; readonly lines: readonly string[] };

function inOrder(events: readonly Dated[]): string[] {
  return [...events].sort((a, b) => a.date - b.date).flatMap(({ lines }) => lines);
}

function objectionLines(
  { what, date, by, quote, messageId }: Objection,
  style: Style,
  room: number,
): string[] {
  const words = what === 'nack' ? 'NACK' : 'changes requested';
  return [
    `${style.bold(day(date))}  ${style.red(words)} by ${cleanLine(trailerPerson(by))}`,
    ...quoted(quote, style, room),
    `${INDENT}${style.dim(cleanLine(messageId))}`,
  ];
}

function revisionLines(one: Revision, series: Series, style: Style, room: number): string[] {
  const seen = one.parts.size < one.total ? ` (${one.parts.size} seen)` : '';
  const renamed = one.title !== series.title ? ` "${cleanLine(one.title)}"` : '';
  const head = `${name(one)}: ${countOf(one.total, 'patch', 'patches')}${seen}, ${countOf(one.replies, 'reply', 'replies')}${renamed}`;
  const [first = '', ...rest] = wrap(head, room - INDENT.length);
  const tags = REVIEW_TAGS.flatMap((tag) => tagWords(tag, one.tags.get(tag) ?? []));
  return [
    style.bold(`${day(one.date)}  ${first}`),
    ...rest.map((line) => INDENT + line),
    ...wrapItems([...linkWords(one), ...tags], room - 12).map((line) => INDENT + line),
  ];
}

const REASONS: Readonly<Record<LinkReason, string>> = {
  'change-id': 'the same change-id',
  link: 'links to the revision before',
  'in-reply-to': 'answers the revision before',
  title: 'the same title',
  patches: 'the same patches',
};

function linkWords({ link }: Revision): string[] {
  if (!link) return [];
  return [`${REASONS[link.why]}${link.inferred ? ' (inferred)' : ''}`];
}

function tagWords(tag: string, people: readonly string[]): string[] {
  if (people.length === 0) return [];
  const names = people.map((person) => cleanLine(trailerPerson(person)));
  const rest = names.length - NAMES_SHOWN;
  const shown = names.slice(0, NAMES_SHOWN).join(', ');
  return [`${tag}: ${rest > 0 ? `${shown} and ${rest} more` : shown}`];
}

function landingLines(step: LandingStep, style: Style, room: number): string[] {
  const { state, date, by, quote, messageId, release, commit } = step;
  const when = style.bold(`${day(date)}  ${landingWords(step)}`);
  const source = release === undefined && commit === undefined ? `, by ${cleanLine(trailerPerson(by))}` : '';
  return [
    `${when}${source}`,
    ...quoted(quote, style, room),
    ...(state === 'released' ? [] : [`${INDENT}${style.dim(cleanLine(commit ?? messageId))}`]),
  ];
}

function landingWords({ state, tree, pulled, release, commit }: LandingStep): string {
  if (state === 'released')
    return `released${release === undefined ? '' : ` in Linux ${cleanLine(release)}`}`;
  if (pulled && commit === undefined && state === 'applied') return 'in a pull request';
  return tree === '' ? state : `${state} ${state === 'merged' ? 'into' : 'to'} ${cleanLine(tree)}`;
}

function quoted(quote: string, style: Style, room: number): string[] {
  return wrap(cleanLine(quote), room - 14).map((line) => `${INDENT}${style.dim('>')} ${line}`);
}

/** What the state means here, for those that no line above told. */
function standing({ state, evidence, lastActive }: Series): string {
  if (state === 'stale') return `: no mail about it since ${day(lastActive)}`;
  if (state === 'reviewed') return ': every patch has a Reviewed-by or an Acked-by, and nobody took it yet';
  if (state === 'superseded') return `: taken back by its author, "${cleanLine(evidence?.quote ?? '')}"`;
  if (state === 'posted') return ': waits for review';
  return '';
}

function newestOf({ revisions }: Series): Revision | undefined {
  return revisions.at(-1);
}

function name(one: Revision | undefined): string {
  if (!one) return '';
  const minor = one.minor > 0 ? `.${one.minor}` : '';
  return `${one.rfc ? 'RFC ' : ''}v${one.revision}${minor}${one.resend ? ' resent' : ''}`;
}

const GOOD: ReadonlySet<SeriesState> = new Set(['applied', 'merged', 'released']);
const BAD: ReadonlySet<SeriesState> = new Set(['rejected', 'superseded']);

function inState(text: string, state: SeriesState, style: Style): string {
  if (GOOD.has(state)) return style.green(text);
  if (BAD.has(state)) return style.red(text);
  return state === 'stale' ? style.dim(text) : text;
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function countOf(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
