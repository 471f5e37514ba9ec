import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ArchiveReader } from '../../ports/archive.ts';
import type { Fetched } from '../../ports/source.ts';
import { createEpochReader } from '../archive/epoch.ts';
import { fetchMirror } from '../mirror/fetch.ts';
import { mirrorTip, tipDate } from '../mirror/repository.ts';
import { checkSuspect, suspectMirror } from '../mirror/suspect.ts';
import type { Obstacle } from '../mirror/words.ts';
import { fingerprintOf, type Manifest, type ManifestAnswer } from './manifest.ts';
import type { EpochMemory, ListMemory } from './memory.ts';
import { FAILED, type Failed, type Try } from './try.ts';

type Epochs = Record<string, EpochMemory>;
type Mirrored = { readonly kind: 'mirrored'; readonly number: number; readonly memory: EpochMemory };

/** A fetch that has to begin anew begins so long before the last mail that is known. */
const OVERLAP = 7 * 24 * 3_600_000;
/** A commit, its tree, the mail. */
const OBJECTS = 3;
/** What is remembered of fallbacks once git works. */
const WORKING = { failures: 0, seen: [], waiting: [] };

/**
 * Fetches the epochs of a manifest that changed, oldest first, and gives each to be read. What it remembers of one
 * is stored with its mails, and what it was asked with only with the last, so it may end anywhere. Returns the
 * failure that ended it.
 */
export async function* followEpochs(
  current: Try,
  answer: Extract<ManifestAnswer, { kind: 'manifest' }>,
): AsyncGenerator<Fetched, Failed | undefined> {
  const { memory } = current;
  const { base, epochs: manifest } = answer;
  const first = Object.keys(memory.epochs).length === 0;
  const changed = first ? await beginEpochs(current, base, manifest) : changedEpochs(manifest, memory);
  if ('kind' in changed) return changed;
  if (changed.length === 0) {
    const asked = { base, ...answer.validators };
    yield { what: 'items', items: [], memory: { ...memory, ...WORKING, asked } };
    return undefined;
  }
  const epochs: Epochs = { ...memory.epochs };
  for (const [n, one] of changed.entries()) {
    const what = `${current.plan.list}: epoch ${epochNumber(one)}`;
    current.context.onProgress({ done: n, total: changed.length, what });
    const mirrored = typeof one === 'number' ? await mirrorEpoch(current, base, manifest, one) : one;
    if (mirrored.kind === 'failed') return mirrored;
    epochs[mirrored.number] = mirrored.memory;
    const reader = readerOf(current, mirrored.number);
    const last = n === changed.length - 1;
    const all = { ...memory, epochs: { ...epochs } };
    const piece = {
      what: 'archive',
      reader,
      memory: last ? await finish(current, all, answer) : all,
    } as const;
    let read = false;
    try {
      yield piece;
      read = true;
    } finally {
      // Nobody came back for the next piece: the mirror may be the reason.
      if (!read) await suspectMirror(reader.ref.locator);
    }
  }
  return undefined;
}

/** All that the manifest told of was read once this is stored. */
async function finish(
  current: Try,
  memory: ListMemory,
  { base, validators }: Extract<ManifestAnswer, { kind: 'manifest' }>,
): Promise<ListMemory> {
  const settled = Object.values(memory.epochs).every((epoch) => epoch.settled);
  const until = await reached(current, Math.max(...Object.keys(memory.epochs).map(Number)));
  return { ...memory, ...WORKING, asked: settled ? { base, ...validators } : undefined, until };
}

function readerOf(current: Try, number: number): ArchiveReader {
  const locator = folderOf(current, number);
  return createEpochReader({ kind: 'git', list: current.plan.list, locator, epoch: number });
}

function epochNumber(one: number | Mirrored): number {
  return typeof one === 'number' ? one : one.number;
}

/** Those that are followed already and changed (a removal may stand in an old one), and all that came since. */
function changedEpochs(manifest: Manifest, { epochs }: ListMemory): number[] {
  const oldest = Math.min(...Object.keys(epochs).map(Number));
  return [...manifest]
    .filter(([number, fingerprint]) => {
      const known = epochs[number];
      return number >= oldest && (known?.fingerprint !== fingerprint || !known.settled);
    })
    .map(([number]) => number);
}

/** The first time: the newest epoch, and those before it as long as one began after the wanted date. */
async function beginEpochs(
  current: Try,
  base: string,
  manifest: Manifest,
): Promise<readonly Mirrored[] | Failed> {
  const mirrored: Mirrored[] = [];
  for (const number of [...manifest.keys()].reverse()) {
    const what = `${current.plan.list}: epoch ${number}, for the first time`;
    current.context.onProgress({ done: mirrored.length, total: undefined, what });
    const one = await mirrorEpoch(current, base, manifest, number);
    if (one.kind === 'failed') return one;
    mirrored.unshift(one);
    if (existsSync(join(folderOf(current, number), 'shallow'))) break;
  }
  return mirrored;
}

function folderOf({ context }: Try, number: number): string {
  return join(context.folder, 'git', `${number}.git`);
}

async function mirrorEpoch(
  { plan, context, memory }: Try,
  base: string,
  manifest: Manifest,
  number: number,
): Promise<Mirrored | Failed> {
  const gitDir = join(context.folder, 'git', `${number}.git`);
  const fingerprint = manifest.get(number) ?? '';
  const remade = await checkSuspect(gitDir, context.signal);
  if (remade !== undefined) context.onProgress({ done: 0, total: undefined, what: remade });
  const have = await mirrorTip(gitDir);
  if (have !== undefined && fingerprintOf(have) === fingerprint) {
    return { kind: 'mirrored', number, memory: { fingerprint, settled: true } };
  }
  const url = `${base}/${encodeURIComponent(plan.list)}/git/${number}.git`;
  const late = await waitForTurn(context, url);
  if (late) return late;
  const since = memory.until === undefined ? context.since : memory.until - OVERLAP;
  // An epoch that began after the last try is wanted whole.
  const whole = Object.keys(memory.epochs).length > 0 && !(number in memory.epochs);
  const { userAgent } = context.http;
  const request = { gitDir, url, ref: 'refs/heads/master', userAgent, signal: context.signal };
  const what = `${plan.list}: fetching epoch ${number}`;
  const onProgress = ({ done, total }: { readonly done: number; readonly total: number }): void =>
    context.onProgress({ done: Math.floor(done / OBJECTS), total: Math.ceil(total / OBJECTS), what });
  const answer = await fetchMirror({ ...request, since: whole ? undefined : since, onProgress });
  if (answer.kind === 'failed') return explainObstacle(answer.obstacle, answer.why);
  if (answer.remade !== undefined) context.onProgress({ done: 0, total: undefined, what: answer.remade });
  // A server's manifest may be ahead of its repositories: what it tells of is looked for once more.
  const twice = memory.epochs[number]?.fingerprint === fingerprint && answer.tip === answer.before;
  const settled = fingerprintOf(answer.tip) === fingerprint || twice;
  return { kind: 'mirrored', number, memory: { fingerprint, settled } };
}

async function waitForTurn({ http, signal }: Try['context'], url: string): Promise<Failed | undefined> {
  try {
    await http.turn(url, signal);
    return undefined;
  } catch (error) {
    if (!signal.aborted) throw error;
    return { ...FAILED, why: `${url} was not asked: it was told to stop`, next: 'nothing' };
  }
}

function explainObstacle(obstacle: Obstacle, why: string): Failed {
  if (obstacle === 'no-git') return { ...FAILED, why, firm: true, next: 'way' };
  // No other server and no other way could do anything about these.
  if (obstacle === 'disk' || obstacle === 'stopped') return { ...FAILED, why, next: 'nothing' };
  return { ...FAILED, why, firm: obstacle === 'missing' };
}

/** When the last mail came that was read; never in the future. */
async function reached(current: Try, newest: number): Promise<number> {
  const now = current.context.now();
  const date = await tipDate(folderOf(current, newest));
  return date === undefined ? now : Math.min(date, now);
}
