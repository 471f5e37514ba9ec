import { failure, type Outcome, type Span } from './error.ts';

/** One value of a field as typed; `text` has its quotes and escapes resolved. */
export type RawValue = Span & { readonly text: string; readonly quoted: boolean };

export type Lexeme =
  | (Span & { readonly kind: 'open' | 'close' | 'or' | 'and' | 'not' })
  /** `word` is bare, `phrase` was in quotes. */
  | (Span & { readonly kind: 'word' | 'phrase'; readonly text: string })
  /** `values` has one entry or more, some of which may be empty. */
  | (Span & { readonly kind: 'field'; readonly name: string; readonly values: readonly RawValue[] });

// Chat clients turn the straight quotes that people type into these.
const QUOTES = '"“”„';
const FIELD = /^([A-Za-z][A-Za-z0-9_-]*):(?!:)/;
const KEYWORDS: ReadonlyMap<string, 'or' | 'and' | 'not'> = new Map([
  ['OR', 'or'],
  ['AND', 'and'],
  ['NOT', 'not'],
]);

/** Cuts a filter into its parts; fails only where a quote is not closed or text touches a value. */
export function lex(text: string): Outcome<readonly Lexeme[]> {
  const lexemes: Lexeme[] = [];
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const next = readLexeme(text, at);
    if (!next.ok) return next;
    lexemes.push(next.value);
    at = skipSpace(text, next.value.end);
  }
  return { ok: true, value: lexemes };
}

/** True where the character can stand in a bare word. */
export function isBare(char: string): boolean {
  return !/\s/.test(char) && !'()'.includes(char) && !QUOTES.includes(char);
}

/** In quotes, with a backslash before each quote and backslash. */
export function quote(text: string): string {
  return `"${text.replace(/["“”„\\]/g, '\\$&')}"`;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return at;
}

function readLexeme(text: string, at: number): Outcome<Lexeme> {
  const char = text.charAt(at);
  if (char === '(') return found({ kind: 'open', at, end: at + 1 });
  if (char === ')') return found({ kind: 'close', at, end: at + 1 });
  if (QUOTES.includes(char)) {
    const value = readQuoted(text, at);
    return value.ok ? found({ kind: 'phrase', at, end: value.value.end, text: value.value.text }) : value;
  }
  const end = bareEnd(text, at, '');
  const bare = text.slice(at, end);
  const negates = bare.startsWith('-') && (bare.length > 1 || /[("“”„]/.test(text.charAt(end)));
  if (negates) return found({ kind: 'not', at, end: at + 1 });
  const name = FIELD.exec(bare)?.[1];
  if (name !== undefined) return readField(text, at, name);
  const keyword = KEYWORDS.get(bare);
  return found(keyword === undefined ? { kind: 'word', at, end, text: bare } : { kind: keyword, at, end });
}

function found(lexeme: Lexeme): Outcome<Lexeme> {
  return { ok: true, value: lexeme };
}

/** Where the bare text that starts here ends; `stop` ends it too. */
function bareEnd(text: string, from: number, stop: string): number {
  let at = from;
  while (at < text.length && isBare(text.charAt(at)) && text.charAt(at) !== stop) at++;
  return at;
}

function readQuoted(text: string, at: number): Outcome<RawValue> {
  let inner = '';
  for (let place = at + 1; place < text.length; place++) {
    const char = text.charAt(place);
    const following = text.charAt(place + 1);
    if (QUOTES.includes(char)) return { ok: true, value: { at, end: place + 1, text: inner, quoted: true } };
    if (char === '\\' && following !== '' && (following === '\\' || QUOTES.includes(following))) {
      inner += following;
      place++;
    } else inner += char;
  }
  return failure({ at, end: at + 1 }, 'this quote is never closed', ['"']);
}

function readField(text: string, at: number, name: string): Outcome<Lexeme> {
  const values: RawValue[] = [];
  let place = at + name.length + 1;
  while (true) {
    const value = readValue(text, place);
    if (!value.ok) return value;
    values.push(value.value);
    place = value.value.end;
    if (text.charAt(place) !== ',') break;
    place++;
  }
  const char = text.charAt(place);
  const touches = char !== '' && char !== ')' && !/\s/.test(char);
  // `author:(a OR b)` has an empty value: the parser has the better sentence for it.
  if (touches && values.at(-1)?.text !== '') {
    const message = `the value of \`${name}:\` ends here; put a space before what follows, or quote the whole value`;
    return failure({ at: place, end: place + 1 }, message, [' ', ',']);
  }
  return found({ kind: 'field', at, end: place, name, values });
}

function readValue(text: string, at: number): Outcome<RawValue> {
  if (at < text.length && QUOTES.includes(text.charAt(at))) return readQuoted(text, at);
  const end = bareEnd(text, at, ',');
  return { ok: true, value: { at, end, text: text.slice(at, end), quoted: false } };
}
