import type { Digest } from '../../domain/digest.ts';

type Fit = {
  readonly render: (digest: Digest) => string;
  /** Bytes of UTF-8. */
  readonly limit: number;
  /** Where all of it can be seen. */
  readonly url: string | undefined;
};

/** The longest section of a digest, and more. */
const MOST = 4096;

/**
 * A digest in at most so many bytes: where it is larger, each section keeps as many of its first entries as fit, the
 * same number in all of them, and says how many more there are. undefined where not even their titles fit.
 */
export function fitDigest(digest: Digest, fit: Fit): string | undefined {
  const whole = fit.render(digest);
  if (bytesOf(whole) <= fit.limit) return whole;
  let best: string | undefined;
  let low = 0;
  let high = Math.min(MOST, Math.max(0, ...digest.sections.map(({ entries }) => entries.length)));
  while (low <= high) {
    const most = (low + high) >> 1;
    const shorter = fit.render(shorten(digest, most, fit.url));
    if (bytesOf(shorter) <= fit.limit) {
      best = shorter;
      low = most + 1;
    } else high = most - 1;
  }
  return best;
}

function shorten(digest: Digest, most: number, url: string | undefined): Digest {
  const sections = digest.sections.map((section) => {
    const left = section.entries.length - most;
    if (left <= 0) return section;
    const entries = section.entries.slice(0, most);
    return { ...section, entries, more: section.more + left, moreUrl: url ?? section.moreUrl };
  });
  return { ...digest, sections };
}

/** Of its UTF-8. */
export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
