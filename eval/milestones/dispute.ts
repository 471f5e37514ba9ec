import type { Dispute, Disputed } from '../disputes.ts';
import type { TruthMilestone } from '../truth.ts';

const LOOK_ALIKE = 'not-a-milestone';

/**
 * The labelled milestones with the disputed ones set right. A dispute quotes the label's type, or
 * `not-a-milestone`, and says the other one.
 */
export function disputeMilestones(
  rows: readonly TruthMilestone[],
  disputes: readonly Dispute[],
): Disputed<readonly TruthMilestone[]> {
  const unfit = disputes.filter(
    ({ messageId, truth }) => !rows.some(({ message_id: id, type }) => id === messageId && type === truth),
  );
  const truth = rows.map((row) => {
    const dispute = disputes.find(
      ({ messageId, truth: quoted }) => messageId === row.message_id && quoted === row.type,
    );
    if (!dispute) return row;
    return { ...row, type: dispute.ours, milestone: dispute.ours !== LOOK_ALIKE, why: dispute.reason };
  });
  return { truth, unfit };
}
