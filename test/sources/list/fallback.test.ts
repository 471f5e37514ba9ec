import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/ports/store.ts';
import { openStore } from '../../../src/store/sqlite/store.ts';
import { CHALLENGE } from '../../fakes/host.ts';
import { type FakeLore, type LoreMail, startLore } from '../../fakes/lore/lore.ts';
import { idsIn } from '../../pipeline/epoch-mails.ts';
import { makeMail, START } from '../mails.ts';
import { createTemp } from '../temp.ts';
import { endpointsOf, PLAN, readMemory, type Told, type Trying, tryList } from './trying.ts';

const temp = createTemp();
const LIST = PLAN.list;
const MINUTE = 60_000;
const T0 = START * 1000;
let lore: FakeLore;
let data = '';
let store: Store;

/** Mails a minute apart; ids with all that has to be encoded in a path. */
function arriving(count: number, name: string, from: number): LoreMail[] {
  return Array.from({ length: count }, (_, n) => {
    const arrived = T0 + (from + n) * MINUTE;
    const id = `${name}/${n}+x=y%25&z?#@example.org`;
    const subject = n % 2 === 0 ? `rust: ${name} ${n}` : `${name} ${n}`;
    return {
      bytes: makeMail({ id, subject, date: arrived / 1000, body: 'Hi\n\n>From here\nFrom there\n' }),
      arrived,
    };
  });
}
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
const always = Number.POSITIVE_INFINITY;
const raws = (): number => lore.requests.filter(({ path }) => path.endsWith('/raw')).length;

beforeEach(async () => {
  data = temp();
  mkdirSync(join(data, 'lists'));
  mkdirSync(join(data, 'store'));
  store = openStore(join(data, 'store'), 'write', () => 0);
  lore = await startLore({ lists: [LIST], now: () => T0 + 10_000 * MINUTE });
});
afterEach(async () => {
  store.close();
  await lore.close();
});

describe('a list without git', () => {
  it('comes by the search after two tries, and by git again when that works, with nothing missed or twice', async () => {
    lore.publish(LIST, arriving(10, 'a', 0));
    await run();
    lore.breakGit(LIST, 502);
    lore.publish(LIST, arriving(10, 'b', 100));
    const hiccup = await run();
    expect(hiccup).toMatchObject({ added: 0, route: 'as before' });
    expect(hiccup.trouble?.why).toMatch(/502/);
    expect(await run()).toMatchObject({ added: 10, trouble: undefined, route: 'search' });
    expect(stored()).toEqual(published());
    lore.forget();
    expect(await run()).toMatchObject({ added: 0, trouble: undefined, route: 'search' });
    expect(raws()).toBe(0);
    lore.publish(LIST, arriving(5, 'c', 105));
    expect(await run()).toMatchObject({ added: 5, known: 0 });
    lore.mendGit(LIST);
    lore.publish(LIST, arriving(5, 'd', 300));
    expect(await run()).toMatchObject({
      added: 5,
      known: 15,
      trouble: undefined,
      route: undefined,
      gap: undefined,
    });
    expect(stored()).toEqual(published());
    expect(readMemory(join(data, 'lists'))).toMatchObject({ failures: 0, seen: [] });
  });

  it('keeps the mails byte for byte', async () => {
    const [mail] = arriving(1, 'a', 0);
    lore.publish(LIST, arriving(1, 'a', 0));
    lore.breakGit(LIST, 404);
    expect(await run()).toMatchObject({ added: 1, route: 'search' });
    expect(store.rawOf(1)?.toString()).toBe(mail?.bytes.toString());
  });

  it.each([404, 410])('takes the search at once where the server has no repository: %d', async (status) => {
    lore.publish(LIST, arriving(4, 'a', 0));
    lore.breakGit(LIST, status);
    expect(await run()).toMatchObject({ added: 4, route: 'search', trouble: undefined });
  });

  it('asks for what the plan wants, page by page', async () => {
    lore.publish(LIST, arriving(450, 'a', 0));
    lore.breakGit(LIST, 404);
    const plan = { ...PLAN, search: 's:rust' };
    expect(await run({ plan })).toMatchObject({ added: 225, route: 'search' });
    expect(lore.requests.filter(({ query }) => query.has('q')).map(({ query }) => query.get('o'))).toEqual([
      null,
      '200',
    ]);
    expect(await run({ plan })).toMatchObject({ added: 0, known: 0 });
  });

  it('goes on in the next try where there are too many for one', async () => {
    lore.publish(LIST, arriving(320, 'a', 0));
    lore.breakGit(LIST, 404);
    expect(await run()).toMatchObject({ added: 300 });
    expect(await run()).toMatchObject({ added: 20, known: 0 });
    expect(stored()).toEqual(published());
  });

  it('takes new.atom where the query is not understood, back to what is known', async () => {
    lore.publish(LIST, arriving(10, 'a', 0));
    await run();
    lore.breakGit(LIST, 404);
    lore.publish(LIST, arriving(120, 'b', 100));
    const plan = { ...PLAN, search: 'AND OR' };
    expect(await run({ plan })).toMatchObject({ added: 120, trouble: undefined, route: 'new' });
    expect(stored()).toEqual(published());
    lore.publish(LIST, arriving(3, 'c', 300));
    expect(await run({ plan })).toMatchObject({ added: 3, known: 0, route: 'new' });
    lore.mendGit(LIST);
    expect(await run({ plan })).toMatchObject({ added: 0, route: undefined });
    expect(stored()).toEqual(published());
  });

  it('says that mails may be missing where more came than it may ask for, until git works', async () => {
    lore.publish(LIST, arriving(1300, 'a', 0));
    lore.breakGit(LIST, 404);
    const plan = { ...PLAN, search: 'AND OR' };
    expect((await run({ plan })).gap).toMatch(/mails came since the last try/);
    lore.mendGit(LIST);
    expect(await run({ plan })).toMatchObject({ gap: undefined, route: undefined });
    expect(stored()).toEqual(published());
  });

  it('says that a bot check stands in the way, and never that nothing is new', async () => {
    lore.publish(LIST, arriving(4, 'a', 0));
    lore.faults.add({ fault: 'reply', reply: CHALLENGE, times: always });
    const told = await run();
    expect(told).toMatchObject({ added: 0, route: 'as before' });
    expect(told.trouble?.why).toMatch(/bot check/);
    lore.faults.clear();
    expect(await run()).toMatchObject({ added: 4, trouble: undefined });
  });

  it('retries a mail that is not there yet, and counts it lost in the end', async () => {
    lore.publish(LIST, arriving(3, 'a', 0));
    lore.breakGit(LIST, 404);
    const at = `/${LIST}/a%2F1`;
    lore.faults.add({ fault: 'reply', reply: { status: 404 }, at, times: always });
    expect(await run()).toMatchObject({ added: 2, lost: 0, trouble: undefined });
    expect(await run()).toMatchObject({ added: 0, lost: 0 });
    expect(await run()).toMatchObject({ added: 0, lost: 1 });
    expect(await run()).toMatchObject({ added: 0, lost: 0 });
    lore.faults.clear();
    lore.mendGit(LIST);
    expect(await run()).toMatchObject({ added: 1, route: undefined });
    expect(stored()).toEqual(published());
  });

  it('gives up no mail because the server is down, and goes on behind one that it fails on', async () => {
    lore.publish(LIST, arriving(6, 'a', 0));
    lore.breakGit(LIST, 404);
    const reply = { status: 500 };
    lore.faults.add({ fault: 'reply', reply, at: `/${LIST}/a%2F`, times: 8 });
    for (let n = 0; n < 8; n++) {
      expect(await run()).toMatchObject({
        added: 0,
        lost: 0,
        trouble: { why: expect.stringContaining('500') },
      });
    }
    lore.faults.add({ fault: 'reply', reply, at: `/${LIST}/a%2F3`, times: always });
    expect(await run()).toMatchObject({ added: 1, lost: 0 });
    expect(await run()).toMatchObject({ added: 4, lost: 0 });
    lore.publish(LIST, arriving(1, 'b', 60));
    expect(await run()).toMatchObject({ added: 1, lost: 1 });
    expect(await run()).toMatchObject({ added: 0, lost: 0, trouble: undefined });
  });

  it('stops where it is told to wait, and goes on there', async () => {
    lore.publish(LIST, arriving(10, 'a', 0));
    lore.breakGit(LIST, 404);
    const reply = { status: 429, headers: { 'retry-after': '60' } };
    lore.faults.add({ fault: 'reply', reply, at: `/${LIST}/a%2F4`, times: 1 });
    const told = await run();
    expect(told).toMatchObject({ added: 4, trouble: { retryAfter: 60_000 } });
    expect(await run()).toMatchObject({ added: 6, known: 0, trouble: undefined });
  });

  it('comes without git on this machine', async () => {
    lore.publish(LIST, arriving(4, 'a', 0));
    const path = process.env.PATH;
    process.env.PATH = data;
    try {
      expect(await run()).toMatchObject({ added: 4, trouble: undefined, route: 'search' });
    } finally {
      process.env.PATH = path;
    }
    expect(await run()).toMatchObject({ added: 0, known: 4, route: undefined });
  });

  it('tells all reasons where nothing works', async () => {
    lore.faults.add({ fault: 'reply', reply: { status: 503 }, times: always });
    await run();
    const told = await run();
    expect(told.trouble?.why).toMatch(/manifest.*503.*q=.*503.*new\.atom.*503/);
    expect(told.trouble?.lasting).toBeUndefined();
  });
});
