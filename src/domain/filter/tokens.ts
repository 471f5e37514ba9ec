const TOKEN = /[\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*/gu;
const TOKEN_END = /[\p{L}\p{N}\p{M}_]$/u;
const BEYOND_ASCII = /[^\0-\x7f]/;
const LATIN_MARKS = /(\p{Script=Latin})\p{Mn}+/gu;

/** Lower case, Latin letters without their marks (`Özkan` -> `ozkan`), composed (NFC). */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (!BEYOND_ASCII.test(lower)) return lower;
  return lower.normalize('NFD').replace(LATIN_MARKS, '$1').normalize('NFC');
}

/**
 * The words of a text in order, folded: runs of letters, digits, marks and `_`. For everyday text these are
 * the tokens of SQLite FTS5's `unicode61 remove_diacritics 2 tokenchars '_'`; where the tables of Unicode
 * differ, `searchableText` makes the two agree.
 */
export function tokens(text: string): string[] {
  return fold(text).match(TOKEN) ?? [];
}

/** True where a word ends right at the end of the text, so that a `*` behind it means "and more letters". */
export function endsInToken(text: string): boolean {
  return TOKEN_END.test(text);
}

/**
 * What a store puts into its full-text index and into `FilterSubject.text`: the tokens, with blanks between.
 * An index of this, asked for `requiredTerms`, cannot miss what `matchFilter` matches, however it splits
 * words further, because both sides are split the same way.
 */
export function searchableText(...parts: readonly string[]): string {
  return parts.flatMap(tokens).join(' ');
}
