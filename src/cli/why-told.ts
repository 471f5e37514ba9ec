import { ruleSummary } from '../commands/told/rules.ts';
import { displayName } from '../domain/address.ts';
import type { Milestone } from '../domain/milestone/milestone.ts';
import type { Series } from '../domain/series/series.ts';
import type { Topic } from '../domain/topic.ts';
import type { Explained } from '../pipeline/rejudge.ts';
import { cleanLine } from '../render/clean.ts';
import { type CliContext, isColored } from './context.ts';
import { createStyle } from './style.ts';

/** What the mail is a part of, where a store was asked. */
export type Belongs = { readonly series: Series | undefined; readonly milestones: readonly Milestone[] };

/** Why a mail is about the topic: the public form. */
export function whyObject(told: Explained, belongs: Belongs | undefined): object {
  const series = belongs?.series;
  return {
    ...verdictObject(told),
    series: series ? { id: series.id, title: series.title, state: series.state } : null,
    milestones: (belongs?.milestones ?? []).map(({ id, type, title }) => ({ id, type, title })),
  };
}

function verdictObject({
  messageId,
  subject,
  from,
  date,
  lists,
  kind,
  verdict,
  lookalikes,
  note,
}: Explained): object {
  return {
    message_id: messageId,
    lists,
    date: new Date(date).toISOString(),
    from: { name: from.name, email: from.email },
    subject,
    kind,
    verdict,
    lookalikes,
    note,
  };
}

/** The same for a reader: the verdict, then rule by rule what was seen. */
export function whyText(
  told: Explained,
  topic: Topic,
  belongs: Belongs | undefined,
  context: CliContext,
): string {
  const { bold, dim } = createStyle(isColored(context));
  const { verdict, subject, from, date, lists, messageId } = told;
  const when = new Date(date).toISOString().slice(0, 16).replace('T', ' ');
  const sure = `${verdict.category}, ${Math.round(verdict.confidence * 100)} % sure`;
  const lines = [
    bold(cleanLine(subject) || '(no subject)'),
    `${cleanLine(displayName(from))}, ${when} UTC, ${lists.map(cleanLine).join(', ') || 'no list'}`,
    dim(`<${cleanLine(messageId)}>`),
    '',
    `About ${topic.title}: ${bold(verdict.relevant)} (${sure})`,
  ];
  for (const { rule, where, text } of verdict.evidence) {
    lines.push('', `  ${bold(rule)} (${cleanLine(where)})`);
    const summary = ruleSummary(topic, rule);
    if (summary !== undefined) lines.push(`    ${summary}`);
    if (text !== '') lines.push(`    ${dim('>')} ${cleanLine(text)}`);
  }
  if (verdict.evidence.length === 0) lines.push('', ...seenNothing(told));
  if (told.note !== null) lines.push('', `  ${told.note}`);
  if (belongs) lines.push(...belongsLines(belongs, bold));
  return `${lines.join('\n')}\n`;
}

function belongsLines({ series, milestones }: Belongs, bold: (text: string) => string): string[] {
  const lines: string[] = [];
  if (series) {
    const count = series.revisions.length;
    const revisions = `${count} ${count === 1 ? 'revision' : 'revisions'}`;
    lines.push('', `Series: ${bold(cleanLine(series.title))} (${series.state}, ${revisions})`);
    lines.push(`  lorewatch series ${cleanLine(series.id)}`);
  }
  for (const { title, type } of milestones) lines.push('', `Milestone: ${bold(cleanLine(title))} (${type})`);
  return lines;
}

function seenNothing({ lookalikes }: Explained): string[] {
  if (lookalikes.length === 0) return ['  No rule saw anything in it.'];
  return [
    '  No rule saw anything in it.',
    `  Its letters stand only in: ${lookalikes.map(cleanLine).join(', ')}`,
  ];
}
