import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, next, revision, START } from '../pipeline/matching/town.ts';
import { createTemp } from '../sources/temp.ts';
import { ADA, askerIn, type Bureau, labels, openBureau } from './bureau.ts';

const temp = createTemp();
let bureau: Bureau;
beforeEach(() => {
  bureau = openBureau(temp());
});
afterEach(() => {
  bureau.town.store.close();
  expect(bureau.mistakes).toEqual([]);
});

describe('subscribe', () => {
  it('subscribes the place, and the place reads who did', async () => {
    const answer = await bureau.say('subscribe milestone:any now');
    expect(answer).toMatchObject({ tone: 'done', title: 'Subscribed: milestone:any, as it happens' });
    expect(labels(answer)).toEqual(['Preview 1', 'Unsubscribe 1']);
    expect(bureau.town.store.subscriptions()).toMatchObject([
      { id: 1, target: ADA.place, filter: 'milestone:any', cadence: { kind: 'now' }, state: 'active' },
    ]);
    expect(bureau.notices()).toEqual([
      'slack:T1/C1 Ada subscribed to `milestone:any` here, as it happens. `/lorewatch subscriptions` changes it.',
    ]);
    expect(bureau.woken()).toBe(1);
  });

  it('takes a cadence behind the filter, and a zone by its option', async () => {
    await bureau.say('subscribe area:drm weekly MON 09:00 Europe/Berlin');
    const daily = await bureau.say('subscribe daily 09:00 --zone Europe/Berlin --most 5 --milestones-now');
    expect(daily.title).toBe(
      'Subscribed: everything, daily 09:00 Europe/Berlin, milestones at once, at most 5 an hour',
    );
    expect(JSON.stringify(daily.parts)).toContain('Its first digest comes Tue 3 Mar 09:00.');
    expect(bureau.town.store.subscriptions().map(({ filter, cadence }) => [filter, cadence])).toEqual([
      ['area:drm', { kind: 'weekly', day: 'MON', at: 540, zone: 'Europe/Berlin' }],
      ['', { kind: 'daily', at: 540, zone: 'Europe/Berlin' }],
    ]);
  });

  it('takes what a form sends', async () => {
    const values = { filter: 'now', cadence: 'weekly', time: 'tue 10:00', zone: '', quiet: '22:00-07:00' };
    expect((await bureau.ask({ command: 'subscribe', values })).tone).toBe('done');
    expect(bureau.town.store.subscription(1)).toMatchObject({
      filter: 'now',
      cadence: { kind: 'weekly', day: 'TUE', at: 600, zone: 'UTC' },
      options: { quiet: { from: 1320, until: 420, zone: 'UTC' } },
    });
  });

  it('posts what was there before where that is asked for', async () => {
    await bureau.town.bring(revision(1, START - 3 * DAY), 'history');
    await bureau.town.bring(revision(1, START - 2 * DAY, 'widget'), 'history');
    const answer = await bureau.say('subscribe --backfill 1 is:new');
    expect(JSON.stringify(answer.parts)).toContain('1 card of what was there before come');
    // First who subscribed, then the card.
    expect(bureau.town.queue()).toEqual([
      `1 subscribed ${new Date(START).toISOString()} pending`,
      '1 card 1 pending',
    ]);
  });

  it('says where it is there already, and announces nothing', async () => {
    await bureau.say('subscribe is:new');
    await bureau.say('pause 1');
    const before = bureau.notices().length;
    const again = await bureau.say('subscribe is:new now --most 3');
    expect(again).toMatchObject({ tone: 'told', title: 'It is there already: is:new, as it happens' });
    expect(labels(again)).toEqual(['Resume 1', 'Preview 1', 'Unsubscribe 1']);
    expect(bureau.notices()).toHaveLength(before);
  });

  it.each([
    ['subscribe area:nothing', 'the filter cannot be read'],
    ['subscribe is:new daily 25:00', 'the cadence cannot be read: at character 7'],
    ['subscribe is:new daily 09:00 --time 10:00', 'has its time already'],
    ['subscribe is:new --quiet night', 'the quiet hours cannot be read'],
    ['subscribe is:new --most 0', '`most` takes a number from 1'],
    ['subscribe is:new daily --backfill 3', '`backfill` goes with `now`'],
    ['subscribe is:new --backfill 51', 'takes a number up to 50'],
  ])('refuses %s', async (words, why) => {
    const { tone, title } = await bureau.say(words);
    expect([tone, title]).toEqual(['wrong', expect.stringContaining(why)]);
    expect(bureau.town.store.subscriptions()).toEqual([]);
    expect(bureau.notices()).toEqual([]);
  });

  it('shows a mistake in the filter at its place', async () => {
    const { parts } = await bureau.say('subscribe area:nothing now');
    expect(parts).toEqual([{ what: 'code', text: expect.stringMatching(/^area:nothing\n {5}\^{7} /) }]);
  });

  it('asks whether it can be posted to before it writes anything', async () => {
    const title = async (asker = ADA): Promise<string> => (await bureau.say('subscribe is:new', asker)).title;
    expect(await title({ ...ADA, place: undefined })).toContain('say it in the place that is to be told');
    expect(await title({ ...ADA, cannotPost: 'I am not in this place' })).toBe(
      'nothing can be posted here: I am not in this place; invite me with /invite @lorewatch, then `/lorewatch subscribe` again',
    );
    bureau.refusing.set('slack:T1/C1', 'I am not in it: invite me with /invite @lorewatch');
    expect(await title()).toBe('I am not in it: invite me with /invite @lorewatch');
    const elsewhere = { ...askerIn('discord:1/2'), cannotPost: 'sending is not permitted.' };
    expect(await title(elsewhere)).toContain('not permitted; let me see what is here and post, then');
    const told = 'I do not see this place: add me to it';
    expect(await title({ ...elsewhere, cannotPost: told })).toBe(told);
    // A place of another installation is no place of his.
    expect(await title({ ...ADA, tenant: 'slack:T2/' })).toContain('nothing can be posted where you are');
    expect(bureau.town.store.subscriptions()).toEqual([]);
    expect(bureau.town.deliveries()).toEqual([]);
  });
});

describe('preview', () => {
  it('shows what a week would have brought, posts nothing, and offers to subscribe to just that', async () => {
    await bureau.town.bring(revision(1, START - 3 * DAY), 'history');
    const answer = await bureau.say('preview is:new daily 09:00 --milestones-now --zone Europe/Berlin');
    expect(answer.title).toBe('In the last 7 days it would have brought 7 digests');
    const now = await bureau.say('preview rust --most 3');
    expect(now.title).toBe('In the last 7 days it would have brought 1 post');
    expect(JSON.stringify(now.parts)).toContain('1 post (1 on series), at most 1 an hour');
    expect(bureau.town.deliveries()).toEqual([]);
    const [button] = now.buttons;
    if (button === undefined || !('ask' in button)) throw new Error('no button');
    expect((await bureau.ask(button.ask)).title).toBe('Subscribed: rust, as it happens, at most 3 an hour');
    expect((await bureau.say('preview 1')).title).toBe(now.title);
    expect((await bureau.say('preview 2')).title).toContain('there is no subscription 2 here');
  });

  it('is for everybody, wherever he is', async () => {
    const anybody = { ...ADA, mayManage: false, cannotPost: 'x' };
    expect((await bureau.say('preview', anybody)).tone).toBe('told');
    const nowhere = await bureau.say('preview', { ...anybody, place: undefined });
    expect([nowhere.tone, nowhere.buttons]).toEqual(['told', []]);
  });
});

describe('what follows a subscription', () => {
  it('is posted behind its announcement', async () => {
    await bureau.say('subscribe is:new');
    await next(bureau.town, revision(1, START + HOUR));
    expect(bureau.town.deliver()).toEqual([expect.stringMatching(/^subscribed /), 'card 1']);
  });
});
