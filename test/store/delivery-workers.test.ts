import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { drain, enqueue, lease } from '../contracts/delivery-world.ts';
import { createTemp } from '../sources/temp.ts';
import type { Sent } from './delivery-worker.ts';

const temp = createTemp();
const SCRIPT = join(import.meta.dirname, 'delivery-worker.ts');
const LANES = 8;
const EACH = 15;

type Ended = { readonly code: number | null; readonly signal: string | null; readonly complaint: string };

/** Starts them, lets them loose at once when each has one in flight, and waits until they ended. */
async function work(folder: string, workers: readonly (readonly string[])[]): Promise<Ended[]> {
  const children = workers.map((more) => {
    const child = spawn(process.execPath, [SCRIPT, folder, join(folder, 'platform'), ...more]);
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    const end = once(child, 'close').then(([code, signal]) => ({ code, signal, complaint }));
    return { child, end };
  });
  await Promise.all(children.map(({ child }) => once(child.stdout, 'data')));
  for (const { child } of children) child.stdin.end('go\n');
  return Promise.all(children.map(({ end }) => end));
}

function fill(folder: string): Store {
  const store = openStore(folder, 'write', Date.now);
  store.atomically(() => {
    for (let n = 0; n < LANES * EACH; n++) enqueue(store, { lane: `file:/${n % LANES}`, due: 0 });
  });
  return store;
}

function sentOf(folder: string): Sent[] {
  const lines = readFileSync(join(folder, 'platform'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Sent);
}

/** Each once, and in a lane in the order in which they were enqueued. */
function expectOrder(sent: readonly Sent[]): void {
  for (const one of Map.groupBy(sent, ({ lane }) => lane).values()) {
    const ids = one.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
  }
}

describe('two processes that deliver from one store', () => {
  it('send each delivery once, in the order of its lane', async () => {
    const folder = temp();
    const store = fill(folder);
    const ended = await work(folder, [['ann'], ['bob']]);
    for (const { code, complaint } of ended) expect({ code, complaint }).toEqual({ code: 0, complaint: '' });
    const sent = sentOf(folder);
    expect(sent).toHaveLength(LANES * EACH);
    expectOrder(sent);
    expect(new Set(sent.map(({ owner }) => owner)).size).toBe(2);
    expect(store.countDeliveries()).toEqual({ sent: LANES * EACH });
    store.close();
  });

  it('leave to others what one had in flight when it was killed', async () => {
    const folder = temp();
    const store = fill(folder);
    const [killed] = await work(folder, [['ann', '20']]);
    expect(killed?.signal).toBe('SIGKILL');
    for (const { code, complaint } of await work(folder, [['bob'], ['cid']])) {
      expect({ code, complaint }).toEqual({ code: 0, complaint: '' });
    }
    const sent = sentOf(folder);
    expectOrder(sent);
    const last = sent.findLast(({ owner }) => owner === 'ann');
    const isAlive = (owner: string): boolean => owner !== 'ann';
    const orphans = store.orphans(Date.now(), isAlive, 9);
    expect(orphans).toMatchObject([{ id: last?.id, lane: last?.lane, state: 'sending', attempts: 1 }]);
    // Its lane stood still; of all the others nothing is left.
    const left = LANES * EACH - sent.length;
    expect(left).toBeGreaterThan(0);
    expect(store.countDeliveries()).toEqual({ sending: 1, sent: sent.length - 1, pending: left });
    expect(drain(store, last?.lane ?? '', Date.now())).toEqual([]);
    expect(store.adopt(last?.id ?? 0, lease('eve', Date.now() + 60_000), Date.now(), isAlive)).toBe(true);
    store.settle(last?.id ?? 0, 'eve', { state: 'sent', reason: '' }, Date.now());
    expect(drain(store, last?.lane ?? '', Date.now())).toHaveLength(left);
    expect(store.countDeliveries()).toEqual({ sent: LANES * EACH });
    store.close();
  });
});
