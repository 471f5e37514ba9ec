import type { AnswerPart, Line } from '../../domain/answer/answer.ts';
import type { Topic } from '../../domain/topic.ts';
import type { Evidence, Verdict } from '../../domain/verdict.ts';
import { quoted } from './phrases.ts';
import { ruleSummary } from './rules.ts';

const SHOWN = 6;

/** "About Rust in the kernel: yes (code, 95 % sure)". */
export function verdictLine(
  { title }: Pick<Topic, 'title'>,
  { relevant, category, confidence }: Verdict,
): Line {
  const sure = ` (${category}, ${Math.round(confidence * 100)} % sure)`;
  return [`About ${title}: `, { text: relevant, style: 'strong' }, sure];
}

/** Rule by rule what was seen, and where. */
export function evidencePart(topic: Pick<Topic, 'rules'>, evidence: readonly Evidence[]): AnswerPart[] {
  if (evidence.length === 0) return [{ what: 'text', lines: [['No rule saw anything in it.']] }];
  const facts = evidence.slice(0, SHOWN).map(({ rule, where, text }) => {
    const summary = ruleSummary(topic, rule);
    const words = quoted(text);
    const value: Line = [
      summary === undefined ? `seen in the ${where}` : `${summary.replace(/\.$/, '')}. Seen in the ${where}`,
      ...(words.length > 0 ? [': ', ...words] : []),
    ];
    return { label: rule, value };
  });
  return [{ what: 'facts', facts }];
}
