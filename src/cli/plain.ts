/** Control characters but the line feed, and what turns the direction of writing. */
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Text with paths and words of strangers in it, harmless on a terminal; its lines and blanks stay. */
export function plain(text: string): string {
  return text.toWellFormed().replace(UNSAFE, (character) => (character === '\t' ? ' ' : '?'));
}
