import { formatCount } from '../../../render/phrases.ts';
import type { DigestView } from '../../../render/view.ts';

/** The longest section of a digest that is worth the search. */
const MOST = 512;

/**
 * A digest in at most `most` parts: where it has more, each section keeps as many of its first entries as fit, the same
 * number in all of them, and says how many more there are; `url`: where they are. Never empty.
 */
export function shortenDigest<Part>(
  view: DigestView,
  url: string | null,
  render: (view: DigestView) => readonly Part[],
  most: number,
): readonly Part[] {
  const whole = render(view);
  if (whole.length <= most) return whole;
  let best = render(shorten(view, 0, url)).slice(0, most);
  let low = 1;
  let high = Math.min(MOST, Math.max(0, ...view.sections.map(({ entries }) => entries.length)));
  while (low <= high) {
    const middle = (low + high) >> 1;
    const parts = render(shorten(view, middle, url));
    if (parts.length <= most) {
      best = [...parts];
      low = middle + 1;
    } else high = middle - 1;
  }
  return best;
}

function shorten(view: DigestView, most: number, url: string | null): DigestView {
  const sections = view.sections.map((section) => {
    if (section.entries.length <= most) return section;
    const left = section.total - most;
    const more = `and ${formatCount(left)} more`;
    return { ...section, entries: section.entries.slice(0, most), more, moreUrl: url ?? section.moreUrl };
  });
  return { ...view, sections };
}
