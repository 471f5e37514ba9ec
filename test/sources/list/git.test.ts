import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/ports/store.ts';
import { suspectMirror } from '../../../src/sources/mirror/suspect.ts';
import { openStore } from '../../../src/store/sqlite/store.ts';
import { CHALLENGE } from '../../fakes/host.ts';
import { type FakeLore, type LoreMail, startLore } from '../../fakes/lore/lore.ts';
import { ids, idsIn } from '../../pipeline/epoch-mails.ts';
import { makeMails, START } from '../mails.ts';
import { createTemp } from '../temp.ts';
import { damagePacks } from './damage.ts';
import { endpointsOf, PLAN, readMemory, type Told, type Trying, tryList } from './trying.ts';

const temp = createTemp();
const LIST = PLAN.list;
const MINUTE = 60_000;
const T0 = START * 1000;
let lore: FakeLore;
let data = '';
let store: Store;

/** Mails a minute apart, the first at minute `from`. */
function arriving(count: number, name: string, from: number): LoreMail[] {
  return makeMails(count, name).map((bytes, n) => ({ bytes, arrived: T0 + (from + n) * MINUTE }));
}
const bytesOf = (mails: readonly LoreMail[]): Buffer[] => mails.map(({ bytes }) => bytes);
const run = (more: Partial<Trying> = {}): Promise<Told> =>
  tryList({
    folder: join(data, 'lists'),
    store,
    endpoints: endpointsOf(lore.url),
    now: T0 + 10_000 * MINUTE,
    ...more,
  });
const stored = (): string[] => idsIn(join(data, 'store')).sort();
const published = (): string[] => [...lore.published(LIST)].sort();
const asked = (): string[] => lore.requests.map(({ path }) => path);

beforeEach(async () => {
  data = temp();
  mkdirSync(join(data, 'lists'));
  mkdirSync(join(data, 'store'));
  store = openStore(join(data, 'store'), 'write', () => 0);
  lore = await startLore({ lists: [LIST] });
});
afterEach(async () => {
  store.close();
  await lore.close();
});

describe('a list by git', () => {
  it('begins at the wanted date, and then costs one request where nothing is new', async () => {
    lore.publish(LIST, arriving(40, 'a', 0));
    expect(await run({ since: T0 + 30 * MINUTE })).toMatchObject({
      added: 10,
      trouble: undefined,
      route: undefined,
    });
    expect(stored()).toEqual(ids(bytesOf(arriving(40, 'a', 0).slice(30))));
    lore.forget();
    const before = process.cpuUsage();
    expect(await run()).toMatchObject({ added: 0, known: 0, trouble: undefined, route: undefined });
    const { user, system } = process.cpuUsage(before);
    expect(asked()).toEqual([`/${LIST}/manifest.js.gz`]);
    expect((user + system) / 1000).toBeLessThan(50);
  });

  it('stores 500 mails that came while it was off, each once', async () => {
    lore.publish(LIST, arriving(30, 'a', 0));
    await run({ since: T0 + 20 * MINUTE });
    lore.publish(LIST, arriving(500, 'b', 100));
    expect(await run({ since: T0 + 9000 * MINUTE })).toMatchObject({ added: 500, known: 0 });
    expect(stored()).toEqual(published().filter((id) => !/^a-1?\d@/.test(id)));
  });

  it('finishes the old epoch before the new one', async () => {
    lore.publish(LIST, arriving(20, 'a', 0));
    await run({ since: T0 + 10 * MINUTE });
    lore.publish(LIST, arriving(250, 'b', 100));
    lore.rollOver(LIST);
    lore.publish(LIST, arriving(250, 'c', 500));
    expect(await run()).toMatchObject({ added: 500, known: 0, trouble: undefined });
    expect(stored()).toHaveLength(510);
    expect(store.archives().map(({ epoch, list }) => [list, epoch])).toEqual([
      [LIST, 0],
      [LIST, 1],
    ]);
  });

  it('begins in the epoch before where the newest began after the wanted date', async () => {
    lore.publish(LIST, arriving(20, 'a', 0));
    lore.rollOver(LIST);
    lore.publish(LIST, arriving(20, 'b', 100));
    lore.rollOver(LIST);
    lore.publish(LIST, arriving(20, 'c', 200));
    expect(await run({ since: T0 + 110 * MINUTE })).toMatchObject({ added: 30 });
    expect(lore.requests.some(({ path }) => path.includes('/0.git'))).toBe(false);
    lore.forget();
    await run();
    expect(asked()).toEqual([`/${LIST}/manifest.js.gz`]);
  });

  it('takes out what was removed, in an old epoch too', async () => {
    lore.publish(LIST, arriving(20, 'a', 0));
    lore.rollOver(LIST);
    lore.publish(LIST, arriving(20, 'b', 100));
    await run();
    lore.remove(LIST, 'a-3@example.org');
    lore.remove(LIST, 'b-3@example.org');
    expect(await run()).toMatchObject({ removed: 2, added: 0 });
    lore.purge(LIST, 'a-5@example.org');
    expect(await run()).toMatchObject({ removed: 1, added: 0 });
    expect(stored()).toEqual(published());
  });

  it('follows a rewritten history in a shallow mirror: nothing missed, nothing twice, the purged one gone', async () => {
    lore.publish(LIST, arriving(60, 'a', 0));
    await run({ since: T0 + 40 * MINUTE });
    lore.publish(LIST, arriving(250, 'b', 100));
    lore.purge(LIST, 'a-45@example.org');
    lore.publish(LIST, arriving(250, 'c', 500));
    expect(await run()).toMatchObject({ added: 500, removed: 1, trouble: undefined });
    expect(stored()).toEqual(published().filter((id) => !/^a-[123]?\d@/.test(id)));
    expect(stored()).toHaveLength(519);
  });

  it('goes on where the last mail that was read is the purged one', async () => {
    lore.publish(LIST, arriving(60, 'a', 0));
    await run({ since: T0 + 40 * MINUTE });
    lore.purge(LIST, 'a-59@example.org');
    lore.publish(LIST, arriving(5, 'b', 100));
    expect(await run()).toMatchObject({ added: 5, removed: 1 });
    expect(stored()).toHaveLength(24);
    lore.publish(LIST, arriving(5, 'c', 200));
    expect(await run()).toMatchObject({ added: 5, known: 0, removed: 0 });
  });

  it('waits for a list that holds no mail yet', async () => {
    expect(await run()).toMatchObject({ trouble: undefined, added: 0 });
    lore.publish(LIST, arriving(3, 'a', 0));
    expect(await run()).toMatchObject({ added: 3 });
  });
});

describe('a list by git on a bad day', () => {
  it.each([
    ['the server failing', { status: 503 }],
    ['a bot check', CHALLENGE],
  ])('goes to a mirror, both for the manifest and for git: %s', async (_, reply) => {
    lore.publish(LIST, arriving(5, 'a', 0));
    const mirror = await lore.mirror();
    lore.faults.add({ fault: 'reply', reply, times: Number.POSITIVE_INFINITY });
    expect(await run({ endpoints: endpointsOf(lore.url, mirror.url) })).toMatchObject({
      added: 5,
      route: undefined,
    });
    expect(lore.requests).toHaveLength(1);
    lore.faults.clear();
    lore.faults.add({ fault: 'reply', reply, at: `/${LIST}/git`, times: Number.POSITIVE_INFINITY });
    lore.publish(LIST, arriving(5, 'b', 10));
    expect(await run({ endpoints: endpointsOf(lore.url, mirror.url) })).toMatchObject({
      added: 5,
      route: undefined,
    });
  });

  it('is told to wait, and says for how long', async () => {
    const reply = { status: 429, headers: { 'retry-after': '120' } };
    const mirror = await lore.mirror();
    lore.faults.add({ fault: 'reply', reply, times: Number.POSITIVE_INFINITY });
    for (let n = 0; n < 3; n++) {
      const told = await run({ endpoints: endpointsOf(lore.url, mirror.url) });
      expect(told.trouble?.retryAfter).toBe(120_000);
    }
    expect(lore.requests).toHaveLength(3);
    expect(mirror.requests).toHaveLength(0);
  });

  it('reads the manifest of all lists where a list has none of its own', async () => {
    const reply = { status: 404, body: 'none' };
    lore.faults.add({ at: `/${LIST}/manifest`, fault: 'reply', reply, times: Number.POSITIVE_INFINITY });
    lore.publish(LIST, arriving(3, 'a', 0));
    expect((await run()).added).toBe(3);
    lore.publish(LIST, arriving(2, 'b', 10));
    const told = await run();
    expect(told.added).toBe(2);
    expect(told.route).toBeUndefined();
    expect(stored()).toEqual(published());
  });

  it('says that the server has no such list, and the way out', async () => {
    const told = await run({ plan: { ...PLAN, list: 'gizmoo' } });
    expect(told.trouble?.lasting).toBe(true);
    expect(told.trouble?.why).toMatch(/no such list: check the name "gizmoo"/);
  });

  it('loses nothing to a manifest that is ahead of the repositories', async () => {
    lore.publish(LIST, arriving(5, 'a', 0));
    await run();
    lore.publish(LIST, arriving(5, 'b', 10));
    const ahead = await fetch(`${lore.url}/${LIST}/manifest.js.gz`);
    const body = Buffer.from(await ahead.arrayBuffer());
    lore.publish(LIST, arriving(5, 'c', 20));
    await run();
    expect(stored()).toHaveLength(15);
    lore.faults.add({ fault: 'reply', reply: { body }, at: `/${LIST}/manifest`, times: 1 });
    lore.publish(LIST, arriving(1, 'd', 30));
    expect(await run()).toMatchObject({ added: 1 });
    expect(await run()).toMatchObject({ added: 0 });
    lore.forget();
    await run();
    expect(asked()).toEqual([`/${LIST}/manifest.js.gz`]);
    expect(stored()).toEqual(published());
  });

  it('makes a mirror anew that cannot be read any more, and misses nothing', async () => {
    lore.publish(LIST, arriving(30, 'a', 0));
    await run({ since: T0 + 10 * MINUTE });
    lore.publish(LIST, arriving(5, 'b', 100));
    const gitDir = join(data, 'lists', 'git', '0.git');
    damagePacks(gitDir);
    await suspectMirror(gitDir);
    expect(await run()).toMatchObject({ added: 5, trouble: undefined });
    expect(existsSync(join(gitDir, 'lorewatch-suspect'))).toBe(false);
    expect(stored()).toEqual(published().filter((id) => !/^a-\d@/.test(id)));
  });

  it('suspects a mirror when nobody came back from reading it', async () => {
    lore.publish(LIST, arriving(3, 'a', 0));
    const gitDir = join(data, 'lists', 'git', '0.git');
    const broken: Store = {
      ...store,
      openArchive: () => {
        throw new Error('no');
      },
    };
    await expect(run({ store: broken })).rejects.toThrow('no');
    expect(existsSync(join(gitDir, 'lorewatch-suspect'))).toBe(true);
    expect(await run()).toMatchObject({ added: 3 });
    expect(existsSync(join(gitDir, 'lorewatch-suspect'))).toBe(false);
  });

  it('remembers nothing of what was not stored', async () => {
    lore.publish(LIST, arriving(5, 'a', 0));
    lore.faults.add({ fault: 'reset', at: `/${LIST}/git`, times: Number.POSITIVE_INFINITY });
    expect(await run()).toMatchObject({ trouble: { why: expect.stringContaining('git says') }, added: 0 });
    expect(readMemory(join(data, 'lists'))).toMatchObject({ epochs: {}, failures: 1 });
    lore.faults.clear();
    expect(await run()).toMatchObject({ added: 5, trouble: undefined });
    expect(readMemory(join(data, 'lists'))).toMatchObject({ failures: 0 });
  });
});
