/** What was queued, and what was not. */
export type Counts = {
  cards: number;
  edits: number;
  lines: number;
  summaries: number;
  /** Written down as not to be sent: told already, paused, too many, from before the subscription. */
  suppressed: number;
};

export type MatchReport = Readonly<Counts> & {
  /** Entries of the log that were matched; subjects that were looked at again. */
  readonly news: number;
  /** Somebody else matches the same log. */
  readonly outrun: boolean;
};

export function newCounts(): Counts {
  return { cards: 0, edits: 0, lines: 0, summaries: 0, suppressed: 0 };
}

export function addCounts(to: Counts, more: Counts): void {
  to.cards += more.cards;
  to.edits += more.edits;
  to.lines += more.lines;
  to.summaries += more.summaries;
  to.suppressed += more.suppressed;
}
