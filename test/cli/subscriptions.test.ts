import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OptionValues } from '../../src/cli/command.ts';
import { pauseCommand, resumeCommand } from '../../src/cli/commands/pause.ts';
import { subscriptionsCommand } from '../../src/cli/commands/subscriptions.ts';
import type { CliContext } from '../../src/cli/context.ts';
import { DEFAULT_OPTIONS } from '../../src/domain/subscription/subscription.ts';
import type { Store } from '../../src/ports/store.ts';
import { readSettings } from '../../src/settings.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import type { Ran } from './run.ts';
import { runCommand } from './run-command.ts';

/** A Monday, 10:00 in Berlin. */
const NOW = Date.UTC(2026, 2, 30, 8);
const HOOK = 'https://hooks.example.org/services/T0/s3cret?token=s3cret';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lorewatch-subscriptions-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function fields(): Partial<CliContext> {
  return {
    now: () => NOW,
    settings: readSettings({
      LOREWATCH_DATA: folder,
      SMTP_URL: 'smtp://user:hunter2@127.0.0.1:2525',
      MAIL_FROM: 'bot@example.org',
    }),
  };
}

function ask(words: string, options: OptionValues = {}): Promise<Ran> {
  return runCommand(subscriptionsCommand, words.split(' '), options, fields());
}

async function askJson(words: string, options: OptionValues = {}): Promise<unknown[]> {
  const { code, out, err } = await ask(words, { ...options, json: true });
  expect([code, err]).toEqual([0, '']);
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function withStore<T>(work: (store: Store) => T): T {
  const store = openStore(folder, 'write', () => NOW);
  try {
    return work(store);
  } finally {
    store.close();
  }
}

describe('subscriptions add', () => {
  it('says what was added, and when its first digest comes', async () => {
    const { code, out, err } = await ask('add mailto:ada@Example.org', {
      cadence: 'weekly monday 9:00 europe/berlin',
      filter: ' area:drm   author:ojeda',
    });
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(
      'added 1: mailto:ada@example.org, `area:drm author:ojeda`, weekly MON 09:00 Europe/Berlin; its first digest comes Mon 6 Apr 09:00\n',
    );
  });

  it('begins with the period that runs, or with what comes from now on', async () => {
    await ask('add console:', { cadence: 'daily 11:00 Europe/Berlin' });
    await ask('add console:');
    const [daily, now] = withStore((store) => store.subscriptions());
    expect(daily).toMatchObject({ created: NOW, digestUntil: Date.UTC(2026, 2, 29, 9), digestNews: 0 });
    expect(now).toMatchObject({ created: NOW, digestUntil: NOW, digestNews: 0, cadence: { kind: 'now' } });
  });

  it('knows what is there already', async () => {
    await ask('add console:', { filter: 'b a' });
    const { code, out } = await ask('add console:', { filter: 'b  a', cadence: 'NOW' });
    expect([code, out]).toEqual([0, 'is there already: 1: console:, `b a`, now\n']);
    expect((await ask('add console:', { filter: 'b a', most: '3' })).out).toContain(
      'its options stay as they are',
    );
    await ask('pause 1');
    expect((await ask('add console:', { filter: 'b a' })).out).toContain('it is paused');
    expect(withStore((store) => store.subscriptions())).toHaveLength(1);
  });

  it('takes options', async () => {
    await ask('add console:', { quiet: '22:00-7:00', most: '5', milestonesNow: true });
    expect(withStore((store) => store.subscription(1)?.options)).toEqual({
      quiet: { from: 1320, until: 420, zone: 'UTC' },
      mostAnHour: 5,
      milestonesNow: true,
    });
  });

  it('means a path from where it is typed', async () => {
    await ask('add file:out.txt');
    expect(withStore((store) => store.subscription(1)?.target.text)).toBe(`file:${resolve('out.txt')}`);
  });

  it.each([
    ['add', {}, 'say where to'],
    ['add irc:rust', {}, 'there is no target `irc:`'],
    ['add mailto:ada', {}, 'is no mail address'],
    ['add console:', { filter: 'area:' }, 'the filter cannot be read:\narea:\n'],
    ['add console:', { filter: 'area:nothing' }, '     ^^^^^^^'],
    [
      'add console:',
      { cadence: 'daily 09:00 Europe/Berln' },
      'at character 13: there is no time zone `Europe/Berln`; did you mean Europe/Berlin?',
    ],
    ['add console:', { cadence: 'hourly' }, 'the cadence cannot be read: at character 1'],
    ['add console:', { quiet: 'night' }, 'the quiet hours cannot be read'],
    ['add console:', { most: '0' }, '--most takes a number from 1'],
    ['add console:', { backfill: 'x' }, '--backfill takes a number'],
    ['add console:', { backfill: '3', cadence: 'daily 09:00' }, '--backfill goes with the cadence `now`'],
    ['add console:', { missed: true }, '--missed does not go with `subscriptions add`, but with `resume`'],
    ['add console: area:drm', {}, 'there is too much behind'],
    ['ad console:', {}, 'did you mean `add`?'],
    ['nonsense', {}, 'has no word `nonsense`; there is `list`'],
    ['pause', {}, 'say which subscription, by its number'],
    ['pause x', {}, '`x` is no number of a subscription'],
    ['change 1', {}, 'say what to change'],
    ['list 1', {}, 'there is too much behind'],
    ['list', { milestonesNow: false }, '--milestones-now does not go with `subscriptions list`'],
  ])('refuses %s %j', async (words, options, why) => {
    const { code, out, err } = await ask(words, options);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(why);
    expect(existsSync(join(folder, 'lorewatch.db'))).toBe(false);
  });

  it.each(['slack:T1/C1', 'discord:1/2'])('refuses %s where it is not set up', async (target) => {
    const { code, out, err } = await ask(`add ${target}`);
    expect([code, out]).toEqual([1, '']);
    expect(err).not.toBe('');
    expect(existsSync(join(folder, 'lorewatch.db'))).toBe(false);
  });

  it('says what is missing for mail, and never a password', async () => {
    const settings = readSettings({ LOREWATCH_DATA: folder });
    const { code, err } = await runCommand(
      subscriptionsCommand,
      ['add', 'mailto:ada@example.org'],
      {},
      { settings },
    );
    expect(code).toBe(1);
    expect(err).toContain('SMTP_URL');
  });
});

describe('subscriptions list', () => {
  it('says what to do where there is nothing', async () => {
    const { code, out, err } = await ask('list');
    expect([code, out]).toEqual([0, '']);
    expect(err).toContain('nothing is subscribed yet; `lorewatch subscriptions add');
    expect(await ask('list', { json: true })).toEqual({ code: 0, out: '', err: '' });
  });

  it('shows a table, what is special below, and no secret', async () => {
    await ask('add mailto:ada@example.org', {
      cadence: 'weekly MON 09:00 Europe/Berlin',
      milestonesNow: true,
    });
    await ask(`add ${HOOK}`, { filter: 'area:drm', quiet: '22:00-07:00 Europe/Berlin', most: '5' });
    withStore((store) => store.stopSubscription(2, 'suspended', 'hooks.example.org answered 410'));
    const { out, err } = await ask('list');
    expect(err).toBe('');
    expect(out.split('\n')).toEqual([
      'id  target                    filter      cadence                         state      next',
      ' 1  mailto:ada@example.org    everything  weekly MON 09:00 Europe/Berlin  active     Mon 6 Apr 09:00',
      '    milestones at once',
      ' 2  https://hooks.example.o…  area:drm    now                             suspended  -',
      '    hooks.example.org answered 410',
      '    target: https://hooks.example.org/services/...',
      '    quiet 22:00-07:00 Europe/Berlin, at most 5 an hour',
      '',
    ]);
  });

  it('tells scripts the same', async () => {
    await ask(`add ${HOOK}`, { filter: 'area:drm', cadence: 'daily 09:00 Europe/Berlin' });
    expect(await askJson('list')).toEqual([
      {
        id: 1,
        target: 'https://hooks.example.org/services/...',
        filter: 'area:drm',
        cadence: 'daily 09:00 Europe/Berlin',
        zone: 'Europe/Berlin',
        paused: false,
        state: 'active',
        reason: '',
        next: '2026-03-31T07:00:00.000Z',
        quiet: null,
        most_an_hour: 20,
        milestones_now: false,
        created: '2026-03-30T08:00:00.000Z',
      },
    ]);
  });

  it('fits 100 columns, and hides nothing of a long filter', async () => {
    const filter = Array.from({ length: 30 }, (_, n) => `word${n}`).join(' OR ');
    await ask(`add mailto:${'a'.repeat(60)}@${'b'.repeat(40)}.example.org`, {
      filter,
      cadence: 'weekly MON 09:00 America/Argentina/Buenos_Aires',
    });
    const { out } = await ask('list');
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    expect(out.replace(/\s+/g, ' ')).toContain(filter);
  });

  it('says that everything is paused', async () => {
    await ask('add console:');
    await runCommand(pauseCommand, ['all'], { reason: 'too much' }, fields());
    expect((await ask('list')).out).toContain(
      'everything is paused since 30 Mar 08:00 UTC: too much; `lorewatch resume all`',
    );
  });
});

describe('subscriptions secret', () => {
  it('is what a webhook is signed with', async () => {
    const { err } = await ask(`add ${HOOK}`);
    expect(err).toContain('`subscriptions secret 1`');
    const { out } = await ask('secret 1');
    expect(out).toMatch(/^whsec_[A-Za-z0-9+/=]{44}\n$/);
    expect((await ask('secret 1')).out).toBe(out);
    await ask('add console:');
    expect(await ask('secret 2')).toMatchObject({ code: 1, out: '' });
  });
});

describe('subscriptions change', () => {
  beforeEach(async () => {
    await ask('add console:', { filter: 'a', cadence: 'weekly MON 09:00', quiet: '22:00-07:00' });
  });

  it('changes what is named, and leaves the rest', async () => {
    const before = withStore((store) => store.subscription(1));
    const { code, out } = await ask('change 1', { filter: 'b', most: '3' });
    expect([code, out]).toEqual([
      0,
      'changed 1: console:, b, weekly MON 09:00 UTC\n'.replace(', b,', ', `b`,'),
    ]);
    expect(withStore((store) => store.subscription(1))).toEqual({
      ...before,
      filter: 'b',
      options: { ...before?.options, mostAnHour: 3 },
    });
  });

  it('takes an empty filter for everything, and none for no quiet hours', async () => {
    await ask('change 1', { filter: '', quiet: 'none' });
    expect(withStore((store) => store.subscription(1))).toMatchObject({
      filter: '',
      options: { quiet: undefined },
    });
  });

  it('goes on from one digest to another where the last one ended', async () => {
    const before = withStore((store) => store.subscription(1)?.digestUntil);
    await ask('change 1', { cadence: 'daily 07:00' });
    expect(withStore((store) => store.subscription(1)?.digestUntil)).toBe(before);
  });

  it('says what comes no more where it is told at once from now on, and begins anew the other way', async () => {
    const { err } = await ask('change 1', { cadence: 'now' });
    expect(err).toContain('`lorewatch digest --since 2026-03-23T09:00Z` shows it');
    expect(withStore((store) => store.subscription(1)?.digestUntil)).toBe(NOW);
    await ask('change 1', { cadence: 'daily 07:00' });
    expect(withStore((store) => store.subscription(1)?.digestUntil)).toBe(Date.UTC(2026, 2, 30, 7));
  });

  it('makes no two of one', async () => {
    await ask('add console:', { filter: 'b', cadence: 'weekly MON 09:00' });
    const { code, out, err } = await ask('change 2', { filter: 'a' });
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('2 was not changed, for the same is there already as 1: console:, `a`');
  });

  it.each([
    [{ filter: '(a' }, 2, 'never closed'],
    [{ cadence: 'daily' }, 2, 'nothing behind `daily`'],
    [{ quiet: '1' }, 2, 'quiet hours'],
  ])('refuses %j', async (options, code, why) => {
    const before = withStore((store) => store.subscription(1));
    const ran = await ask('change 1', options);
    expect([ran.code, ran.out]).toEqual([code, '']);
    expect(ran.err).toContain(why);
    expect(withStore((store) => store.subscription(1))).toEqual(before);
  });
});

describe('a place where others read along', () => {
  const told = (): unknown[] =>
    withStore((store) =>
      store
        .deliveries({ kinds: ['notice'] })
        .map(({ target, payload }) => [target, payload])
        .reverse(),
    );

  it.each(['slack:T1/C1', 'discord:1/2'])('reads what the operator does to it: %s', async (text) => {
    const platform = text.startsWith('slack') ? 'slack' : 'discord';
    withStore((store) =>
      store.subscribe({
        target: { platform, text },
        filter: 'is:new',
        cadence: { kind: 'now' },
        options: DEFAULT_OPTIONS,
        created: NOW,
        digestUntil: NOW,
        digestNews: 0,
      }),
    );
    await ask('pause 1');
    await ask('resume 1');
    await ask('change 1', { most: '5' });
    expect((await ask('remove 1')).out).toContain('removed 1');
    const who = 'The operator of lorewatch';
    const which = 'subscription 1 here';
    expect(told()).toEqual(
      [
        `${who} paused ${which}, \`is:new\`. \`/lorewatch resume 1\` wakes it.`,
        `${who} resumed ${which}, \`is:new\`. \`/lorewatch subscriptions\` shows it.`,
        `${who} changed ${which}: it is \`is:new\` now, as it happens, at most 5 an hour. \`/lorewatch subscriptions\` shows it.`,
        `${who} ended the subscription to \`is:new\` here. \`/lorewatch subscribe\` takes it up again.`,
      ].map((sentence) => [text, { text: sentence }]),
    );
  });

  it('is no mailbox', async () => {
    await ask('add mailto:ada@example.org');
    await ask('pause 1');
    await ask('remove 1');
    expect(told()).toEqual([]);
  });
});

describe('subscriptions pause, resume, remove', () => {
  const post = {
    kind: 'card',
    target: 'console:',
    lane: 'console:',
    subject: undefined,
    payload: {},
    due: NOW,
  } as const;

  it('hold back and let go', async () => {
    await ask('add console:');
    withStore((store) => store.enqueue({ ...post, subscription: 1, event: 'card 1' }));
    expect((await ask('pause 1', { reason: 'a\u001b[31m break' })).out).toContain(
      'paused 1: console:, everything, now; `lorewatch subscriptions resume 1`',
    );
    expect((await ask('pause 1')).out).toBe('is paused already: 1: console:, everything, now\n');
    expect((await ask('list')).out).toContain('    a break');
    expect(await askJson('resume 1', { missed: true })).toMatchObject([
      { id: 1, state: 'active', missed: 1 },
    ]);
    expect((await ask('resume 1')).out).toContain('is active already');
    expect(withStore((store) => store.deliveries({})[0]?.state)).toBe('pending');
    expect((await ask('remove 1')).out).toBe(
      'removed 1: console:, everything, now; 1 post that waited will not be sent\n',
    );
    expect(await ask('remove 1')).toMatchObject({
      code: 1,
      err: 'lorewatch: there is no subscription 1; the list of them shows the numbers\n',
    });
  });

  it('resume what is suspended', async () => {
    await ask('add console:');
    withStore((store) => store.stopSubscription(1, 'suspended', 'gone'));
    expect((await ask('pause 1')).out).toContain('is suspended already');
    expect((await ask('resume 1')).out).toBe('resumed 1: console:, everything, now\n');
    expect(withStore((store) => store.subscription(1))).toMatchObject({ state: 'active', reason: '' });
  });

  it('leave out of the next digest what was missed, unless it is asked for', async () => {
    const old = { digestUntil: Date.UTC(2026, 1, 2, 9) };
    for (const missed of [false, true]) {
      await ask('add console:', { cadence: 'weekly MON 09:00' });
      withStore((store) => {
        store.changeSubscription(1, old);
        store.stopSubscription(1, 'paused', 'away');
      });
      await ask('resume 1', missed ? { missed } : {});
      const until = withStore((store) => store.subscription(1)?.digestUntil);
      expect(until).toBe(missed ? old.digestUntil : Date.UTC(2026, 2, 23, 9));
    }
  });

  it.each(['pause 7', 'resume 7', 'remove 7', 'change 7', 'secret 7'])(
    'say that there is no such one: %s',
    async (words) => {
      await ask('add console:');
      const { code, out, err } = await ask(words, words.startsWith('change') ? { most: '3' } : {});
      expect([code, out]).toEqual([1, '']);
      expect(err).toContain('there is no subscription 7');
    },
  );

  it('make no store', async () => {
    const { code, err } = await ask('pause 1');
    expect(code).toBe(1);
    expect(err).toContain('there is no store');
  });
});

describe('pause all', () => {
  it('pulls the brake, and resume all lets go', async () => {
    await ask('add console:');
    const brake = (command = pauseCommand, options: OptionValues = {}): Promise<Ran> =>
      runCommand(command, ['all'], options, fields());
    expect((await brake()).out).toBe('everything is paused; `lorewatch resume all` lets go\n');
    expect(withStore((store) => store.brake())).toEqual({ since: NOW, reason: 'paused by hand' });
    expect((await brake(pauseCommand, { reason: 'again' })).out).toBe(
      'everything is paused since 30 Mar 08:00 UTC already: paused by hand\n',
    );
    expect((await brake(resumeCommand)).out).toBe(
      'posting goes on; 0 posts that wait go out when it is due\n',
    );
    expect(withStore((store) => store.brake())).toBeUndefined();
    expect(JSON.parse((await brake(resumeCommand, { json: true })).out)).toEqual({
      paused: false,
      waiting: 0,
    });
  });

  it.each([
    [pauseCommand, ['3'], '`subscriptions pause 3` is for a single subscription'],
    [resumeCommand, ['everything'], 'it is `resume all`'],
  ])('is for all', async (command, words, why) => {
    const { code, err } = await runCommand(command, words, {}, fields());
    expect(code).toBe(2);
    expect(err).toContain(why);
  });
});
