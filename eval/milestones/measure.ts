import type { Milestone } from '../../src/domain/milestone/milestone.ts';
import { share } from '../counts.ts';
import type { Dispute } from '../disputes.ts';
import { createFigure, type Figure } from '../figures.ts';
import type { TruthMilestone } from '../truth.ts';
import { disputeMilestones } from './dispute.ts';
import { type MilestoneScore, mailsNamed, scoreMilestones } from './score.ts';

export type MilestonesReport = {
  readonly figures: readonly Figure[];
  readonly reported: readonly Milestone[];
  readonly asLabelled: MilestoneScore;
  readonly withDisputes: MilestoneScore;
  /** The same question put to `classify`, which sees one mail at a time. */
  readonly byMail: MilestoneScore;
  readonly disputed: number;
  readonly unfit: readonly Dispute[];
};

/** Compares the reported milestones with the curated ones; `held` are the mails of the archive. */
export function measureMilestones(
  reported: readonly Milestone[],
  findings: ReadonlySet<string>,
  labels: readonly TruthMilestone[],
  disputes: readonly Dispute[],
  held: ReadonlySet<string>,
): MilestonesReport {
  const { truth, unfit } = disputeMilestones(labels, disputes);
  const named = mailsNamed(reported);
  const asLabelled = scoreMilestones(labels, named, held);
  const withDisputes = scoreMilestones(truth, named, held);
  const each = ({ events }: MilestoneScore) => share(reported.length, events);
  return {
    figures: [
      createFigure('milestones.found', asLabelled.found, withDisputes.found),
      createFigure('milestones.taken', asLabelled.taken, withDisputes.taken),
      createFigure('milestones.reported', each(asLabelled), each(withDisputes)),
    ],
    reported,
    asLabelled,
    withDisputes,
    byMail: scoreMilestones(labels, findings, held),
    disputed: disputes.length - unfit.length,
    unfit,
  };
}
