import { CATEGORIES } from '../../src/domain/verdict.ts';
import type { Dispute, Disputed } from '../disputes.ts';
import { type Judged, type Labels, labelOf } from './judged.ts';

/** The labels with the disputed ones set right. A dispute quotes the label; one that does not is left out. */
export function disputeLabels(
  labels: Labels,
  disputes: readonly Dispute[],
  mails: readonly Judged[],
): Disputed<Labels> {
  const truth = new Map(labels);
  const unfit: Dispute[] = [];
  const disputed = new Set(disputes.map(({ messageId }) => messageId));
  const byId = new Map(
    mails.flatMap((mail) => (disputed.has(mail.messageId) ? [[mail.messageId, mail]] : [])),
  );
  for (const dispute of disputes) {
    const mail = byId.get(dispute.messageId);
    const label = mail && labelOf(labels, mail);
    const category = CATEGORIES.find((one) => one === dispute.ours);
    if (category === undefined || label?.category !== dispute.truth) unfit.push(dispute);
    else truth.set(dispute.messageId, { ...label, category, reason: dispute.reason });
  }
  return { truth, unfit };
}
