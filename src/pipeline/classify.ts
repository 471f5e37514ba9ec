import type { Mail, Unreadable } from '../domain/message.ts';
import type { Finding } from '../domain/milestone/milestone.ts';
import type { Reading } from '../domain/reading.ts';
import { type Settled, settle } from '../domain/relevance/settle.ts';
import type { Topic } from '../domain/topic.ts';
import { relevanceOf, type Verdict } from '../domain/verdict.ts';
import type { ArchiveReader } from '../ports/archive.ts';
import { ArchiveError } from '../ports/errors.ts';
import { judgeMails } from './judging/judge-mails.ts';
import type { Judged } from './judging/judged.ts';
import type { ForLine } from './judging/steps.ts';
import { createThreadTable, type ThreadTable } from './thread-table.ts';
import { boundYoungHeap } from './young-heap.ts';

export type Classified = {
  readonly mail: Mail;
  readonly lists: readonly string[];
  readonly thread: string;
  readonly verdict: Verdict;
  /** Files and trailers, where they were asked for; without them `mail` has no text either. */
  readonly reading: Reading | undefined;
  readonly findings: readonly Finding[];
};

/** A mail is judged once so many behind it were read: its patches follow a cover letter within seconds. */
const LOOK_AHEAD = 1500;
const STEP = 500;

/** A mail whose place in its thread is known. */
type Waiting = { readonly key: number; readonly thread: number; readonly rest: () => ForLine };

export type ClassifyOptions = {
  readonly full: boolean;
  /** Threads that judge; another number changes nothing but memory and time. undefined: as many as pay. */
  readonly workers?: number | undefined;
};

/**
 * Judges the mails of an archive without a store, in archive order. What the thread adds is known as far
 * as the archive was read up to `LOOK_AHEAD` mails behind the mail. Memory is bounded. Throws ArchiveError
 * where the archive breaks off, after the mails before that place.
 */
export async function* classify(
  reader: ArchiveReader,
  topic: Topic,
  { full, workers }: ClassifyOptions,
): AsyncGenerator<Classified | Unreadable> {
  const plan = await reader.plan(undefined, { count: false });
  const table = createThreadTable();
  let queue: (Waiting | Unreadable)[] = [];
  if (plan === undefined) return;
  let broken: ArchiveError | undefined;
  try {
    const options = { expected: plan.roughly, workers };
    const judged = judgeMails(plan.mails(new Set()), full ? 'full' : 'line', topic, options);
    for await (const { mails, release } of judged) {
      for (const one of mails) if (!one.mail.removal) queue.push(take(one, reader, table));
      release();
      boundYoungHeap();
      if (queue.length < LOOK_AHEAD + STEP) continue;
      yield* settleQueue(queue.slice(0, -LOOK_AHEAD), reader, table, topic);
      queue = queue.slice(-LOOK_AHEAD);
    }
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    broken = error;
  }
  yield* settleQueue(queue, reader, table, topic);
  if (broken) throw broken;
}

function take(
  { mail, first, rest }: Judged<'line' | 'full'>,
  reader: ArchiveReader,
  table: ThreadTable,
): Waiting | Unreadable {
  const seen = first();
  if ('unreadable' in seen) return { ...seen, source: `${reader.ref.locator} ${mail.place}` };
  const { member, root } = seen;
  return { key: member.key, thread: table.add(member, root), rest };
}

function* settleQueue(
  queue: readonly (Waiting | Unreadable)[],
  reader: ArchiveReader,
  table: ThreadTable,
  topic: Topic,
): Generator<Classified | Unreadable> {
  const settled = new Map<number, ReadonlyMap<number, Settled>>();
  for (const item of queue) {
    if ('unreadable' in item) {
      yield item;
      continue;
    }
    const thread = table.threadOf(item.key) ?? item.thread;
    const changes = settled.get(thread) ?? settle(table.members(thread), topic);
    settled.set(thread, changes);
    const { mail, own, reading, findings: shown } = item.rest();
    const lists = reader.ref.kind === 'git' ? [reader.ref.list] : mail.lists;
    const verdict = withContext(own, changes.get(item.key));
    const findings = verdict.relevant === 'no' ? [] : shown;
    yield { mail, lists, thread: table.root(thread, mail.messageId), verdict, reading, findings };
  }
}

/** What the thread added speaks first. */
function withContext(own: Verdict, change: Settled | undefined): Verdict {
  if (!change) return own;
  return {
    category: change.category,
    relevant: relevanceOf(change.category),
    confidence: change.confidence,
    evidence: change.evidence ? [change.evidence, ...own.evidence] : own.evidence,
  };
}
