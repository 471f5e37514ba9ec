/** A piece of a sentence; `isCode`: what is to be typed, or what stands in a filter. */
export type Piece = { readonly text: string; readonly isCode: boolean };

/**
 * A sentence parted where it quotes by backticks: "there is no `sai`". Where they do not pair, or nothing stands between
 * two, all of it is text.
 */
export function splitCode(sentence: string): readonly Piece[] {
  const parts = sentence.split('`');
  const isPaired = parts.length % 2 === 1 && parts.every((part, at) => at % 2 === 0 || part.trim() !== '');
  if (!isPaired) return [{ text: sentence, isCode: false }];
  return parts.map((text, at) => ({ text, isCode: at % 2 === 1 })).filter(({ text }) => text !== '');
}
