// Mail is written by strangers: what reaches a reader's terminal, mail client or chat passes through here.

/** Escape sequences of terminals: OSC/DCS/APC/PM strings (also unterminated), CSI, and two-byte escapes. */
const ESCAPES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  /(?:\u001b[\]P_^X]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|\u001b[ -/]*[0-~]?/gu;

/** White space of every kind, a line break included: inside one field all of it is one space. */
const SPACES = /[\t-\r\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000 ]+/gu;

/**
 * Control characters, bidirectional overrides, isolates and marks, invisible fillers, tag characters and
 * noncharacters. Joiners (U+200C, U+200D) stay: Persian, Indic scripts and emoji need them.
 */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\u{e0000}-\u{e0fff}]|\u034f|[\ufe00-\ufe0d]/gu;

/** Line breaks are JSON's own layout; separators that look like line breaks are not. */
const INVISIBLE_IN_JSON = new RegExp(`(?!\\n)(?:${INVISIBLE.source}|[\\u2028\\u2029])`, 'gu');

/** More marks than this on one letter are no language, they are a stain over the neighbouring lines. */
const MARK_PILE = /(\p{M}{3})\p{M}+/gu;

/**
 * One line of text that is safe to show: no control characters or escape sequences, no bidirectional
 * overrides, no lone surrogates; white space is single and trimmed.
 */
export function cleanLine(value: string): string {
  return value
    .toWellFormed()
    .replace(ESCAPES, '')
    .replace(SPACES, ' ')
    .replace(INVISIBLE, '')
    .replace(MARK_PILE, '$1')
    .replace(/ {2,}/g, ' ')
    .trim();
}

const WEB_ADDRESS =
  /^https?:\/\/(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?(?:[/?#][^\s"<>\\^`{|}]*)?$/iu;
const LONGEST_ADDRESS = 2000;

/**
 * The address itself if it is an ordinary http(s) one that may become a link, else null. Refused are host
 * names that are not plain ASCII, user information, and anything that cleaning would change: such
 * addresses are made to be misread.
 */
export function webAddress(value: string | null): string | null {
  if (value === null || value.length > LONGEST_ADDRESS || cleanLine(value) !== value) return null;
  return WEB_ADDRESS.test(value) ? value : null;
}

/** Every character that shows nothing and changes what is seen, as the escape that JSON has for it. */
export function escapeInvisible(json: string): string {
  return json.replace(INVISIBLE_IN_JSON, (character) =>
    Array.from({ length: character.length }, (_, at) => unicodeEscape(character.charCodeAt(at))).join(''),
  );
}

function unicodeEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}
