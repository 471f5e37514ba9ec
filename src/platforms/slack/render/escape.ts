// mrkdwn has no escape for what makes text bold or code: docs.slack.dev/messaging/formatting-message-text names `&`,
// `<` and `>` only. The rest is shown by letters that look alike, which is what others found to work everywhere.
import { cleanLine, webAddress } from '../../../render/clean.ts';
import { splitCode } from '../../../render/code-words.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const LIKE: Readonly<Record<string, string>> = {
  '*': '\u2217',
  '~': '\u223c',
  _: '\u02cd',
};
const ZERO_WIDTH_SPACE = '\u200b';

/** Backticks become quotation marks: what looks more like them is a letter, and spoils searching and copying. */
const OPENING = '\u2018';
const CLOSING = '\u2019';
const OPENS = /(?<=^|[\s([{<,;:/])`(?=\S)/g;

/** An underscore within a word formats nothing: `rust_binder` stays as it is. */
const FORMATTING = /[*~]|(?<![\p{L}\p{N}_])_+|_+(?![\p{L}\p{N}_])/gu;
/** At the beginning of a line it is a quotation. */
const QUOTE = /^>+/;
/** A word between colons may be an emoji of the workspace; a time of the day is none. */
const EMOJI_NAME = /:(?=(?:[0-9_+'-]{0,99}[a-z][a-z0-9_+'-]{0,99}|[+-]1|100|1234):)/gi;
const CALL = /(?<![\p{L}\p{N}_.+-])@(?=(?:here|channel|everyone|group)\b)/giu;

const SEGMENTS = new Intl.Segmenter('en', { granularity: 'grapheme' });
const PLAIN = /^[ -~]*$/;
/** Longer ones are made to break something. */
const LONGEST_GRAPHEME = 40;
const LONGEST_LINK = 600;

/** Clean text as mrkdwn that shows just that text: formats nothing, calls nobody. */
export function escapeMrkdwn(text: string): string {
  return quoted(text)
    .replace(QUOTE, (run) => '\u203a'.repeat(run.length))
    .replace(FORMATTING, (run) => Array.from(run, (mark) => LIKE[mark] ?? mark).join(''))
    .replace(EMOJI_NAME, `:${ZERO_WIDTH_SPACE}`)
    .replace(CALL, `@${ZERO_WIDTH_SPACE}`)
    .replace(/[&<>]/g, (mark) => ENTITIES[mark] ?? mark);
}

function quoted(text: string): string {
  return text.replace(OPENS, OPENING).replaceAll('`', CLOSING);
}

/** What a reader sees of text that `escapeMrkdwn` made: for tests and for counting. */
export function unescapeMrkdwn(text: string): string {
  const back = Object.entries(LIKE).reduce((all, [mark, like]) => all.replaceAll(like, mark), text);
  return back
    .replaceAll(/[\u2018\u2019]/g, '`')
    .replaceAll('\u203a', '>')
    .replaceAll(ZERO_WIDTH_SPACE, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** A stranger's words on one line as mrkdwn of at most so many characters. */
export function words(text: string, most: number): string {
  return escapeMrkdwn(bound(cleanLine(text.slice(0, 4 * most)), most));
}

/** The same for places where nothing is formatted: headers, labels of buttons. */
export function plain(text: string, most: number): string {
  return cut(cleanLine(text.slice(0, 4 * most)), most, (grapheme) => grapheme.length);
}

/**
 * Clean text, or as many of its first graphemes as need no more than so many characters once they are escaped, and an
 * ellipsis.
 */
export function bound(text: string, most: number): string {
  return cut(text, most, costOf);
}

/** In code style; '' where there is nothing. Formatting and mentions mean nothing there. */
export function code(text: string, most: number): string {
  const inner = bound(quoted(cleanLine(text.slice(0, 4 * most))), most);
  return inner === '' ? '' : `\`${inner.replace(/[&<>]/g, (mark) => ENTITIES[mark] ?? mark)}\``;
}

/** A sentence on one line, in which what it quotes by backticks is code; bold, where it is to be. */
export function sentence(text: string, most: number, style: (escaped: string) => string = asIs): string {
  const pieces = splitCode(bound(cleanLine(text.slice(0, 4 * most)), most));
  if (pieces.length === 1 && pieces[0]?.isCode !== true) return style(escapeMrkdwn(pieces[0]?.text ?? ''));
  return pieces.map((piece) => (piece.isCode ? code(piece.text, most) : styled(piece.text, style))).join('');
}

function asIs(escaped: string): string {
  return escaped;
}

/** Marks of style stand at words: blanks stay outside. */
function styled(text: string, style: (escaped: string) => string): string {
  const middle = text.trim();
  const begin = text.indexOf(middle);
  return text.slice(0, begin) + style(escapeMrkdwn(middle)) + text.slice(begin + middle.length);
}

/** Lines in which each letter is as wide as any other; blanks are kept. At most so many characters, whole lines. */
export function preformatted(text: string, most: number): string {
  const kept: string[] = [];
  let room = most - 8;
  for (const line of text.slice(0, 4 * most).split('\n')) {
    const shown = quoted(bound(cleanKeepingBlanks(line), Math.max(0, Math.min(room, 1000)))).replace(
      /[&<>]/g,
      (mark) => ENTITIES[mark] ?? mark,
    );
    if (shown.length + 1 > room) break;
    kept.push(shown);
    room -= shown.length + 1;
  }
  const body = kept.join('\n').replace(/^\n+|\s+$/g, '');
  return body === '' ? '' : `\`\`\`\n${body}\n\`\`\``;
}

/** Bold, of mrkdwn; nothing of nothing. */
export function strong(escaped: string): string {
  return escaped === '' ? '' : `*${escaped}*`;
}

/** A link, or its text alone where there is no address, one that is none, or one that is too long. */
export function link(text: string, url: string | null | undefined, most: number): string {
  const shown = words(text, most);
  const address = linkable(url);
  return address === null || shown === '' ? shown : `<${address}|${shown}>`;
}

function linkable(url: string | null | undefined): string | null {
  const address = webAddress(url ?? null)?.replaceAll('&', '&amp;');
  return address === undefined || address.length > LONGEST_LINK ? null : address;
}

/** Parts of a line that have something to say. */
export function dotted(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' · ');
}

function cleanKeepingBlanks(line: string): string {
  const kept = '\ue000';
  return cleanLine(line.replaceAll(kept, '').replaceAll('\t', '    ').replaceAll(' ', kept))
    .replaceAll(kept, ' ')
    .trimEnd();
}

function cut(text: string, most: number, cost: (grapheme: string) => number): string {
  let sum = 0;
  let kept = '';
  let short = '';
  const graphemes = PLAIN.test(text) ? text : Array.from(SEGMENTS.segment(text), ({ segment }) => segment);
  for (const grapheme of graphemes) {
    sum += cost(grapheme);
    if (sum > most || grapheme.length > LONGEST_GRAPHEME) return most < 1 ? '' : `${short.trimEnd()}…`;
    kept += grapheme;
    if (sum < most) short = kept;
  }
  return kept;
}

const COSTS: Readonly<Record<string, number>> = { '&': 5, '<': 4, '>': 4, ':': 2, '@': 2, '"': 2, '\\': 2 };

/** The most that it can become when it is escaped, and in JSON. */
function costOf(grapheme: string): number {
  let cost = 0;
  for (let at = 0; at < grapheme.length; at++) cost += COSTS[grapheme[at] ?? ''] ?? 1;
  return cost;
}
