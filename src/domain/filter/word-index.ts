import type { TextTerm } from './ast.ts';
import { tokens } from './tokens.ts';

/** The words of one text with their places. */
export type WordIndex = ReadonlyMap<string, readonly number[]>;

export function indexWords(text: string): WordIndex {
  const index = new Map<string, number[]>();
  for (const [place, word] of tokens(text).entries()) {
    const places = index.get(word);
    if (places) places.push(place);
    else index.set(word, [place]);
  }
  return index;
}

/** Whether the term occurs in the text that was indexed. */
export function occurs(term: TextTerm, index: WordIndex): boolean {
  switch (term.kind) {
    case 'word':
      return index.has(term.word);
    case 'phrase':
      return ends(term.words, index).size > 0;
    case 'prefix':
      return prefixOccurs(term.words, index);
  }
}

/** The places right behind each occurrence of the words in a row. */
function ends(words: readonly string[], index: WordIndex): ReadonlySet<number> {
  let found: Set<number> | undefined;
  for (const word of words) {
    const places = index.get(word) ?? [];
    const before = found;
    found = new Set(
      places.filter((place) => before === undefined || before.has(place)).map((place) => place + 1),
    );
    if (found.size === 0) break;
  }
  return found ?? new Set();
}

function prefixOccurs(words: readonly string[], index: WordIndex): boolean {
  const start = words.at(-1) ?? '';
  const before = words.length > 1 ? ends(words.slice(0, -1), index) : undefined;
  if (before?.size === 0) return false;
  for (const [word, places] of index) {
    if (!word.startsWith(start)) continue;
    if (before === undefined || places.some((place) => before.has(place))) return true;
  }
  return false;
}
