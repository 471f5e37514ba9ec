import { type Counts, noCounts } from '../counts.ts';
import type { Placed } from './place.ts';

/** Two postings that the label and we do not see alike. */
export type WrongPair = {
  readonly what: 'joined' | 'parted';
  readonly one: Placed;
  readonly other: Placed;
};

export type PairScore = { readonly counts: Counts; readonly wrong: readonly WrongPair[] };

/** Takes every two labelled postings: are they of one series by the label, and by us? */
export function scorePairs(postings: readonly Placed[]): PairScore {
  const counts = noCounts();
  const wrong: WrongPair[] = [];
  for (const [at, one] of postings.entries()) {
    for (const other of postings.slice(at + 1)) {
      const truth = one.truth === other.truth;
      const ours = one.place !== undefined && one.place.series === other.place?.series;
      if (truth && ours) counts.hits++;
      if (!truth && ours) counts.false++;
      if (truth && !ours) counts.missed++;
      if (truth !== ours) wrong.push({ what: ours ? 'joined' : 'parted', one, other });
    }
  }
  return { counts, wrong };
}
