import { CATEGORIES, type Category } from '../verdict.ts';
import type { SeriesMail } from './mail.ts';

const MAX_AREAS = 3;

/** A set is what its strongest part is. */
export function strongest(mails: readonly SeriesMail[]): Category {
  return CATEGORIES.find((category) => mails.some((mail) => mail.verdict.category === category)) ?? 'none';
}

/** The areas that most of its patches name first. */
export function areasOf(mails: readonly SeriesMail[]): string[] {
  const weight = new Map<string, number>();
  for (const mail of mails) {
    for (const [place, area] of mail.areas.entries()) {
      weight.set(area, (weight.get(area) ?? 0) + 1 / (place + 1));
    }
  }
  const ranked = [...weight].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return ranked.slice(0, MAX_AREAS).map(([area]) => area);
}
