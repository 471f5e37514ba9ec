import { UserError } from '../src/ports/errors.ts';

/** A label that is held for wrong, as a row of docs/truth-disputes.md tells it. */
export type Dispute = {
  readonly messageId: string;
  readonly truth: string;
  readonly ours: string;
  readonly reason: string;
};

export const DISPUTE_KINDS = ['relevance', 'series', 'milestones'] as const;
export type DisputeKind = (typeof DISPUTE_KINDS)[number];
export type Disputes = Readonly<Record<DisputeKind, readonly Dispute[]>>;

/**
 * Reads the tables of docs/truth-disputes.md: under a heading of the kind's name, with the columns
 * Message-ID, truth says, we say, reason. Throws UserError, which names the line, where a row has another
 * form, or where a mail is disputed twice in one table.
 */
export function parseDisputes(markdown: string): Disputes {
  const found: Record<DisputeKind, Dispute[]> = { relevance: [], series: [], milestones: [] };
  let kind: DisputeKind | undefined;
  for (const [at, line] of markdown.split('\n').entries()) {
    const heading = /^#{1,6} (.{1,80})$/.exec(line)?.[1];
    if (heading !== undefined) kind = DISPUTE_KINDS.find((one) => one === heading.trim().toLowerCase());
    if (kind === undefined || !line.startsWith('|') || isHead(line)) continue;
    const dispute = readRow(line);
    if (!dispute) throw new UserError(`truth-disputes.md:${at + 1} is no row of four cells`);
    if (found[kind].some(({ messageId }) => messageId === dispute.messageId)) {
      throw new UserError(`truth-disputes.md:${at + 1} disputes ${dispute.messageId} a second time`);
    }
    found[kind].push(dispute);
  }
  return found;
}

/** The names of the columns, or the line under them. */
function isHead(line: string): boolean {
  return line.replace(/[|\s:-]/g, '') === '' || /^\|\s{0,200}Message-ID\s/.test(line);
}

function readRow(line: string): Dispute | undefined {
  const cells = line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
  const [id = '', truth = '', ours = '', reason = ''] = cells;
  const messageId = id.replace(/^`(.*)`$/, '$1');
  if (cells.length !== 4 || [messageId, truth, ours, reason].includes('')) return undefined;
  return { messageId, truth, ours, reason };
}

/** The labels as the disputes would have them, and the disputes that fit no label (any more). */
export type Disputed<Truth> = { readonly truth: Truth; readonly unfit: readonly Dispute[] };
