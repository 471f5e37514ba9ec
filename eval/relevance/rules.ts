import { type Judged, type Labels, labelOf } from './judged.ts';

/** A rule that spoke first for a verdict, and how often the verdict is wrong. */
export type RuleRecord = { readonly rule: string; readonly mails: number; readonly wrong: number };

/** The rules with the most wrong categories first: where to look for the next rule. */
export function recordRules(mails: readonly Judged[], labels: Labels): RuleRecord[] {
  const records = new Map<string, { rule: string; mails: number; wrong: number }>();
  for (const mail of mails) {
    const rule = mail.verdict.evidence[0]?.rule ?? 'no rule (none)';
    const record = records.get(rule) ?? { rule, mails: 0, wrong: 0 };
    records.set(rule, record);
    record.mails++;
    if (labelOf(labels, mail).category !== mail.verdict.category) record.wrong++;
  }
  return [...records.values()].sort((a, b) => b.wrong - a.wrong || b.mails - a.mails);
}
