import { type SeriesMail, subjectLine } from './mail.ts';
import type { Posting } from './postings.ts';

/** The posting that a set is told by: of the highest revision, the last that has all its parts. */
export function newestOf(postings: readonly Posting[]): Posting {
  return postings.reduce((a, b) => (supersedes(b, a) ? b : a));
}

/** A first posting after an RFC begins to count anew. A corrected part (`v3.1 2/7`, `v2 10/10` alone) is no newer posting: it lacks the others. */
function supersedes(later: Posting, earlier: Posting): boolean {
  if (later.rfc !== earlier.rfc) return earlier.rfc;
  if (isLonePart(later) && later.total === earlier.total && earlier.parts.size * 2 > earlier.total)
    return false;
  if (later.revision !== earlier.revision) return later.revision > earlier.revision;
  return later.parts.size >= earlier.parts.size;
}

function isLonePart({ cover, parts, total }: Posting): boolean {
  return cover === undefined && parts.size === 1 && total >= 4;
}

/** The title of a cover letter that is missing, where somebody answered it. */
export function coverTitle(
  { cover, total, revision }: Posting,
  answers: readonly SeriesMail[],
): string | undefined {
  if (cover !== undefined || total < 2) return undefined;
  const lines = answers.map(subjectLine).filter((line) => line.title !== '');
  return lines.find(({ patch }) => patch?.part === 0 && patch.total === total && patch.revision === revision)
    ?.title;
}
