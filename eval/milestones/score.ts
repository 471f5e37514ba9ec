import type { Milestone } from '../../src/domain/milestone/milestone.ts';
import { type Share, share } from '../counts.ts';
import type { TruthMilestone } from '../truth.ts';
import { type CuratedEvent, gatherEvents } from './events.ts';

export type MilestoneScore = {
  readonly events: number;
  readonly found: Share;
  readonly missed: readonly CuratedEvent[];
  readonly lookAlikes: number;
  /** How many of the mails that only look like a milestone are held for one. */
  readonly taken: Share;
  readonly takenRows: readonly TruthMilestone[];
};

/** Every mail that a reported milestone rests on. */
export function mailsNamed(milestones: readonly Milestone[]): Set<string> {
  return new Set(
    milestones.flatMap(({ messageId, steps, mails }) => [
      messageId,
      ...steps.map((step) => step.messageId),
      ...mails,
    ]),
  );
}

/**
 * An event is found if any of its mails is named, whatever type we gave it; a look-alike is taken if it is
 * named. Rows whose mail the archive does not hold are left out.
 */
export function scoreMilestones(
  rows: readonly TruthMilestone[],
  named: ReadonlySet<string>,
  held: ReadonlySet<string>,
): MilestoneScore {
  const here = rows.filter(({ message_id: id }) => held.has(id));
  const events = gatherEvents(here);
  const missed = events.filter((event) => !event.rows.some(({ message_id: id }) => named.has(id)));
  const lookAlikes = here.filter(({ milestone }) => !milestone);
  const takenRows = lookAlikes.filter(({ message_id: id }) => named.has(id));
  return {
    events: events.length,
    found: share(events.length - missed.length, events.length),
    missed,
    lookAlikes: lookAlikes.length,
    taken: share(takenRows.length, lookAlikes.length),
    takenRows,
  };
}
