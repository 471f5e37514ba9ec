import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyOf } from '../../src/domain/thread.ts';
import { DAY, HOUR, MINUTE, next, reply, revision, START } from '../pipeline/matching/town.ts';
import { createTemp } from '../sources/temp.ts';
import { askerIn, type Bureau, labels, openBureau, wordsOf } from './bureau.ts';

const temp = createTemp();
const FIRST = 'gizmo-v1-0@example.org';
let bureau: Bureau;
beforeEach(async () => {
  bureau = openBureau(temp());
  await bureau.town.bring(
    [
      ...revision(1, START - 9 * DAY),
      ...revision(1, START - 8 * DAY, 'widget'),
      ...revision(2, START - 2 * DAY),
      // More answers than are looked through for one posting.
      ...Array.from({ length: 40 }, (_, n) =>
        reply(`r${n}`, 'gizmo-v2-0', START - DAY + n * MINUTE, 'Fine, in Rust.'),
      ),
    ],
    'history',
  );
});
afterEach(() => {
  bureau.town.store.close();
  expect(bureau.mistakes).toEqual([]);
});

const LINK = 'https://lore.example.org/rust-for-linux/gizmo-v2-1@example.org/';

describe('follow', () => {
  it.each([
    ['gizmo-v1-2@example.org'],
    ['<r3@example.org>'],
    [LINK],
    [`#${keyOf('gizmo-v2-0@example.org')}`],
  ])('takes %s for the series that it is of, and brings its card at once', async (mail) => {
    const answer = await bureau.ask({ command: 'follow', values: { mail } });
    expect(answer).toMatchObject({ tone: 'done', title: 'Following “rust: gizmo: add levers”' });
    expect(wordsOf(answer)).toContain('Its card comes at once');
    expect(bureau.town.store.subscriptions()).toMatchObject([
      { filter: `series:${FIRST}`, cadence: { kind: 'now' } },
    ]);
    expect(bureau.notices()).toEqual([
      'slack:T1/C1 Ada follows “rust: gizmo: add levers” here, as it happens. `/lorewatch subscriptions` changes it.',
    ]);
    const time = new Date(START).toISOString();
    expect(bureau.town.queue()).toEqual([`1 subscribed ${time} pending`, '1 card 1 pending']);
  });

  it('is told of v3, of what becomes of it, and of nothing else', async () => {
    const { town } = bureau;
    await bureau.say(`follow ${FIRST}`);
    town.deliver();
    await next(town, [...revision(3, START + HOUR), ...revision(2, START + HOUR, 'widget')]);
    expect(town.deliver()).toEqual(['edit 1 2', 'line 1 v3']);
    await next(town, [reply('talk', 'gizmo-v3-0', town.clock.now, 'I wonder about the levers in Rust.')]);
    // Answers change the figures of the card, and are no lines.
    expect(town.deliver().filter((event) => !event.startsWith('edit '))).toEqual([]);
    await next(town, [
      reply(
        'applied',
        'gizmo-v3-0',
        town.clock.now,
        'Applied to `rust-next`, thanks!',
        'Mira <mira@example.org>',
      ),
    ]);
    expect(town.deliver()).toContain('line 1 applied rust-next');
    expect(town.store.subjectOf([keyOf('widget-v1-0@example.org')])).toBeUndefined();
  });

  it('says what is followed already, and what cannot be', async () => {
    await bureau.say(`follow ${FIRST}`);
    const again = await bureau.say('follow gizmo-v2-1@example.org');
    expect([again.tone, again.title]).toEqual(['told', 'Followed here already: “rust: gizmo: add levers”']);
    expect(labels(again)).toEqual(['Unfollow']);
    expect(bureau.notices()).toHaveLength(1);
    await bureau.town.bring([{ id: 'talk', date: START, subject: 'A question about Rust' }], 'history');
    const title = async (mail: string): Promise<string> =>
      (await bureau.ask({ command: 'follow', values: { mail } })).title;
    expect(await title('talk@example.org')).toContain('no patch series and no pull request');
    expect(await title('gone@example.org')).toContain('the store has no mail gone@example.org');
    expect(await title('#12345')).toContain('not known any more');
    expect(await title('gizmo')).toContain('neither a Message-ID nor a link');
    expect(await title('')).toContain('`follow` wants');
    expect(bureau.town.store.subscriptions()).toHaveLength(1);
  });

  it('fetches what a link names and the store lacks', async () => {
    const asked: string[] = [];
    const own = openBureau(temp(), async (link) => {
      asked.push(link);
      await own.town.bring(revision(1, START - DAY), 'history');
      return true;
    });
    const answer = await own.say(`follow https://lore.example.org/all/${FIRST}/`);
    expect([answer.tone, asked]).toEqual(['done', [`https://lore.example.org/all/${FIRST}/`]]);
    expect(own.town.queue()).toHaveLength(2);
    own.town.store.close();
  });

  it('says where the place has its card already', async () => {
    await bureau.say('subscribe rust --backfill 5');
    expect(wordsOf(await bureau.say(`follow ${FIRST}`))).toContain('Its card stands here already');
    expect(wordsOf(await bureau.say(`follow ${FIRST}`, askerIn('slack:T1/C2')))).toContain('comes at once');
  });
});

describe('unfollow', () => {
  it('ends it by any of its mails, by its number, or alone', async () => {
    const follow = (): Promise<unknown> => bureau.say(`follow ${FIRST}`);
    await follow();
    expect((await bureau.say('unfollow gizmo-v2-1@example.org')).title).toBe(
      'No longer following “rust: gizmo: add levers”',
    );
    await follow();
    expect((await bureau.say('unfollow --number 2')).tone).toBe('done');
    await follow();
    expect((await bureau.say('unfollow')).tone).toBe('done');
    expect(bureau.town.store.subscriptions()).toEqual([]);
    expect(bureau.notices().at(-1)).toContain('Ada ended the following of “rust: gizmo: add levers” here.');
  });

  it('lets choose, and ends no other subscription', async () => {
    await bureau.say('subscribe is:new');
    expect((await bureau.say('unfollow')).title).toContain('no series is followed here');
    expect((await bureau.say('unfollow 1')).title).toContain('follows no single series');
    await bureau.say(`follow ${FIRST}`);
    await bureau.say('follow widget-v1-0@example.org');
    const list = await bureau.say('unfollow');
    expect([list.title, labels(list)]).toEqual(['Which of the 2 series?', ['Unfollow 2', 'Unfollow 3']]);
    expect((await bureau.say('unfollow widget-v1-1@example.org')).tone).toBe('done');
    expect((await bureau.say('unfollow widget-v1-1@example.org')).title).toContain('is not followed here');
    expect(bureau.town.store.subscriptions().map(({ id }) => id)).toEqual([1, 2]);
  });
});
