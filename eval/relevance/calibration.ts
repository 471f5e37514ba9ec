import { type Share, share } from '../counts.ts';
import { type Judged, type Labels, labelOf } from './judged.ts';

/** Mails whose verdict is so sure, and how many of them are right. */
export type Bin = {
  readonly from: number;
  readonly to: number;
  readonly mails: number;
  /** Mean of what we say; it should be near `right`. */
  readonly confidence: Share;
  /** The category is the label's. */
  readonly right: Share;
};

const EDGES = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1] as const;

/** Is what is said with 0.9 right nine times of ten? `none` says nothing and is left out. */
export function calibrate(mails: readonly Judged[], labels: Labels): Bin[] {
  const said = mails.filter(({ verdict }) => verdict.category !== 'none');
  return EDGES.slice(1).map((to, at) => {
    const from = EDGES[at] ?? 0;
    const last = to === EDGES.at(-1);
    const inside = said.filter(
      ({ verdict: { confidence } }) => confidence >= from && (confidence < to || last),
    );
    const right = inside.filter((mail) => labelOf(labels, mail).category === mail.verdict.category);
    const sum = inside.reduce((total, { verdict }) => total + verdict.confidence, 0);
    return {
      from,
      to,
      mails: inside.length,
      confidence: share(sum, inside.length),
      right: share(right.length, inside.length),
    };
  });
}
