import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeWorld } from '../../src/demo/epoch.ts';
import { createDemoWorld } from '../../src/demo/world.ts';
import { type Change, writeHistory } from '../sources/epochs.ts';
import { createTemp } from '../sources/temp.ts';
import { digestStore, dumpNews, dumpStore } from '../store/dump.ts';
import type { Errand } from './child.ts';
import { runChild } from './children.ts';

const temp = createTemp();
const world = createDemoWorld({ weeks: 5 });
const BATCH = 24;

let lists = '';
let before: Record<string, string> = {};
let after: Record<string, string> = {};
let news: Record<string, string[]> = {};

const toChange = ({ kind, bytes }: (typeof world.lists)[0]['commits'][0]): Change =>
  kind === 'removal' ? { remove: Buffer.from(bytes) } : { add: Buffer.from(bytes) };

/** A mail is edited or not, and so is its removal. */
function edit(change: Change): Change {
  const bytes = 'add' in change ? change.add : 'remove' in change ? change.remove : undefined;
  if (!bytes || bytes.length % 3 !== 1) return change;
  const edited = Buffer.concat([bytes, Buffer.from('Edited.\n')]);
  return 'add' in change ? { add: edited } : { remove: edited };
}

/** The same lists in another history: mails purged, edited, taken out, one taken out and in again. */
function rewrite(): void {
  for (const { name, commits } of world.lists) {
    const kept = commits
      .map(toChange)
      .filter((_, n) => n % 10 !== 3)
      .map(edit);
    const mails = kept.filter((change) => 'add' in change);
    const gone = mails.filter((_, n) => n % 23 === 5).map(({ add }) => ({ remove: add }));
    const again = mails.slice(5, 6);
    const gitDir = join(lists, name, 'git', '0.git');
    rmSync(gitDir, { recursive: true });
    writeHistory(gitDir, [...kept, ...gone, ...again], { by: 'other' });
  }
}

beforeAll(async () => {
  lists = join(temp(), 'lists');
  writeWorld(world, lists);
  const whole = temp();
  const errand = { store: whole, paths: [lists], batchMails: 1000 };
  await runChild(errand);
  before = digestStore(whole);
  const aside = `${lists}.aside`;
  cpSync(lists, aside, { recursive: true });
  rewrite();
  await runChild(errand);
  after = digestStore(whole);
  news = dumpNews(whole);
  rmSync(lists, { recursive: true });
  cpSync(aside, lists, { recursive: true });
});

/** Runs until it comes to its end, ended on the way at each of these events in turn. Returns how often. */
async function runKilled(store: string, kills: readonly Errand['killAt'][]): Promise<number> {
  for (let n = 0; n < 60; n++) {
    const killAt = kills[n % kills.length];
    const errand = { store, paths: [lists], batchMails: BATCH };
    const loud = killAt === undefined;
    const end = await runChild(
      { ...errand, ...(killAt ? { killAt } : { loud }) },
      (_, kill) => loud && kill(),
    );
    if (!end.killed) return n;
  }
  throw new Error('it never came to its end');
}

describe('an import that is killed again and again', () => {
  it('ends in the store of one that was not, whatever it was doing', async () => {
    const store = temp();
    const kills = [
      { write: 1 },
      { write: 4, texts: 1 },
      { batch: 2 },
      undefined,
      { write: 3 },
      { write: 5, texts: 1 },
      { batch: 6 },
    ];
    const first = await runKilled(store, kills);
    expect(digestStore(store)).toEqual(before);
    // However often it was begun: what was there before anybody looked is no news.
    expect(dumpNews(store)).toMatchObject({ newsOfMails: [], firstReadings: [] });
    rewrite();
    const second = await runKilled(store, [
      { write: 1 },
      { batch: 1 },
      undefined,
      { write: 2, texts: 1 },
      { write: 3 },
    ]);
    expect(digestStore(store)).toEqual(after);
    expect(first).toBeGreaterThanOrEqual(10);
    expect(second).toBeGreaterThanOrEqual(5);
    expect(before).not.toEqual(after);
    expect(dumpNews(store)).toEqual(news);
    expect(news.newsOfMails).not.toEqual([]);
    await runChild({ store, paths: [lists], batchMails: BATCH });
    expect(digestStore(store)).toEqual(after);
    expect(dumpStore(store)).toMatchObject({ integrity: ['ok'] });
  }, 120_000);
});
