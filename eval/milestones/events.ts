import type { TruthMilestone } from '../truth.ts';

/** One curated happening: every labelled mail with the same type and the same subject stem. */
export type CuratedEvent = {
  readonly type: string;
  readonly stem: string;
  readonly rows: readonly TruthMilestone[];
};

/** The labelled milestones as events, in the order of the labels. */
export function gatherEvents(rows: readonly TruthMilestone[]): CuratedEvent[] {
  const events = new Map<string, CuratedEvent>();
  for (const row of rows) {
    if (!row.milestone) continue;
    const stem = stemOf(row.subject);
    const key = `${row.type}\n${stem}`;
    const event = events.get(key) ?? { type: row.type, stem, rows: [] };
    events.set(key, { ...event, rows: [...event.rows, row] });
  }
  return [...events.values()];
}

/** The subject without `Re:` and brackets; read here once more, so that the measure does not lean on what it measures. */
function stemOf(subject: string): string {
  let rest = subject.trim();
  for (;;) {
    const next = rest.replace(/^(?:re:|\[[^\]]{0,200}\])/i, '').trim();
    if (next === rest) return rest.toLowerCase();
    rest = next;
  }
}
