import type { Revision, Series } from '../../src/domain/series/series.ts';
import type { TruthPosting, TruthSeries } from '../truth.ts';

/** Where a mail stands among our series. */
export type Place = { readonly series: Series; readonly revision: Revision };

/** A labelled posting that the archive holds, and what we made of it. */
export type Placed = {
  readonly truth: TruthSeries;
  readonly posting: TruthPosting;
  /** Its patches, as far as the archive holds them. */
  readonly patches: readonly string[];
  /** undefined: it is in none of our series. */
  readonly place: Place | undefined;
};

/** Message-ID -> place, for the cover letters and patches of all series. */
function indexSeries(series: readonly Series[]): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const one of series) {
    for (const revision of one.revisions) {
      for (const id of [revision.cover ?? revision.first, revision.first, ...revision.parts.values()]) {
        if (!places.has(id)) places.set(id, { series: one, revision });
      }
    }
  }
  return places;
}

/** Finds the labelled postings among our series; one of which the archive holds no mail is left out. */
export function placePostings(
  truth: readonly TruthSeries[],
  series: readonly Series[],
  held: ReadonlySet<string>,
): Placed[] {
  const places = indexSeries(series);
  return truth.flatMap((one) =>
    one.postings.flatMap((posting) => {
      const { cover_message_id: cover, first_message_id: first, patch_message_ids: parts } = posting;
      const ids = [...(cover === null ? [] : [cover]), first, ...parts].filter((id) => held.has(id));
      if (ids.length === 0) return [];
      const at = ids.find((id) => places.has(id));
      const place = at === undefined ? undefined : places.get(at);
      return [{ truth: one, posting, patches: parts.filter((id) => held.has(id)), place }];
    }),
  );
}
