import type { KnownItem } from '../domain/item/item.ts';
import { itemDate, itemTitle } from '../domain/item/subject.ts';
import type { Topic } from '../domain/topic.ts';
import { cleanLine } from '../render/clean.ts';
import { type CliContext, isColored } from './context.ts';
import { createStyle } from './style.ts';

/** Why a release, a commit, a CVE or an article is about the topic: the public form. */
export function itemObject(known: KnownItem): object {
  const { item, verdict, areas, findings, firstSeen, changed, sources } = known;
  return {
    kind: item.kind,
    id: item.id,
    title: itemTitle(item),
    date: new Date(itemDate(known)).toISOString(),
    first_seen: new Date(firstSeen).toISOString(),
    changed: new Date(changed).toISOString(),
    sources,
    areas,
    verdict,
    milestones: findings,
    item,
  };
}

/** The same for a reader: the verdict, then rule by rule what was seen. */
export function itemText(known: KnownItem, topic: Topic, context: CliContext): string {
  const { bold, dim } = createStyle(isColored(context));
  const { item, verdict, areas, findings, sources } = known;
  const facts = [item.kind, day(itemDate(known)), ...areas, `by way of ${sources.join(', ')}`];
  const lines = [
    bold(cleanLine(itemTitle(item)) || '(no title)'),
    cleanLine(facts.join(' - ')),
    dim(cleanLine(item.kind === 'commit' ? item.id : (item.url ?? item.id))),
    '',
    `About ${topic.title}: ${bold(verdict.relevant)} (${verdict.category}, ${Math.round(verdict.confidence * 100)} % sure)`,
    ...verdict.evidence.flatMap(({ rule, where, text }) => [
      '',
      `  ${bold(rule)} (${cleanLine(where)})`,
      ...(text === '' ? [] : [`    ${dim('>')} ${cleanLine(text)}`]),
    ]),
    ...(verdict.evidence.length === 0 ? ['', '  No rule saw anything in it.'] : []),
    ...findings.flatMap(({ title, type }) => ['', `Milestone: ${bold(cleanLine(title))} (${type})`]),
  ];
  return `${lines.join('\n')}\n`;
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
