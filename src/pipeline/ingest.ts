import { settle } from '../domain/relevance/settle.ts';
import type { Topic } from '../domain/topic.ts';
import type { ArchiveReader, FetchBodies, RawMail, ReadPlan } from '../ports/archive.ts';
import { ArchiveError } from '../ports/errors.ts';
import type { ArchiveState, KnownAs, Remembered, Settle, Store } from '../ports/store.ts';
import { createBatch } from './batch.ts';
import { type JudgedParcel, judgeMails } from './judging/judge-mails.ts';
import { knownAs } from './known-as.ts';
import { readPending } from './pending.ts';
import { boundYoungHeap } from './young-heap.ts';

/** Under this share of known mails a "rewritten" archive is another archive at the same place. */
const SAME_ARCHIVE = 0.1;

export type IngestDeps = { readonly store: Store; readonly topic: Topic; readonly fetchBodies: FetchBodies };

export type IngestProgress = { readonly read: number; readonly total: number | undefined };

export type IngestReport = Remembered & {
  readonly read: number;
  /** Sentences on what a reader has to know: a cut-off archive, one that was replaced. */
  readonly losses: readonly string[];
  readonly upToDate: boolean;
};

export type IngestOptions = {
  readonly count: boolean;
  readonly onProgress: (progress: IngestProgress) => void;
  /** Mails of one transaction; another number changes nothing but memory and time. */
  readonly batchMails?: number;
  /** Threads that judge; another number changes nothing but memory and time. undefined: as many as pay. */
  readonly workers?: number | undefined;
  /** undefined: as `knownAs` tells by what the store holds. What is left of a first reading is history anyway. */
  readonly as?: KnownAs | undefined;
};

/** What is to be read, into which archive of the store. */
type Task = {
  readonly archive: ArchiveState;
  readonly plan: ReadPlan | undefined;
  readonly known: ReadonlySet<string>;
  readonly removed: number;
  readonly losses: string[];
  readonly as: KnownAs;
};

/**
 * Reads what is new in an archive into the store, batch by batch, each with its cursor in one
 * transaction: it may be stopped anywhere and run again. Mails are judged on the way. An archive that
 * breaks off in the middle keeps what was read and reports the loss.
 */
export async function ingest(
  deps: IngestDeps,
  reader: ArchiveReader,
  options: IngestOptions,
): Promise<IngestReport> {
  const settleThread: Settle = (members) => settle(members, deps.topic);
  const task = await prepare(deps.store, reader, options, settleThread);
  const { isWhole, ...report } = await read(deps, task, settleThread, options);
  const isRead = await readPending(deps, settleThread, task.as);
  if (isWhole && isRead(reader.ref) && task.as === 'history') deps.store.endFirstReading(task.archive.id);
  return report;
}

async function prepare(
  store: Store,
  reader: ArchiveReader,
  { count, as: wanted }: IngestOptions,
  settleThread: Settle,
): Promise<Task> {
  const before = store.archives();
  const archive = store.openArchive(reader.ref);
  const isFirst = before.some(({ id, isFirstReading }) => id === archive.id && isFirstReading);
  const as = isFirst ? 'history' : (wanted ?? knownAs(before, reader.ref));
  const plan = await reader.plan(archive.cursor, { count });
  const none = new Set<string>();
  if (plan?.present === undefined) return { archive, plan, known: none, removed: 0, losses: [], as };
  const blobs = store.knownBlobs(archive.id);
  const known = new Set([...blobs].filter((blob) => plan.present?.has(blob)));
  if (known.size >= blobs.size * SAME_ARCHIVE) {
    const removed = store.forgetMissing(archive.id, plan.present, settleThread);
    return { archive, plan, known, removed, losses: [], as };
  }
  const loss = `${reader.ref.locator} holds another history now, with hardly any of the mails known from it: it is read as a new archive, and nothing was taken out`;
  const replaced = store.replaceArchive(archive.id);
  const fresh = await reader.plan(undefined, { count });
  return { archive: replaced, plan: fresh, known: none, removed: 0, losses: [loss], as: 'history' };
}

async function read(
  { store, topic }: IngestDeps,
  task: Task,
  settleThread: Settle,
  options: IngestOptions,
): Promise<IngestReport & { readonly isWhole: boolean }> {
  const { archive, plan, removed, losses, as } = task;
  const batch = createBatch({ store, topic, settle: settleThread, as }, archive, options.batchMails);
  const sum = { added: 0, known: 0, removed, unreadable: 0 };
  let count = 0;
  let last: RawMail['cursor'] | undefined;
  let isWhole = true;
  const flush: typeof batch.flush = (cursor) => {
    const done = batch.flush(cursor);
    for (const key of ['added', 'known', 'removed', 'unreadable'] as const) sum[key] += done[key];
    return done;
  };
  try {
    for await (const { mails, release } of judgeAll(task, topic, options.workers)) {
      for (const one of mails) {
        batch.take(one);
        last = one.mail.cursor;
        count++;
        if (!batch.isFull()) continue;
        flush(plan?.end ? undefined : last);
        options.onProgress({ read: count, total: plan?.total });
      }
      batch.afterwards(release);
      boundYoungHeap();
      options.onProgress({ read: count, total: plan?.total });
    }
    flush(plan?.end ?? last);
  } catch (error) {
    if (!(error instanceof ArchiveError) || count === 0) throw error;
    flush(plan?.end ? undefined : last);
    losses.push(error.message);
    isWhole = false;
  }
  return { ...sum, read: count, losses, upToDate: plan === undefined, isWhole };
}

/** Nothing where there is no plan. */
async function* judgeAll(
  { plan, known }: Task,
  topic: Topic,
  workers: number | undefined,
): AsyncGenerator<JudgedParcel<'store'>> {
  if (plan === undefined) return;
  const expected = plan.total ?? plan.roughly;
  yield* judgeMails(plan.mails(known), 'store', topic, { expected, workers });
}
