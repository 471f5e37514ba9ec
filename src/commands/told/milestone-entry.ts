import type { AnswerEntry } from '../../domain/answer/answer.ts';
import { mailUrl } from '../../domain/links.ts';
import type { Milestone } from '../../domain/milestone/milestone.ts';
import { storyButton, whyButton } from './buttons.ts';
import { isoDay, quoted, sideBySide, titleLink } from './phrases.ts';

/** One milestone of several: how far it is, and the line that proves it. */
export function milestoneEntry(milestone: Milestone, lore: string): AnswerEntry {
  const { title, type, significance, area, steps, messageId, series } = milestone;
  const [proof] = steps.flatMap(({ evidence }) => evidence);
  return {
    title: [titleLink(title, mailUrl(lore, messageId, []))],
    lines: [
      sideBySide(steps.map(({ step, date }) => `${step} ${isoDay(date)}`)),
      sideBySide([type, significance, area]),
      ...(proof === undefined ? [] : [quoted(proof.text)]),
    ],
    buttons: [...(series === undefined ? [] : [storyButton(series)]), whyButton(messageId)],
  };
}

/** When it moved last, ms. */
export function lastStep({ steps, date }: Milestone): number {
  return steps.at(-1)?.date ?? date;
}
