import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { StoreError } from '../../src/ports/errors.ts';
import { openDatabase } from '../../src/store/sqlite/open.ts';
import { createStore, openStore } from '../../src/store/sqlite/store.ts';
import { DIGEST, JANE, makeCard, makeSubscription } from '../contracts/outbox-world.ts';
import { createTemp } from '../sources/temp.ts';

const temp = createTemp();
const open = (folder: string, mode: 'read' | 'write' = 'write') => openStore(folder, mode, () => 0);

function sentence(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return error.message;
  }
  throw new Error('nothing went wrong');
}

describe('what goes out', () => {
  it('is not written half where the disk is full', () => {
    const folder = temp();
    const database = openDatabase(folder, 'write');
    const store = createStore(database, join(folder, 'lorewatch.sqlite'), () => 0);
    const pages = Number(database.prepare('PRAGMA page_count').get()?.page_count);
    database.exec(`PRAGMA max_page_count = ${pages + 5}`);
    const big = makeCard({ facts: ['x'.repeat(60_000)] });
    const steps = (): void => {
      store.subscribe(makeSubscription());
      store.follow(big, [1]);
    };
    expect(sentence(() => store.atomically(steps))).toMatch(/the disk is full: make room/);
    expect(store.subscriptions()).toEqual([]);
    expect(store.subjectOf([1])).toBeUndefined();
    store.close();
  });

  it('is told of by name where it was damaged in the store', () => {
    const folder = temp();
    const store = open(folder);
    const { subscription } = store.subscribe(makeSubscription());
    const { id } = store.follow(makeCard(), [1]);
    store.placeCard({ target: JANE, subject: id, subscription: subscription.id, told: [] });
    store.saveIssue({ id: 'a', filter: '', since: 0, until: 1, digest: DIGEST });
    store.setBrake({ since: 0, reason: '' });
    const database = new DatabaseSync(join(folder, 'lorewatch.sqlite'));
    const damaged = [
      ["UPDATE subscription SET cadence = 'x'", () => store.subscriptions(), /the subscription 1/],
      [
        "UPDATE subscription SET cadence = '{}', state = 'x'",
        () => store.subscription(1),
        /the subscription 1/,
      ],
      [
        "UPDATE subscription SET state = 'active', target = 'moon:x'",
        () => store.subscription(1),
        /subscription 1/,
      ],
      ["UPDATE card SET told = '[1]'", () => store.cardsOf(1), /what a card told/],
      ["UPDATE card SET told = 'x'", () => store.markSteps(JANE, 1, ['a']), /what a card told/],
      ["UPDATE card SET told = '[]', receipt = '7'", () => store.cardsOf(1), /the receipt of the card 1/],
      ["UPDATE subject SET doc = '['", () => store.subject(1), /the card 1/],
      ["UPDATE issue SET digest = 'null'", () => store.issues({ limit: 1 }), /the digest a/],
      ["UPDATE fact SET value = '' WHERE name = 'brake'", () => store.brake(), /the brake/],
    ] as const;
    for (const [sql, ask, name] of damaged) {
      database.exec(sql);
      const told = sentence(ask);
      expect(told).toMatch(/the store is damaged/);
      expect(told).toMatch(name);
      expect(told).not.toContain(JANE);
    }
    database.close();
    store.close();
  });

  it('is written while others read it as it was', () => {
    const folder = temp();
    const [writer, reader] = [open(folder), open(folder, 'read')];
    writer.atomically(() => {
      writer.subscribe(makeSubscription());
      expect(reader.subscriptions()).toEqual([]);
    });
    expect(reader.subscriptions()).toHaveLength(1);
    expect(reader.secret()).toBe(writer.secret());
    for (const store of [writer, reader]) store.close();
  });

  it('waits for another who writes, and says so where that does not end', () => {
    const folder = temp();
    const database = openDatabase(folder, 'write');
    database.exec('PRAGMA busy_timeout = 0');
    const store = createStore(database, join(folder, 'lorewatch.sqlite'), () => 0);
    const other = openDatabase(folder, 'write');
    other.exec('BEGIN IMMEDIATE');
    const writes: readonly (() => unknown)[] = [
      () => store.secret(),
      () => store.moveMatched(0, 0),
      () => store.forgetNews(0),
      () => store.subscribe(makeSubscription()),
      () => store.changeSubscription(1, {}),
      () => store.stopSubscription(1, 'paused', ''),
      () => store.resumeSubscription(1, true),
      () => store.setBrake(undefined),
      () => store.follow(makeCard(), [1]),
      () => store.placeCard({ target: JANE, subject: 1, subscription: 1, told: [] }),
      () => store.markSteps(JANE, 1, []),
      () => store.markPosted(JANE, 1, 1, undefined),
      () => store.saveIssue({ id: 'a', filter: '', since: 0, until: 1, digest: DIGEST }),
      () => store.endFirstReading(1),
      () => store.atomically(() => 1),
    ];
    for (const write of writes) expect(sentence(write)).toMatch(/another process is writing to it/);
    other.exec('ROLLBACK');
    for (const write of writes) write();
    expect(store.subscriptions()).toHaveLength(1);
    other.close();
    store.close();
  });
});
