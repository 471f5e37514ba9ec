const ZERO_WIDTH_SPACE = '\u200b';

/** Characters that mean something wherever they stand in a line, a table cell included. */
const MARKS = /[\\`*[\]<>~|#!$&]/g;
const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** An underscore within a word is no emphasis; escaping it would only spoil `rust_binder`. */
const UNDERSCORES = /(?<![\p{L}\p{N}_])_+|_+(?![\p{L}\p{N}_])/gu;

/** What makes a list, a heading or a rule at the beginning of a line. */
const LINE_START = /^(?:([-+=])|(\d+)([.)]))/;

/**
 * Clean text as Markdown that shows just that text. An `@`, a `#` and the beginnings of addresses are parted
 * from what follows by a zero width space: renderers look for mentions, issues and addresses after the
 * escapes are gone, so an escape alone would not stop them.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(LINE_START, (_, mark?: string, digits = '', stop = '') =>
      mark === undefined ? `${digits}\u0000${stop}` : `\u0000${mark}`,
    )
    .replace(MARKS, (mark) => NAMED[mark] ?? `\\${mark}`)
    .replaceAll('\u0000', '\\')
    .replace(UNDERSCORES, (run) => run.replaceAll('_', '\\_'))
    .replace(/[@#](?=\S)/g, (mark) => mark + ZERO_WIDTH_SPACE)
    .replace(/:(?=\/\/)/g, `:${ZERO_WIDTH_SPACE}`)
    .replace(/\b(www|mailto|xmpp)(?=[.:])/gi, (word) => word + ZERO_WIDTH_SPACE);
}

/** A link; the address must have passed `webAddress`, without one it is the text alone. */
export function markdownLink(text: string, address: string | null): string {
  if (address === null) return escapeMarkdown(text);
  const target = address
    .replace(/[()[\]*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('&', '&amp;');
  return `[${escapeMarkdown(text)}](${target})`;
}
