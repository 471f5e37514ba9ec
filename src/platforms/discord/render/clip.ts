const SEGMENTS = new Intl.Segmenter('en', { granularity: 'grapheme' });
const PLAIN = /^[ -~]*$/;
const ELLIPSIS = '…';
/** A grapheme longer than that is no letter of anybody. */
const LONGEST = 32;

/**
 * The text where `measure` of it is at most `most`; else its longest beginning of whole graphemes and an ellipsis of
 * which that is true; '' where not even that has room. `measure` never shrinks as the text grows.
 */
export function clipBy(text: string, most: number, measure: (text: string) => number): string {
  if (measure(text) <= most) return text;
  const ends = endsOf(text, most);
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(beginning(text, ends[middle - 1])) <= most) low = middle;
    else high = middle - 1;
  }
  if (low > 0) return beginning(text, ends[low - 1]);
  return measure(ELLIPSIS) <= most ? ELLIPSIS : '';
}

/** At most so many UTF-16 units. */
export function clip(text: string, most: number): string {
  return clipBy(text, most, ({ length }) => length);
}

function beginning(text: string, end = 0): string {
  return `${text.slice(0, end).trimEnd()}${ELLIPSIS}`;
}

/** Where the first graphemes end that may count. */
function endsOf(text: string, most: number): number[] {
  const part = text.slice(0, most + LONGEST);
  if (PLAIN.test(part)) return Array.from({ length: part.length }, (_, at) => at + 1);
  const ends = Array.from(SEGMENTS.segment(part), ({ index, segment }) => index + segment.length);
  // The last one may go on behind the part.
  return part.length < text.length ? ends.slice(0, -1) : ends;
}
