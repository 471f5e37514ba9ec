import type { LinkTo } from '../compose/entry.ts';
import type { Happening } from '../compose/happenings.ts';
import type { Milestone, MilestoneStep } from '../milestone/milestone.ts';
import { bound } from './bound.ts';
import type { Card } from './card.ts';
import { compare, type Timed } from './order.ts';

const MAX_MILESTONES = 8;

/** Those of the milestones that the happening brings, or in whose talk they were said; the weightiest first. */
export function milestonesIn({ series, mails }: Happening, milestones: readonly Milestone[]): Milestone[] {
  const own = new Set<string>(mails.map(({ messageId }) => messageId));
  return milestones
    .filter((one) => (series !== undefined && one.series === series.id) || own.has(one.messageId))
    .sort((a, b) => rank(a) - rank(b) || a.date - b.date || compare(a.id, b.id));
}

function rank({ significance }: Milestone): number {
  return significance === 'major' ? 0 : 1;
}

export function shownMilestones(
  milestones: readonly Pick<Milestone, 'title' | 'type' | 'significance'>[],
): Card['milestones'] {
  return milestones.slice(0, MAX_MILESTONES).map(({ title, type, significance }) => ({
    title: bound(title),
    type: bound(type),
    significance,
  }));
}

/**
 * How the milestones came about, as far as the happening's own mails show it: a milestone may have been brought by
 * several sets. That one is there at all deserves a line; a further step does where the happening has none of its own
 * that tells the same (`told`).
 */
export function milestoneSteps(
  milestones: readonly Milestone[],
  { head, mails }: Happening,
  told: ReadonlySet<string>,
  link: LinkTo,
): Timed[] {
  const own = new Set<string>(mails.map(({ messageId }) => messageId));
  return milestones.slice(0, MAX_MILESTONES).flatMap((milestone) => {
    const shown = milestone.steps
      .map((one) => ({ step: one.step, ...shownBy(one, milestone) }))
      .filter(({ messageId }) => own.has(messageId));
    return shown.map(
      ({ step, date, messageId }, at): Timed => ({
        // Its id has the mail that proved it first, and that may be another one tomorrow. One matter has one of a type.
        key: `milestone ${milestone.type} ${step}`,
        word: 'milestone',
        text: bound(`Milestone${step === 'decided' ? '' : ` ${step}`}: ${milestone.title}`),
        time: date,
        url: link({ messageId, lists: head.lists }),
        line: at === 0 || !told.has(step),
      }),
    );
  });
}

/** A set that proves it with v5 only did not propose it with v1. */
function shownBy(one: MilestoneStep, proof: Milestone): Pick<MilestoneStep, 'date' | 'messageId'> {
  const { date, messageId } = one.step === 'proposed' && proof.date > one.date ? proof : one;
  return { date, messageId };
}
