import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, vi } from 'vitest';
import { StoreError } from '../../src/ports/errors.ts';
import type { Store } from '../../src/ports/store.ts';
import { openDatabase } from '../../src/store/sqlite/open.ts';
import { createStore } from '../../src/store/sqlite/store.ts';
import { alive, enqueue, lease } from '../contracts/delivery-world.ts';
import { NOON } from '../contracts/item-world.ts';
import { createTemp } from '../sources/temp.ts';

const temp = createTemp();
const LANE = 'file:/a';

function opened(folder = temp()): { store: Store; database: DatabaseSync; folder: string } {
  const database = openDatabase(folder, 'write');
  return { store: createStore(database, join(folder, 'lorewatch.sqlite'), () => NOON), database, folder };
}

function sentence(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(StoreError);
    return (error as Error).message;
  }
  throw new Error('nothing went wrong');
}

describe('a claim', () => {
  it('is on the disk before anything is sent, and only a claim waits for that', () => {
    const { store, database } = opened();
    const { id } = enqueue(store, { lane: LANE });
    const steps = vi.spyOn(database, 'exec');
    const said = (): string[] => steps.mock.calls.map(([sql]) => sql);
    store.claim(LANE, lease('me'), NOON);
    expect(said()).toEqual([
      'PRAGMA synchronous = FULL',
      'BEGIN IMMEDIATE',
      'COMMIT',
      'PRAGMA synchronous = NORMAL',
    ]);
    steps.mockClear();
    store.claim(LANE, lease('you'), NOON);
    expect(said()).toEqual([]);
    store.settle(id, 'me', { state: 'sent', reason: '' }, NOON);
    expect(said()).toEqual(['BEGIN IMMEDIATE', 'COMMIT']);
    store.close();
  });

  it('does not end in flight', () => {
    const { store } = opened();
    const { id } = enqueue(store, { lane: LANE });
    store.claim(LANE, lease('me'), NOON);
    expect(() => store.settle(id, 'me', { state: 'sending', reason: '' }, NOON)).toThrow(RangeError);
    store.close();
  });
});

describe('deliveries', () => {
  it('wait for another who writes, and say so where that does not end', () => {
    const { store, database, folder } = opened();
    const [flying, waiting] = [enqueue(store, { lane: 'file:/b' }).id, enqueue(store, { lane: LANE }).id];
    store.claim('file:/b', lease('me', NOON), NOON);
    database.exec('PRAGMA busy_timeout = 0');
    const other = openDatabase(folder, 'write');
    other.exec('BEGIN IMMEDIATE');
    const writes: readonly (() => unknown)[] = [
      () => enqueue(store, { lane: LANE }),
      () => store.claim(LANE, lease('me'), NOON),
      () => store.adopt(flying, lease('you'), NOON, alive),
      () => store.settle(flying, 'you', { state: 'sent', reason: '' }, NOON),
      () => store.discardDelivery(waiting, 'unwanted', NOON),
      () => store.retryDelivery(waiting, NOON),
      () => store.holdLanes('file:', NOON),
      () => store.forgetDeliveries(NOON),
    ];
    const before = store.deliveries({});
    for (const write of writes) expect(sentence(write)).toMatch(/another process is writing to it/);
    expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 1 });
    expect(store.deliveries({})).toStrictEqual(before);
    expect(store.dueLanes(NOON, 9)).toEqual([LANE]);
    other.exec('ROLLBACK');
    for (const write of writes) write();
    expect(store.countDeliveries()).toEqual({ pending: 1, sending: 1, sent: 1 });
    other.close();
    store.close();
  });

  it('for which the disk is too full are not there, nor half there', () => {
    const { store, database } = opened();
    enqueue(store, { lane: LANE });
    const before = [store.deliveries({}), store.lanes()];
    const pages = Number(database.prepare('PRAGMA page_count').get()?.page_count);
    database.exec(`PRAGMA max_page_count = ${pages + 5}`);
    const many = (): void => {
      for (let n = 0; n < 200; n++) enqueue(store, { lane: `file:/${n}`, payload: 'x'.repeat(1000) });
    };
    expect(sentence(() => store.atomically(many))).toMatch(/the disk is full: make room/);
    expect([store.deliveries({}), store.lanes()]).toStrictEqual(before);
    store.close();
  });

  it('that were damaged in the store are told of by number', () => {
    const { store, database } = opened();
    const { id } = enqueue(store, { lane: LANE, payload: { step: 'v2' } });
    database.exec(`UPDATE delivery SET payload = '{"step":'`);
    expect(sentence(() => store.delivery(id))).toMatch(/damaged: the delivery 1 cannot be read/);
    database.exec("UPDATE delivery SET payload = NULL, receipt = '[]'");
    expect(sentence(() => store.deliveries({}))).toMatch(/damaged: the delivery 1 cannot be read/);
    store.close();
  });

  it('stay in their lane', () => {
    const { store, database } = opened();
    enqueue(store, { lane: LANE });
    expect(() => database.exec("UPDATE delivery SET lane = 'file:/b'")).toThrow(/stays in its lane/);
    store.close();
  });
});
