import type { Mail, Unreadable } from '../domain/message.ts';
import type { Finding } from '../domain/milestone/milestone.ts';
import { type Reading, readText } from '../domain/reading.ts';
import { judge } from '../domain/relevance/judge.ts';
import { type Member, type Settled, settle } from '../domain/relevance/settle.ts';
import type { Topic } from '../domain/topic.ts';
import { relevanceOf, type Verdict } from '../domain/verdict.ts';
import { parseMail } from '../parse/mail/mail.ts';
import { ArchiveError, type ArchiveReader, type RawMail } from '../ports.ts';
import { findingsOf, threadMember } from './judged.ts';
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

type Waiting = {
  mail: Mail;
  member: Member;
  thread: number;
  own: Verdict;
  reading: Reading | undefined;
  findings: readonly Finding[];
  lists: readonly string[];
};

/**
 * Judges the mails of an archive without a store, in archive order. What the thread adds is known as far
 * as the archive was read up to `LOOK_AHEAD` mails behind the mail. Memory is bounded. Throws ArchiveError
 * where the archive breaks off, after the mails before that place.
 */
export async function* classify(
  reader: ArchiveReader,
  topic: Topic,
  options: { readonly full: boolean },
): AsyncGenerator<Classified | Unreadable> {
  const plan = await reader.plan(undefined, { count: false });
  const table = createThreadTable();
  let queue: (Waiting | Unreadable)[] = [];
  if (plan === undefined) return;
  let broken: ArchiveError | undefined;
  try {
    for await (const batch of plan.mails(new Set())) {
      for (const raw of batch) if (!raw.removal) queue.push(take(raw, reader, topic, table, options.full));
      boundYoungHeap();
      if (queue.length < LOOK_AHEAD + STEP) continue;
      yield* settleQueue(queue.slice(0, -LOOK_AHEAD), table, topic);
      queue = queue.slice(-LOOK_AHEAD);
    }
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    broken = error;
  }
  yield* settleQueue(queue, table, topic);
  if (broken) throw broken;
}

function take(
  { bytes, place, arrived, cut }: RawMail,
  reader: ArchiveReader,
  topic: Topic,
  table: ThreadTable,
  full: boolean,
): Waiting | Unreadable {
  const mail = parseMail(bytes, { source: `${reader.ref.locator} ${place}`, arrived, cut });
  return 'unreadable' in mail ? mail : enqueue(mail, reader, topic, table, full);
}

function enqueue(
  mail: Mail,
  reader: ArchiveReader,
  topic: Topic,
  table: ThreadTable,
  full: boolean,
): Waiting {
  const { verdict, reading } = judge(mail, topic);
  const member = threadMember(mail, verdict.category, topic);
  const lists = reader.ref.kind === 'git' ? [reader.ref.list] : mail.lists;
  const thread = table.add(member, mail.references[0] ?? mail.inReplyTo ?? mail.messageId);
  return {
    // Thousands of mails wait for their threads: without details their texts need not wait with them.
    mail: full ? mail : { ...mail, text: '', recipients: '' },
    member,
    thread,
    own: verdict,
    reading: full ? (reading ?? readText(mail.text)) : undefined,
    findings: reading ? findingsOf(mail, verdict, reading, topic) : [],
    lists,
  };
}

function* settleQueue(
  queue: readonly (Waiting | Unreadable)[],
  table: ThreadTable,
  topic: Topic,
): Generator<Classified | Unreadable> {
  const settled = new Map<number, ReadonlyMap<number, Settled>>();
  for (const item of queue) {
    if ('unreadable' in item) {
      yield item;
      continue;
    }
    const thread = table.threadOf(item.member.key) ?? item.thread;
    const changes = settled.get(thread) ?? settle(table.members(thread), topic);
    settled.set(thread, changes);
    const { mail, lists, own, reading, member } = item;
    const verdict = withContext(own, changes.get(member.key));
    const findings = verdict.relevant === 'no' ? [] : item.findings;
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
