import type { Milestone, MilestoneStep } from '../domain/milestone/milestone.ts';
import { cleanLine } from '../render/clean.ts';
import { wrap, wrapItems } from '../render/wrap.ts';
import { type CliContext, isColored } from './context.ts';
import { createStyle } from './style.ts';

const WIDEST = 100;
const INDENT = ' '.repeat(12);

/** One milestone: the public form. */
export function milestoneObject(milestone: Milestone, url: string): object {
  const { id, type, title, significance, area, series, messageId, date, steps, mails } = milestone;
  return {
    id,
    type,
    title,
    significance,
    area,
    series: series ?? null,
    message_id: messageId,
    date: new Date(date).toISOString(),
    steps: steps.map(stepObject),
    mails,
    url,
  };
}

function stepObject({ step, date, messageId, evidence }: MilestoneStep): object {
  return { step, date: new Date(date).toISOString(), message_id: messageId, evidence };
}

/** One milestone as a few lines: the day, what it is, its steps, and the line that proves it. */
export function milestoneText(milestone: Milestone, url: string, context: CliContext): string {
  const style = createStyle(isColored(context));
  const room = Math.min(Math.max(context.columns, 60), WIDEST) - INDENT.length;
  const { title, type, significance, area, steps, date } = milestone;
  const [first = '', ...rest] = wrap(cleanLine(title), room);
  const facts = [type, significance, area].filter((fact) => fact !== '');
  const way = steps.map(({ step, date: when }) => `${step} ${day(when)}`);
  const [proof] = steps.flatMap(({ evidence }) => evidence);
  return [
    `${style.dim(day(date))}  ${style.bold(first)}`,
    ...rest.map((line) => INDENT + style.bold(line)),
    ...wrapItems([...way, ...facts], room).map((line) => INDENT + line),
    ...(proof ? wrap(`${cleanLine(proof.where)}: ${cleanLine(proof.text)}`, room - 2) : []).map(
      (line) => `${INDENT}${style.dim('>')} ${line}`,
    ),
    `${INDENT}${style.dim(cleanLine(url))}\n`,
  ].join('\n');
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
