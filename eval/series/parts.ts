import { type Share, share } from '../counts.ts';
import type { Placed } from './place.ts';

/** A posting whose patches we did not put together as the label has them. */
export type WrongParts = {
  readonly posting: Placed;
  readonly missing: readonly string[];
  readonly extra: readonly string[];
};

export type PartsScore = {
  readonly postings: Share;
  /** Series of which every posting is right. */
  readonly series: Share;
  readonly wrong: readonly WrongParts[];
};

/** A posting is right if our revision has just the patches that the label names and the archive holds. */
export function scoreParts(postings: readonly Placed[]): PartsScore {
  const wrong = postings.map(compareParts).filter(({ missing, extra }) => missing.length + extra.length > 0);
  const all = new Set(postings.map(({ truth }) => truth));
  const bad = new Set(wrong.map(({ posting }) => posting.truth));
  return {
    postings: share(postings.length - wrong.length, postings.length),
    series: share(all.size - bad.size, all.size),
    wrong,
  };
}

function compareParts(posting: Placed): WrongParts {
  const ours = new Set<string>(posting.place?.revision.parts.values() ?? []);
  const truth = new Set(posting.patches);
  return {
    posting,
    missing: [...truth].filter((id) => !ours.has(id)),
    extra: [...ours].filter((id) => !truth.has(id)),
  };
}
