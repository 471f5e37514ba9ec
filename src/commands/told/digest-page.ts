import type { Digest, DigestSection } from '../../domain/digest.ts';

/** Entries of one page: what a reader of a chat takes in at once. */
const SIZE = 10;

/**
 * A digest in pages of so many entries, cut between entries. Headline, numbers, chart and notes stand on the first one;
 * what a section left out is told where it ends.
 */
export function digestPages(digest: Digest): Digest[] {
  const pages: DigestSection[][] = [[]];
  let room = SIZE;
  for (const section of digest.sections) {
    for (let from = 0; from < section.entries.length; ) {
      if (room === 0) {
        pages.push([]);
        room = SIZE;
      }
      const entries = section.entries.slice(from, from + room);
      from += entries.length;
      room -= entries.length;
      const more = from < section.entries.length ? 0 : section.more;
      pages.at(-1)?.push({ ...section, entries, more });
    }
  }
  const rest = { headline: [], numbers: [], chart: null, notes: [] };
  return pages.map((sections, at) => (at === 0 ? { ...digest, sections } : { ...digest, ...rest, sections }));
}
