import { join } from 'node:path';
import type { Advisory } from '../../domain/item/advisory.ts';
import type { BrokenItem } from '../../domain/item/item.ts';
import type { AdvisoriesPlan, Endpoints } from '../../domain/source/plan.ts';
import { ArchiveError } from '../../ports/errors.ts';
import type { FetchContext, Fetched, Source } from '../../ports/source.ts';
import { fetchMirror } from '../mirror/fetch.ts';
import { commitDate, findChanges, hasCommit, type RecordChange } from './changes.ts';
import { type AdvisoriesMemory, keepDates, readMemory } from './memory.ts';
import { readRecords } from './records.ts';

const BATCH = 200;
/** So much further back than asked: of its oldest commits a shallow history does not tell what they changed. */
const MARGIN = 7 * 86_400_000;

/**
 * The records of the kernel's CVEs (vulns.git), through a mirror of its repository. What changed between the tip
 * read last and the one now is read again; a first try reads what changed since `context.since`. The tip is
 * remembered behind its last item, so that a try that ends early is made again. Where git does not work, the
 * announcements still come by their mailing list: nothing else is tried.
 */
export function createAdvisoriesSource(plan: AdvisoriesPlan, endpoints: Endpoints): Source {
  const { cve } = endpoints;
  return {
    id: plan.id,
    kind: plan.kind,
    url: cve.replace(/^(https?:\/\/)[^/@]{1,1000}@/, '$1'),
    fetch: (context) => fetchAdvisories(cve, context),
  };
}

async function* fetchAdvisories(url: string, context: FetchContext): AsyncGenerator<Fetched> {
  const { signal, http } = context;
  const gitDir = join(context.folder, 'vulns.git');
  const memory = readMemory(context.memory);
  if (/^https?:/.test(url)) await http.turn(url, signal);
  const fetched = await fetchMirror({
    gitDir,
    url,
    ref: 'HEAD',
    since: (memory?.date ?? context.since) - MARGIN,
    userAgent: http.userAgent,
    signal,
  });
  if (fetched.kind === 'failed') {
    yield { what: 'trouble', trouble: { why: fetched.why, lasting: fetched.missing } };
    return;
  }
  if (fetched.tip === memory?.tip) return;
  try {
    yield* readNews(gitDir, fetched.tip, memory, context);
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    yield { what: 'trouble', trouble: { why: error.message } };
  }
}

async function* readNews(
  gitDir: string,
  tip: string,
  memory: AdvisoriesMemory | undefined,
  context: FetchContext,
): AsyncGenerator<Fetched> {
  const changes = await findNews(gitDir, tip, memory, context.since);
  const published = keepDates(memory?.published ?? {}, changes);
  const next = { tip, date: await commitDate(gitDir, tip), published } satisfies AdvisoriesMemory;
  let batch: (Advisory | BrokenItem)[] = [];
  let done = 0;
  for await (const items of readRecords(gitDir, changes)) {
    for (const item of items) {
      batch.push(item);
      done++;
      if (batch.length < BATCH || done === changes.length) continue;
      yield { what: 'items', items: batch };
      batch = [];
      context.onProgress({ done, total: changes.length, what: 'CVE records' });
      if (context.signal.aborted) return;
    }
  }
  yield { what: 'items', items: batch, memory: next };
  if (done > 0) context.onProgress({ done, total: changes.length, what: 'CVE records' });
}

/** With the date of those that came earlier, so that a later change is no other date. */
async function findNews(
  gitDir: string,
  tip: string,
  memory: AdvisoriesMemory | undefined,
  since: number,
): Promise<RecordChange[]> {
  const known = memory !== undefined && (await hasCommit(gitDir, memory.tip));
  const range = known ? { from: memory.tip, tip } : { since: memory?.date ?? since, tip };
  const changes = await findChanges(gitDir, range);
  return changes.map((change) => {
    const seconds = memory?.published[change.id];
    return { ...change, published: change.published ?? (seconds === undefined ? undefined : seconds * 1000) };
  });
}
