import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { newSourceState } from '../../src/domain/source/state.ts';
import { knownAs, sourceKnownAs } from '../../src/pipeline/known-as.ts';
import { ON_DEMAND } from '../../src/ports/archive.ts';
import type { ArchiveHealth } from '../../src/ports/store.ts';
import { run } from '../cli/run.ts';
import { cursorAt, listRef, rustPatch } from '../contracts/store-world.ts';
import { added, writeHistory } from '../sources/epochs.ts';
import { createTemp } from '../sources/temp.ts';
import { dumpNews } from '../store/dump.ts';
import { importInto, importOne } from './ingesting.ts';

const temp = createTemp();
let store = '';
let list = '';
beforeEach(() => {
  store = temp();
  list = join(temp(), 'gizmo');
});
const patches = (from: number, to: number): Buffer[] =>
  Array.from({ length: to - from }, (_, n) => rustPatch(from + n));
const epoch = (n: number): string => join(list, 'git', `${n}.git`);
const news = (): string[] => dumpNews(store).newsOfMails ?? [];
const ids = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, n) => `rust-${from + n}@x`).sort();
const importList = (path = list): Promise<unknown> => run(['import', '--data', store, path]);

describe('what is new in a list', () => {
  it('is history the first time, and news from then on', async () => {
    writeHistory(epoch(0), added(patches(0, 3)));
    await importOne(store, epoch(0));
    expect(news()).toEqual([]);
    writeHistory(epoch(0), added(patches(3, 5)), { append: true });
    await importOne(store, epoch(0));
    expect(news()).toEqual(ids(3, 5));
  });

  it('is history in all epochs of a new list, news in the next one, and history in an older one', async () => {
    writeHistory(epoch(1), added(patches(10, 12)));
    writeHistory(epoch(2), added(patches(20, 22)));
    await importList();
    expect(news()).toEqual([]);
    writeHistory(epoch(3), added(patches(30, 32)));
    await importList();
    expect(news()).toEqual(ids(30, 32));
    writeHistory(epoch(0), added(patches(0, 2)));
    await importList();
    expect(news()).toEqual(ids(30, 32));
    expect(dumpNews(store)).toMatchObject({ firstReadings: [] });
  });

  it('is news in another kind of archive, and history in another list', async () => {
    writeHistory(epoch(0), added(patches(0, 2)));
    await importList();
    const folder = join(temp(), 'mails');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'gizmo.mbox'), mbox('gizmo', patches(5, 6)));
    await importOne(store, join(folder, 'gizmo.mbox'));
    expect(news()).toEqual(ids(5, 6));
    writeFileSync(join(folder, 'gadget.mbox'), mbox('gadget', patches(7, 8)));
    await importOne(store, join(folder, 'gadget.mbox'));
    expect(news()).toEqual(ids(5, 6));
  });

  it('goes on as history where the first reading was interrupted, until that is whole', async () => {
    writeHistory(epoch(0), added(patches(0, 6)));
    const stop = (): never => {
      throw new RangeError('interrupted');
    };
    const interrupted = importOne(store, epoch(0), { batchMails: 2, onProgress: stop });
    await expect(interrupted).rejects.toThrow('interrupted');
    expect(dumpNews(store).firstReadings).toHaveLength(1);
    writeHistory(epoch(1), added(patches(10, 12)));
    // Whatever anybody says of it.
    await importInto(store, epoch(0), { as: 'news' });
    expect(news()).toEqual([]);
    expect(dumpNews(store).firstReadings).toEqual([]);
    await importInto(store, epoch(1), { as: 'history' });
    writeHistory(epoch(0), added(patches(6, 7)), { append: true });
    await importInto(store, epoch(0));
    expect(news()).toEqual(ids(6, 7));
  });

  it('is history where another archive stands in the place of one', async () => {
    writeHistory(epoch(0), added(patches(0, 20)));
    await importOne(store, epoch(0));
    rmSync(epoch(0), { recursive: true });
    writeHistory(epoch(0), added(patches(50, 70)), { by: 'another' });
    const { losses } = await importOne(store, epoch(0));
    expect(losses).toHaveLength(1);
    expect(news()).toEqual([]);
  });
});

describe('telling news from history', () => {
  const health = (n: number, fields: Partial<ArchiveHealth> = {}): ArchiveHealth => ({
    ...listRef('gizmo', n),
    id: n + 1,
    cursor: cursorAt('c'),
    isFirstReading: false,
    unreadable: 0,
    lastRead: 0,
    ...fields,
  });

  it('looks at the archives of the list that were read', () => {
    expect(knownAs([health(0, { cursor: undefined })], listRef('gizmo'))).toBe('history');
    expect(knownAs([health(0)], listRef('gadget'))).toBe('history');
    expect(knownAs([health(0)], listRef('gizmo', 1))).toBe('news');
    expect(knownAs([health(0, { cursor: cursorAt(ON_DEMAND) })], listRef('gizmo'))).toBe('history');
    expect(knownAs([health(1)], listRef('gizmo', 0))).toBe('history');
    expect(knownAs([health(0), health(1)], listRef('gizmo', 0))).toBe('news');
  });

  it('takes no epoch for news as long as another is read for the first time', () => {
    const before = [health(0), health(1, { isFirstReading: true })];
    expect(knownAs(before, listRef('gizmo', 2))).toBe('history');
    expect(knownAs(before, listRef('gizmo', 0))).toBe('news');
  });

  it('takes what a source tells for history until it was read to its end, a day at most where it brings something', () => {
    const HOUR = 3_600_000;
    const failing = { ...newSourceState('press'), items: 3, failingSince: 0 };
    expect(sourceKnownAs(undefined, 0)).toBe('history');
    expect(sourceKnownAs({ ...failing, lastSuccess: 0 }, 0)).toBe('news');
    expect(sourceKnownAs(failing, 24 * HOUR)).toBe('history');
    expect(sourceKnownAs(failing, 25 * HOUR)).toBe('news');
    expect(sourceKnownAs({ ...failing, items: 0 }, 99 * HOUR)).toBe('history');
    expect(sourceKnownAs({ ...failing, failingSince: undefined }, 99 * HOUR)).toBe('history');
  });
});

function mbox(list: string, mails: readonly Buffer[]): string {
  return mails
    .map((mail) => `From mboxrd@z Thu Jan  1 00:00:00 1970\nList-Id: <${list}.example.org>\n${mail}\n`)
    .join('');
}
