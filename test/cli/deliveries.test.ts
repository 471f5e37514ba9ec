import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OptionValues } from '../../src/cli/command.ts';
import { deliveriesCommand } from '../../src/cli/commands/deliveries.ts';
import type { Card } from '../../src/domain/card/card.ts';
import type { Delivery } from '../../src/domain/delivery/delivery.ts';
import type { NewDelivery, Settled } from '../../src/ports/outbox.ts';
import type { Store } from '../../src/ports/store.ts';
import { readSettings } from '../../src/settings.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import type { Ran } from './run.ts';
import { runCommand } from './run-command.ts';

const NOW = Date.UTC(2026, 2, 30, 8);
const MINUTE = 60_000;
const MAIL = 'mailto:ada@example.org';
const HOOK = 'https://hooks.example.org/services/T0/s3cret';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lorewatch-deliveries-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function ask(words: string, options: OptionValues = {}): Promise<Ran> {
  const settings = readSettings({ LOREWATCH_DATA: folder });
  return runCommand(deliveriesCommand, words === '' ? [] : words.split(' '), options, {
    settings,
    now: () => NOW,
  });
}

function withStore<T>(work: (store: Store) => T, now = NOW): T {
  const store = openStore(folder, 'write', () => now);
  try {
    return work(store);
  } finally {
    store.close();
  }
}

const card: Card = {
  kind: 'series',
  id: 'a@example.org',
  title: 'rust: pci: \u001b[31mbindings\u001b[0m for a bus',
  url: 'https://lore.example.org/a@example.org/',
  author: { name: 'Ada', email: 'ada@example.org' },
  date: '2026-03-30T07:00:00.000Z',
  category: 'code',
  areas: ['pci'],
  lists: ['rust-for-linux'],
  state: '',
  revision: 'v1',
  facts: [],
  tags: [],
  milestones: [],
  steps: [],
  press: [],
  evidence: [],
};

/** A bad day: one was sent, one is dead, one uncertain, one fails, one is paused, one waits. */
function badDay(): void {
  withStore((store) => {
    const cadence = { kind: 'now' } as const;
    const options = { milestonesNow: false, quiet: undefined, mostAnHour: 20 };
    const times = { created: NOW, digestUntil: NOW, digestNews: 0 };
    store.subscribe({ target: { platform: 'mailto', text: MAIL }, filter: '', cadence, options, ...times });
    const subject = store.follow(card, [1]).id;
    const add = (target: string, event: string, more: Partial<NewDelivery> = {}): Delivery | undefined =>
      store.enqueue({
        subscription: 1,
        event,
        kind: 'card',
        target,
        lane: target,
        subject,
        payload: {},
        due: NOW,
        ...more,
      });
    const end = (target: string, settled: Settled): void => {
      const claimed = store.claim(target, { owner: 'me', until: NOW + MINUTE }, NOW);
      if (claimed) store.settle(claimed.id, 'me', settled, NOW);
    };
    add(MAIL, 'card 1');
    end(MAIL, { state: 'sent', reason: '', receipt: { message: '<x@example.org>' } });
    add(MAIL, 'line 1 v2', { kind: 'line' });
    end(MAIL, { state: 'dead', reason: 'example.org said 550: no such mailbox' });
    add(HOOK, 'card 2');
    end(HOOK, { state: 'uncertain', reason: 'hooks.example.org did not answer in time' });
    add('console:', 'card 3');
    end('console:', { state: 'failed', reason: 'full', due: NOW + MINUTE });
    add(MAIL, 'card 4', { suppressed: { as: 'paused', reason: 'its subscription is paused' } });
    add(MAIL, 'notice x', { kind: 'notice', subject: undefined, subscription: 0 });
  });
}

const states = (): string[] =>
  withStore((store) =>
    store
      .deliveries({})
      .map(({ id, state }) => `${id} ${state}`)
      .toReversed(),
  );

describe('deliveries list', () => {
  it('says so where there is nothing', async () => {
    const { code, out, err } = await ask('');
    expect([code, out]).toEqual([0, '']);
    expect(err).toContain('nothing was delivered yet');
  });

  it('shows a bad day', async () => {
    badDay();
    const { code, out } = await ask('list');
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'id  made          sub  target                  event      state       tries  about',
      ' 6  30 Mar 08:00    -  mailto:ada@example.org  notice x   pending         0',
      ' 5  30 Mar 08:00    1  mailto:ada@example.org  card 4     suppressed      0  rust: pci: bindings fo…',
      '    its subscription is paused',
      ' 4  30 Mar 08:00    1  console:                card 3     failed          1  rust: pci: bindings fo…',
      '    full',
      ' 3  30 Mar 08:00    1  https://hooks.example…  card 2     uncertain       1  rust: pci: bindings fo…',
      '    hooks.example.org did not answer in time',
      ' 2  30 Mar 08:00    1  mailto:ada@example.org  line 1 v2  dead            1  rust: pci: bindings fo…',
      '    example.org said 550: no such mailbox',
      ' 1  30 Mar 08:00    1  mailto:ada@example.org  card 1     sent            1  rust: pci: bindings fo…',
      '',
      'in all: 1 pending, 1 sent, 1 uncertain, 1 failed, 1 dead, 1 suppressed (times in UTC)',
      '',
    ]);
    expect(out).not.toContain('s3cret');
  });

  it('picks', async () => {
    badDay();
    const ids = async (options: OptionValues): Promise<number[]> =>
      (await ask('list', { ...options, json: true })).out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).id);
    expect(await ids({ state: 'dead' })).toEqual([2]);
    expect(await ids({ target: 'MAILTO:ada@Example.org', limit: '2' })).toEqual([6, 5]);
    expect(await ids({ subscription: '0' })).toEqual([6]);
    expect(await ids({ since: '1h', state: 'uncertain' })).toEqual([3]);
    expect((await ask('list', { subscription: '7' })).err).toContain(
      'there is no such delivery; in all there are 1 pending',
    );
    expect((await ask('list', { limit: '2' })).err).toContain('the newest 2; more with --limit');
  });

  it('tells scripts the same', async () => {
    badDay();
    const { out } = await ask('list', { state: 'uncertain', json: true });
    expect(JSON.parse(out)).toMatchObject({
      id: 3,
      subscription: 1,
      target: 'https://hooks.example.org/services/...',
      event: 'card 2',
      state: 'uncertain',
      attempts: 1,
      reason: 'hooks.example.org did not answer in time',
      receipt: null,
      kind: 'card',
      suppressed_as: null,
      created: '2026-03-30T08:00:00.000Z',
    });
    expect(out).not.toContain('s3cret');
    expect(JSON.parse((await ask('list', { state: 'sent', json: true })).out).receipt).toEqual({
      message: '<x@example.org>',
    });
  });
});

describe('deliveries show', () => {
  it('tells all of one', async () => {
    badDay();
    const { out } = await ask('show 1');
    expect(out).toMatch(/^delivery 1\nsubscription {2}1\ntarget {8}mailto:ada@example\.org\n/);
    expect(out).toMatch(/^about {9}rust: pci: bindings for a bus$/m);
    expect(out).toMatch(/^receipt {7}message <x@example\.org>$/m);
    expect((await ask('show 5')).out).toMatch(
      /^state {9}suppressed \(paused\)\nwhy {11}its subscription is paused$/m,
    );
    expect((await ask('show 6')).out).toMatch(/^subscription {2}the operator$/m);
    expect(JSON.parse((await ask('show 2', { json: true })).out)).toMatchObject({ id: 2, state: 'dead' });
  });
});

describe('deliveries retry', () => {
  it('sends again what is named', async () => {
    badDay();
    const { code, out, err } = await ask('retry 2 3 2');
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe('2 goes out again\n3 goes out again; where it had arrived, it comes twice\n');
    expect(states()).toEqual(['1 sent', '2 pending', '3 pending', '4 failed', '5 suppressed', '6 pending']);
  });

  it('says of each why it cannot be, and does the others', async () => {
    badDay();
    const { code, out, err } = await ask('retry 1 99 2');
    expect([code, out]).toEqual([1, '2 goes out again\n']);
    expect(err).toContain('1 cannot be retried: it was sent');
    expect(err).toContain('there is no delivery 99');
  });

  it('takes what is dead or failed where it is told to pick, and nothing that was suppressed or may have arrived', async () => {
    badDay();
    await ask('retry', { subscription: '1' });
    expect(states()).toEqual([
      '1 sent',
      '2 pending',
      '3 uncertain',
      '4 pending',
      '5 suppressed',
      '6 pending',
    ]);
    await ask('retry', { state: 'uncertain' });
    expect(states()[2]).toBe('3 pending');
    expect((await ask('retry', { state: 'dead' })).err).toContain('there is no such delivery to retry');
  });
});

describe('deliveries discard', () => {
  it('gives up what is named', async () => {
    badDay();
    expect((await ask('discard 4 6', { reason: 'too old' })).out).toBe(
      '4 will not be sent\n6 will not be sent\n',
    );
    expect(withStore((store) => store.delivery(4))).toMatchObject({
      state: 'suppressed',
      suppression: 'discarded',
      reason: 'too old',
    });
    expect(await ask('discard 1')).toMatchObject({ code: 1, out: '' });
  });
});

describe('what cannot be done', () => {
  it.each([
    ['show', {}, 'say which delivery'],
    ['show 1 2', {}, 'takes one number'],
    ['show x', {}, '`x` is no number of a delivery'],
    ['list 1', {}, 'takes no numbers'],
    ['list', { limit: '0' }, '--limit takes a number'],
    ['list', { since: 'yesterday' }, '--since takes a date'],
    ['list', { target: 'nowhere' }, '`nowhere` is no target'],
    ['list', { reason: 'x' }, '--reason does not go with `deliveries list`, but with `discard`'],
    ['retry', {}, 'say which: `deliveries retry 17`'],
    ['retry 1', { state: 'dead' }, 'exclude each other'],
    ['retyr 1', {}, 'did you mean `retry`?'],
  ])('%s %j', async (words, options, why) => {
    const { code, out, err } = await ask(words, options);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(why);
  });

  it('is told where there is no such one, or no store', async () => {
    expect(await ask('retry 1')).toMatchObject({
      code: 1,
      err: expect.stringContaining('there is no store'),
    });
    badDay();
    expect(await ask('show 99')).toMatchObject({
      code: 1,
      err: expect.stringContaining('there is no delivery 99'),
    });
  });
});
