import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeLore, type LoreMail, startLore } from '../fakes/lore/lore.ts';
import { idsIn } from '../pipeline/epoch-mails.ts';
import { PLAN, type Told } from '../sources/list/trying.ts';
import { makeMails, START } from '../sources/mails.ts';
import { createTemp } from '../sources/temp.ts';
import { dumpStore } from '../store/dump.ts';
import type { ListErrand } from './list-child.ts';

const temp = createTemp();
const SCRIPT = join(import.meta.dirname, 'list-child.ts');
const LIST = PLAN.list;
const MINUTE = 60_000;
const T0 = START * 1000;
let lore: FakeLore;
let folder = '';
let store = '';

beforeEach(async () => {
  folder = temp();
  store = join(folder, 'store');
  mkdirSync(store);
  lore = await startLore({ lists: [LIST] });
});
afterEach(() => lore.close());

function arriving(count: number, name: string, from: number): LoreMail[] {
  return makeMails(count, name).map((bytes, n) => ({ bytes, arrived: T0 + (from + n) * MINUTE }));
}

/** A try in a process of its own; undefined where it was killed. */
async function runChild(
  more: Partial<ListErrand> = {},
  onStart?: (child: ChildProcess) => void,
): Promise<Told | undefined> {
  const errand = {
    folder,
    store,
    lore: lore.url,
    now: T0 + 10_000 * MINUTE,
    since: 0,
    batchMails: 40,
    ...more,
  };
  const child = spawn(process.execPath, [SCRIPT, JSON.stringify(errand)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onStart?.(child);
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const signal = await new Promise<string | null>((resolve) => {
    child.on('close', (_, how) => resolve(how));
  });
  return signal === 'SIGKILL' ? undefined : (JSON.parse(said) as Told);
}

/** Ends the child as soon as the server was asked for a pack; git is left behind, waiting for an answer. */
function killInFetch(): (child: ChildProcess) => void {
  const at = `/${LIST}/git/`;
  lore.faults.add({ fault: 'hang', at, times: 1 });
  const asked = lore.requests.length;
  return (child) => {
    const watch = setInterval(() => {
      if (!lore.requests.slice(asked).some(({ path }) => path.startsWith(at))) return;
      clearInterval(watch);
      child.kill('SIGKILL');
    }, 5);
  };
}

const stored = (): string[] => idsIn(store).sort();

describe('a list whose process is killed', () => {
  it('in the middle of the fetch and of the ingest, again and again: 500 mails, each once', async () => {
    lore.publish(LIST, arriving(60, 'a', 0));
    expect(await runChild({ since: T0 + 40 * MINUTE })).toMatchObject({ added: 20 });
    lore.publish(LIST, arriving(200, 'b', 100));
    lore.purge(LIST, 'a-50@example.org');
    lore.rollOver(LIST);
    lore.publish(LIST, arriving(300, 'c', 400));
    expect(await runChild({}, killInFetch())).toBeUndefined();
    expect(await runChild({}, killInFetch())).toBeUndefined();
    for (const killAtWrite of [1, 2, 3, 4]) expect(await runChild({ killAtWrite })).toBeUndefined();
    const last = await runChild();
    expect([last?.trouble, last?.route]).toEqual([undefined, undefined]);
    const wanted = [...lore.published(LIST)].filter((id) => !/^a-[123]?\d@/.test(id)).sort();
    expect(wanted).toHaveLength(519);
    expect(stored()).toEqual(wanted);
    expect(dumpStore(store)).toMatchObject({ integrity: ['ok'] });
    expect(await runChild()).toMatchObject({ added: 0, known: 0, removed: 0 });
  }, 60_000);

  it('in the first fetch of all', async () => {
    lore.publish(LIST, arriving(60, 'a', 0));
    for (let n = 0; n < 3; n++) expect(await runChild({}, killInFetch())).toBeUndefined();
    expect(await runChild({ since: T0 + 40 * MINUTE })).toMatchObject({ added: 20 });
  }, 60_000);
});
