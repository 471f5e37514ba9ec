import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readWords } from '../../src/commands/read-words.ts';
import type { Ask } from '../../src/domain/answer/ask.ts';
import type { Asker } from '../../src/ports/chat.ts';
import { HOUR, next, revision } from '../pipeline/matching/town.ts';
import { createTemp } from '../sources/temp.ts';
import { ADA, askerIn, type Bureau, CHANGING, labels, openBureau, wordsOf } from './bureau.ts';

const temp = createTemp();
let bureau: Bureau;
beforeEach(() => {
  bureau = openBureau(temp());
});
afterEach(() => {
  bureau.town.store.close();
  expect(bureau.mistakes).toEqual([]);
});

describe('subscriptions', () => {
  it('shows those here, and what can be done to each', async () => {
    expect((await bureau.say('subscriptions')).title).toBe('No subscriptions yet');
    await bureau.say('subscribe is:new');
    await bureau.say('subscribe daily 09:00');
    await bureau.say('subscribe area:drm', askerIn('slack:T1/C2'));
    await bureau.say('pause 1 --reason "release week"');
    const answer = await bureau.say('subscriptions', { ...ADA, mayManage: false });
    expect(answer.title).toBe('2 subscriptions here');
    const entries = answer.parts.flatMap((part) => (part.what === 'entries' ? part.entries : []));
    expect(entries.map(({ title, lines }) => JSON.stringify([title, lines]))).toEqual([
      '[["1: ",{"text":"is:new","style":"code"}],[["as it happens"],[{"text":"paused","style":"strong"},": release week"],[{"text":"nothing was posted yet","style":"quiet"}]]]',
      '[["2: ",{"text":"everything","style":"strong"}],[["daily 09:00 UTC"],["active, next digest Tue 3 Mar 09:00"],[{"text":"nothing was posted yet","style":"quiet"}]]]',
    ]);
    expect(labels(answer)).toEqual([
      ...['Resume 1', 'Preview 1', 'Unsubscribe 1'],
      ...['Pause 2', 'Preview 2', 'Unsubscribe 2'],
    ]);
  });

  it('says when something of it was posted last, and that all is paused', async () => {
    await bureau.say('subscribe is:new');
    bureau.town.deliver();
    bureau.town.store.setBrake({ since: bureau.town.clock.now, reason: 'too much' });
    const words = wordsOf(await bureau.say('subscriptions'));
    expect(words).toContain('last posted 2 Mar 12:01 UTC');
    expect(words).toContain('Everything is paused by the operator since 2 Mar 12:00 UTC');
  });

  it('has pages', async () => {
    for (let n = 1; n <= 9; n++) await bureau.say(`subscribe word${n}`);
    const { page, parts } = await bureau.ask({ command: 'subscriptions', page: 2 });
    expect(page).toEqual({ at: 2, more: false, of: 3 });
    expect(wordsOf({ ...(await bureau.say('subscriptions')), parts })).toContain('word9');
  });
});

describe('unsubscribe, pause and resume', () => {
  it('take the only one, or let choose', async () => {
    expect((await bureau.say('unsubscribe')).title).toContain('nothing is subscribed here yet');
    await bureau.say('subscribe a');
    expect((await bureau.say('pause')).title).toBe('Paused 1: a');
    expect((await bureau.say('pause')).title).toBe('there is nothing here to pause');
    await bureau.say('subscribe b');
    expect((await bureau.say('resume')).title).toBe('Resumed 1: a');
    const list = await bureau.say('unsubscribe');
    expect([list.tone, list.title, labels(list)]).toEqual([
      'told',
      'Which of the 2 subscriptions?',
      ['Unsubscribe 1', 'Unsubscribe 2'],
    ]);
    expect(bureau.town.store.subscriptions()).toHaveLength(2);
    expect((await bureau.say('unsubscribe 1')).title).toBe('Unsubscribed: a, as it happens');
    expect((await bureau.say('unsubscribe')).title).toBe('Unsubscribed: b, as it happens');
    expect(bureau.town.store.subscriptions()).toEqual([]);
  });

  it('tell the place, each once, in order, also when it is over', async () => {
    await bureau.say('subscribe a');
    await bureau.say('pause 1');
    expect((await bureau.say('pause 1')).title).toBe('1 is paused already: a');
    await bureau.say('resume 1');
    expect((await bureau.say('resume 1')).title).toBe('It is active already: 1: a');
    bureau.town.store.stopSubscription(1, 'suspended', 'not in it');
    await bureau.say('resume 1');
    await bureau.say('unsubscribe 1');
    expect(bureau.notices().map((one) => one.slice('slack:T1/C1 '.length))).toEqual([
      'Ada subscribed to `a` here, as it happens. `/lorewatch subscriptions` changes it.',
      'Ada paused subscription 1 here, `a`. `/lorewatch resume 1` wakes it.',
      'Ada resumed subscription 1 here, `a`. `/lorewatch subscriptions` shows it.',
      'Subscription 1, `a`, was suspended and goes on: Ada woke it. `/lorewatch subscriptions` shows it.',
      'Ada ended the subscription to `a` here. `/lorewatch subscribe` takes it up again.',
    ]);
    const states = bureau.town.deliveries().map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['pending']));
  });

  it('say what waited and is lost, and bring what was missed', async () => {
    await bureau.say('subscribe is:new');
    bureau.town.deliver();
    await bureau.say('pause 1');
    await next(bureau.town, revision(1, bureau.town.clock.now + HOUR));
    const resumed = await bureau.say('resume 1 --missed');
    expect(wordsOf(resumed)).toContain('1 post that it missed will follow.');
    expect(wordsOf(await bureau.say('unsubscribe 1'))).toContain('1 post that waited will not be sent.');
  });

  it('wake nothing that would be refused again', async () => {
    await bureau.say('subscribe is:new');
    bureau.town.store.stopSubscription(1, 'suspended', 'not in it');
    bureau.refusing.set('slack:T1/C1', 'I am not in it: invite me with /invite @lorewatch');
    expect((await bureau.say('resume 1')).title).toContain('invite me with /invite @lorewatch');
    expect(bureau.town.store.subscription(1)?.state).toBe('suspended');
  });
});

describe('the examples of the commands', () => {
  it.each(CHANGING.flatMap(({ examples }) => examples))('%s', async (words) => {
    await bureau.town.bring(revision(1, bureau.town.clock.now - HOUR), 'history');
    for (let n = 1; n <= 3; n++) await bureau.say(`subscribe word${n}`);
    const { tone, title } = await bureau.ask(read(words));
    // There are no such mails here, and no two examples need them.
    const isMissing = /^the store has no mail|^no series is followed|^subscription 3 follows no/.test(title);
    const isActive = title.startsWith('It is active already');
    expect([tone, title]).toEqual([expect.stringMatching(isMissing ? /^wrong$/ : /^(?:done|told)$/), title]);
    expect(isActive).toBe(words.startsWith('resume'));
  });
});

function read(words: string): Ask {
  const ask = readWords(
    words,
    CHANGING.map(({ hidden: _, ...spec }) => spec),
  );
  if ('wrong' in ask) throw new Error(ask.wrong);
  return ask;
}

describe('R24: only those who may manage a place change what it is told', () => {
  it('is refused at the desk, whatever the front said before', async () => {
    await bureau.say('subscribe a');
    await bureau.town.bring(revision(1, bureau.town.clock.now - HOUR), 'history');
    bureau.town.store.stopSubscription(1, 'paused', '');
    const before = JSON.stringify([bureau.town.store.subscriptions(), bureau.town.deliveries()]);
    const anybody: Asker = { ...ADA, mayManage: false };
    const words = [
      'subscribe b',
      'unsubscribe 1',
      'pause 1',
      'resume 1',
      'follow gizmo-v1-0@example.org',
      'unfollow',
    ];
    for (const said of words) {
      const { tone, title } = await bureau.say(said, anybody);
      expect([said, tone]).toEqual([said, 'wrong']);
      expect(title).toContain('people who may manage this place');
    }
    expect(JSON.stringify([bureau.town.store.subscriptions(), bureau.town.deliveries()])).toBe(before);
    const managing = CHANGING.filter(({ manages }) => manages).map(({ name }) => name);
    expect(managing.sort()).toEqual(words.map((said) => said.split(' ')[0]).sort());
  });

  it('is refused by the command itself too', async () => {
    const anybody: Asker = { ...ADA, mayManage: false };
    for (const command of CHANGING.filter(({ manages }) => manages)) {
      const said = { command: command.name, values: { mail: 'a@b' }, page: 0 };
      const answer = await command.run(bureau.deps, said, anybody);
      expect(answer.title).toContain('people who may manage this place');
    }
    expect(bureau.town.deliveries()).toEqual([]);
  });
});

describe('R23: the same words mean the same on both platforms', () => {
  it('answers, announces and writes alike', async () => {
    const said = [
      'subscribe is:new now',
      'subscribe area:nothing',
      'subscribe daily 09:00',
      'subscriptions',
      'pause',
      'unsubscribe',
      'preview is:new',
      'follow gizmo-v1-0@example.org',
      'unfollow gizmo-v1-1@example.org',
      'home',
    ];
    const slack = askerIn('slack:T1/C1');
    const discord = askerIn('discord:1/2');
    const told: string[][] = [];
    for (const asker of [slack, discord]) {
      const own = openBureau(temp());
      await own.town.bring(revision(1, own.town.clock.now - HOUR), 'history');
      const answers: string[] = [];
      for (const words of said) {
        const [command = '', ...rest] = words.split(' ');
        const answer =
          command === 'home'
            ? await own.ask({ command }, asker)
            : await own.say([command, ...rest].join(' '), asker);
        answers.push(wordsOf(answer));
      }
      answers.push(...own.notices(), ...own.town.queue());
      told.push(answers.map((one) => nameless(one, asker)));
      own.town.store.close();
    }
    expect(told[1]).toEqual(told[0]);
    expect(told[0]).toHaveLength(said.length + 4 + 5);
  });
});

/** Without the ids of the place, which are the platform's. */
function nameless(text: string, { place, tenant }: Asker): string {
  const whole = place?.text ?? '';
  const heading = `"what":"heading","text":"${whole.slice(tenant.length)}"`;
  return text.replaceAll(heading, 'HEADING').replaceAll(whole, 'PLACE');
}
