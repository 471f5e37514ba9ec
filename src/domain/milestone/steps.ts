import type { MessageId } from '../ids.ts';
import type { LandingStep, Series } from '../series/series.ts';
import type { Evidence } from '../verdict.ts';
import type { Cluster } from './cluster.ts';
import type { MilestoneStep, StepName } from './milestone.ts';
import type { Piece } from './telling.ts';

const MAX_EVIDENCE = 4;
const ORDER: readonly StepName[] = ['proposed', 'decided', 'applied', 'merged', 'released'];

/**
 * How a milestone came about. A decision is one step. Anything else was proposed by the first mail of the first
 * revision, and landed as its series, the tree, or what `landingOf` knows of its mails, say; each step counts once,
 * the earliest. Where only the tree tells it, nobody saw it proposed.
 */
export function stepsOf(
  { own }: Cluster,
  landingOf: (messageId: MessageId) => readonly LandingStep[],
): MilestoneStep[] {
  const [first] = own;
  if (!first) return [];
  const evidence = own
    .filter(({ telling }) => telling === first.telling)
    .flatMap(({ finding }) => finding.evidence)
    .slice(0, MAX_EVIDENCE);
  if (first.type.decides) {
    return [{ step: 'decided', date: first.telling.date, messageId: first.telling.messageId, evidence }];
  }
  const landing = earliest(landingsOf(own, landingOf).map(toStep));
  if (first.telling.unread && !first.series && landing.length > 0) {
    return landing.sort(inOrder).map((step, at) => (at === 0 ? withProof(step, evidence) : step));
  }
  const proposed: MilestoneStep = { step: 'proposed', ...beginningOf(first), evidence };
  return [proposed, ...landing].sort(inOrder);
}

function inOrder(a: MilestoneStep, b: MilestoneStep): number {
  return a.date - b.date || order(a) - order(b);
}

function withProof(step: MilestoneStep, evidence: readonly Evidence[]): MilestoneStep {
  return { ...step, evidence: [...evidence, ...step.evidence].slice(0, MAX_EVIDENCE) };
}

/** The series of a cluster, each once, the oldest telling first. */
export function seriesOfCluster({ own }: Cluster): Series[] {
  return [...new Map(own.flatMap(({ series }) => (series ? [[series.id, series] as const] : []))).values()];
}

function beginningOf({ telling, series }: Piece): Pick<MilestoneStep, 'date' | 'messageId'> {
  const posted = series?.revisions[0];
  if (!posted || posted.date > telling.date) return { date: telling.date, messageId: telling.messageId };
  return { date: posted.date, messageId: posted.cover ?? posted.first };
}

function landingsOf(
  own: readonly Piece[],
  landingOf: (messageId: MessageId) => readonly LandingStep[],
): LandingStep[] {
  const series = seriesOfCluster({ own, weaker: [] }).flatMap(landedWhole);
  const mails = new Set(own.map(({ telling }) => telling.messageId));
  const shown = new Set(own.flatMap(({ telling }) => telling.landed ?? []));
  return [...series, ...shown, ...[...mails].flatMap((messageId) => landingOf(messageId))];
}

/** What was applied of an earlier revision, a fix that was split off say, did not bring the milestone. */
function landedWhole({ landing, revisions }: Series): LandingStep[] {
  const newest = revisions.at(-1)?.date ?? Number.NEGATIVE_INFINITY;
  return landing.filter(({ date }) => date >= newest);
}

function toStep({ state, date, messageId, quote, commit, release }: LandingStep): MilestoneStep {
  return {
    step: state,
    date,
    messageId,
    ...(commit !== undefined && { commit }),
    ...(release !== undefined && { release }),
    evidence: [{ rule: `landing-${state}`, where: 'thread', text: quote }],
  };
}

function earliest(steps: readonly MilestoneStep[]): MilestoneStep[] {
  const found = new Map<StepName, MilestoneStep>();
  for (const step of steps) {
    const known = found.get(step.step);
    if (!known || step.date < known.date || (step.date === known.date && step.messageId < known.messageId)) {
      found.set(step.step, step);
    }
  }
  return [...found.values()];
}

function order({ step }: MilestoneStep): number {
  return ORDER.indexOf(step);
}
