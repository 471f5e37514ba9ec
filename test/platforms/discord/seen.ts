/** What somebody sees of Discord's Markdown: a reader of our own of the part of it that we write. */
export type Sight = {
  readonly text: string;
  readonly links: readonly { readonly label: string; readonly url: string }[];
  /** What Discord would take for something else than text, though nobody meant it so. */
  readonly wrong: readonly string[];
};

type Link = Sight['links'][number];
/** What stands at a place: how long it is, what is seen of it, and what is wrong with it. */
type Token = {
  readonly length: number;
  readonly text: string;
  readonly wrong?: readonly string[];
  readonly link?: Link;
  readonly turnsStrong?: true;
};
type Rule = (left: string, isStart: boolean) => Token | undefined;

const FENCE = '```';
const LINK = /^\[((?:\\.|[^[\]\\\n])+)\]\(<(https?:\/\/[!-=?-~]+)>\)/;
/** Each would mean something without a backslash before it. */
const MARKS = /^[*_~|[\]<>#`]/;
/** More than the longest link. */
const AHEAD = 6000;

const RULES: readonly Rule[] = [
  lineStart,
  fence,
  code,
  escaped,
  (left) => (left.startsWith('**') ? { length: 2, text: '', turnsStrong: true } : undefined),
  link,
  plain,
];

function lineStart(left: string, isStart: boolean): Token | undefined {
  if (!isStart) return undefined;
  const [mark = ''] = /^(?:- |-# | {2}(?=\S))/.exec(left) ?? [];
  return mark === '' ? undefined : { length: mark.length, text: '' };
}

function fence(left: string): Token | undefined {
  if (!left.startsWith(FENCE)) return undefined;
  const end = left.indexOf(FENCE, FENCE.length);
  if (end < 0) return { length: left.length, text: '', wrong: ['a fence without an end'] };
  return { length: end + FENCE.length, text: left.slice(FENCE.length, end) };
}

function code(left: string): Token | undefined {
  if (!left.startsWith('`')) return undefined;
  const [span, inner = ''] = /^`([^`\n]+)`(?!`)/.exec(left) ?? [];
  if (span === undefined) return { length: 1, text: '`', wrong: ['code without an end'] };
  return { length: span.length, text: inner };
}

function escaped(left: string): Token | undefined {
  if (!left.startsWith('\\')) return undefined;
  const next = left[1] ?? '';
  const isMark = /[!-/:-@[-`{-~]/.test(next);
  return { length: 2, text: next, wrong: isMark ? [] : ['a lone backslash'] };
}

function link(left: string): Token | undefined {
  if (!left.startsWith('[')) return undefined;
  const [whole, words = '', url = ''] = LINK.exec(left) ?? [];
  if (whole === undefined) return { length: 1, text: '[', wrong: ['half a link'] };
  const { text, wrong } = look(words);
  return { length: whole.length, text, wrong, link: { label: text, url } };
}

const MEANT: readonly (readonly [RegExp, string])[] = [
  [/^@[^\s\u200b]/, 'an @'],
  [/^[a-z]{2,10}:\/\//i, 'a bare address'],
  [/^discord\.gg\//i, 'an invitation'],
  [MARKS, 'a bare mark'],
];

function plain(left: string, isStart: boolean): Token {
  const wrong = MEANT.filter(([pattern]) => pattern.test(left)).map(([, what]) => what);
  const isBlock = isStart && /^(?:[-+] |\d{1,9}[.)] |#{1,3} |> )/.test(left);
  const [text = left[0] ?? ''] = /^[A-Za-z0-9]+/.exec(left) ?? [];
  return { length: text.length, text, wrong: isBlock ? [...wrong, 'a list, heading or quote'] : wrong };
}

/** Reads lines as Discord does. */
export function look(markdown: string): Sight {
  const links: Link[] = [];
  const wrong: string[] = [];
  let text = '';
  let isStrong = false;
  for (let at = 0; at < markdown.length; ) {
    const left = markdown.slice(at, at + AHEAD);
    const isStart = at === 0 || markdown[at - 1] === '\n';
    const token = read(left, isStart);
    wrong.push(...(token.wrong ?? []).map((what) => `${what}: ${left.slice(0, 40)}`));
    if (token.link !== undefined) links.push(token.link);
    if (token.turnsStrong) isStrong = !isStrong;
    if (token.text === '\n' && isStrong) wrong.push('strong over lines');
    text += token.text;
    at += token.length;
  }
  if (isStrong) wrong.push('strong without an end');
  return { text: text.replaceAll('\u200b', ''), links, wrong };
}

function read(left: string, isStart: boolean): Token {
  for (const rule of RULES) {
    const token = rule(left, isStart);
    if (token !== undefined) return token;
  }
  return { length: 1, text: '' };
}
