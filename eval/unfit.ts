import type { Dispute } from './disputes.ts';

/** Names the disputes that quote no label (any more): they are to be mended, and count nothing. */
export function printUnfit(unfit: readonly Dispute[]): string {
  return unfit
    .map(({ messageId, truth }) => `This dispute fits no label: ${messageId} (${truth})\n`)
    .join('');
}
