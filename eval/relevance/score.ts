import { type Category, type Relevant, relevanceOf } from '../../src/domain/verdict.ts';
import { type Counts, countIn, noCounts } from '../counts.ts';
import { type Judged, type Labels, labelOf } from './judged.ts';
import { MATCHERS, type MatcherId } from './matchers.ts';

export type ScopedCounts = { readonly patch: Counts; readonly all: Counts };

export type RelevanceScore = {
  readonly ours: ScopedCounts;
  readonly matchers: ReadonlyMap<MatcherId, ScopedCounts>;
  /** Mails that are `yes` by the label, and those of them that got the right category. */
  readonly categories: { readonly right: number; readonly of: number };
  /** label -> what we say -> mails */
  readonly confusion: ReadonlyMap<Category, ReadonlyMap<Category, number>>;
};

/**
 * Counts every mail once. Relevant is what is `yes`; `weak` by the label is neither a false find nor a
 * miss, `weak` by us is a miss where the label is `yes`. Patch mails are those with the label's kind
 * `patch`; of mails without a label those that we hold for patches.
 */
export function scoreRelevance(mails: readonly Judged[], labels: Labels): RelevanceScore {
  const ours = scoped();
  const matchers = new Map(MATCHERS.map(({ id }) => [id, scoped()]));
  const confusion = new Map<Category, Map<Category, number>>();
  const categories = { right: 0, of: 0 };
  for (const mail of mails) {
    const { kind, category } = labelOf(labels, mail);
    const truth = relevanceOf(category);
    const said = mail.verdict.category;
    tally(ours, kind, truth, mail.verdict.relevant === 'yes');
    for (const [id, counts] of matchers) tally(counts, kind, truth, mail.matches.has(id));
    const row = confusion.get(category) ?? new Map<Category, number>();
    confusion.set(category, row);
    countIn(row, said);
    if (truth !== 'yes') continue;
    categories.of++;
    if (said === category) categories.right++;
  }
  return { ours, matchers, categories, confusion };
}

function scoped(): ScopedCounts {
  return { patch: noCounts(), all: noCounts() };
}

function tally(counts: ScopedCounts, kind: string, truth: Relevant, taken: boolean): void {
  const outcome = judgeAnswer(truth, taken);
  if (outcome === undefined) return;
  counts.all[outcome]++;
  if (kind === 'patch') counts.patch[outcome]++;
}

function judgeAnswer(truth: Relevant, taken: boolean): keyof Counts | undefined {
  if (truth === 'weak') return 'spared';
  if (truth === 'yes') return taken ? 'hits' : 'missed';
  return taken ? 'false' : undefined;
}
