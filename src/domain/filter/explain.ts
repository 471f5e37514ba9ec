import type { FilterError } from './error.ts';

/** Longest excerpt that is shown of a filter, in characters. */
const WIDTH = 72;

/**
 * Two lines for a monospaced place: the filter (around the mistake, where it is long), and below it carets
 * and the sentence. Both lines have no control characters.
 */
export function showFilterError(text: string, error: FilterError): string {
  const from = error.at <= WIDTH - 12 ? 0 : error.at - WIDTH / 2;
  const to = Math.min(text.length, from + WIDTH);
  const left = from > 0 ? '…' : '';
  const right = to < text.length ? '…' : '';
  const shown = `${left}${plain(text.slice(from, to))}${right}`;
  const indent = columns(plain(text.slice(from, Math.min(error.at, to)))) + left.length;
  const marked = columns(plain(text.slice(error.at, Math.min(error.at + error.length, to))));
  return `${shown}\n${' '.repeat(indent)}${'^'.repeat(Math.max(1, marked))} ${plain(error.message)}`;
}

function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ');
}

/** Marks stand on the letter before them and take no column. */
function columns(text: string): number {
  return [...text.replace(/\p{Mn}/gu, '')].length;
}
