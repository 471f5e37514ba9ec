import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ask } from '../../src/domain/answer/ask.ts';
import { forgetTenant } from '../../src/pipeline/subscribing/forget.ts';
import type { Asker } from '../../src/ports/chat.ts';
import { HOUR, next, revision, START } from '../pipeline/matching/town.ts';
import { createTemp } from '../sources/temp.ts';
import { askerIn, type Bureau, CHANGING, openBureau, wordsOf } from './bureau.ts';

const temp = createTemp();
const MINE = askerIn('slack:T1/C1');
/** Stands in no answer by chance. */
const SECRET = 'zyzzyva';
const NEAR_SECRET = 'quaxolotl';
/** Of another place of the same installation; of others, one of which begins like it. */
const NEAR = askerIn('slack:T1/C2');
const OTHERS = [askerIn('slack:T12/C1'), askerIn('discord:1/2')];

async function twoTenants(): Promise<Bureau> {
  const bureau = openBureau(temp());
  await bureau.town.bring(revision(1, START - HOUR), 'history');
  for (const other of [...OTHERS, NEAR]) {
    const secret = other === NEAR ? NEAR_SECRET : SECRET;
    await bureau.say(`subscribe ${secret} now`, other);
    await bureau.say(`subscribe ${secret} daily 09:00`, other);
    await bureau.say('follow gizmo-v1-0@example.org', other);
    const [first] = bureau.town.store.subscriptions(other.place?.text);
    expect((await bureau.say(`pause ${first?.id}`, other)).tone).toBe('done');
  }
  return bureau;
}

/** All that there is of the others. */
function othersIn({ town }: Bureau, own: string): string {
  const isTheirs = (text: string): boolean => !text.startsWith(own);
  return JSON.stringify([
    town.store.subscriptions().filter(({ target }) => isTheirs(target.text)),
    town.deliveries().filter(({ target }) => isTheirs(target)),
  ]);
}

const value = fc.oneof(
  fc.nat(14).map(String),
  fc.constantFrom(
    'gizmo-v1-0@example.org',
    'is:new',
    'is:new now',
    'daily',
    'yes',
    '',
    `x ${SECRET.slice(0, 3)}`,
    'series:gizmo-v1-1@example.org',
  ),
);
const anyAsk: fc.Arbitrary<Ask> = fc.constantFrom(...CHANGING).chain((command) =>
  fc.record({
    command: fc.constant(command.name),
    values: fc
      .uniqueArray(fc.constantFrom('', ...command.options.map(({ name }) => name)), { maxLength: 3 })
      .chain((names) =>
        fc
          .array(value, { minLength: names.length, maxLength: names.length })
          .map((values) =>
            Object.fromEntries(names.flatMap((name, at) => (name === '' ? [] : [[name, values[at] ?? '']]))),
          ),
      ),
    page: fc.nat(3),
  }),
);
const anyAsker: fc.Arbitrary<Asker> = fc
  .record({
    mayManage: fc.boolean(),
    // A home page; a place that a forger named; an installation that a broken front forgot.
    place: fc.constantFrom(MINE.place, MINE.place, undefined, OTHERS[0]?.place),
    tenant: fc.constantFrom(MINE.tenant, MINE.tenant, ''),
  })
  .map((more) => ({ ...MINE, ...more }));

describe('R26: nobody reads or changes what is of another installation', () => {
  it('whatever is asked, by whomever', async () => {
    const bureau = await twoTenants();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(anyAsk, anyAsker), { minLength: 1, maxLength: 6 }), async (asks) => {
        for (const [ask, asker] of asks) {
          const before = othersIn(bureau, 'slack:T1/');
          const answer = await bureau.ask(ask, asker);
          // What was asked is given back as it was.
          const words = JSON.stringify([answer.title, answer.parts, answer.buttons]);
          expect(words).not.toContain(SECRET);
          const seesAll = asker.place === undefined || ask.command === 'home';
          if (!seesAll || asker.tenant === '') expect(words).not.toContain(NEAR_SECRET);
          expect(othersIn(bureau, 'slack:T1/')).toBe(before);
        }
      }),
      { numRuns: 400 },
    );
    expect(bureau.mistakes).toEqual([]);
    bureau.town.store.close();
  });

  it('neither of another place of the same installation', async () => {
    const bureau = await twoTenants();
    const before = othersIn(bureau, 'slack:T1/C1');
    for (const { id } of bureau.town.store.subscriptions()) {
      for (const command of ['unsubscribe', 'pause', 'resume', 'preview', 'unfollow']) {
        const { tone, title } = await bureau.ask({ command, values: { number: `${id}` } }, MINE);
        expect([tone, title]).toEqual([
          'wrong',
          `there is no subscription ${id} here; \`/lorewatch subscriptions\` shows the numbers`,
        ]);
      }
    }
    expect((await bureau.say('subscriptions', MINE)).title).toBe('No subscriptions yet');
    expect(othersIn(bureau, 'slack:T1/C1')).toBe(before);
    bureau.town.store.close();
  });

  it('shows on the page of an installation its own places alone', async () => {
    const bureau = await twoTenants();
    const home = await bureau.ask({ command: 'home' }, { ...MINE, place: undefined });
    const headings = home.parts.flatMap((part) => (part.what === 'heading' ? [part.text] : []));
    expect(headings).toEqual(['C2']);
    expect(wordsOf(home)).toContain('"3, 1 paused or suspended"');
    bureau.town.store.close();
  });

  it('shows that page to whoever may not manage it without what each place is told of', async () => {
    const bureau = await twoTenants();
    const guest: Asker = { ...MINE, place: undefined, mayManage: false, managers: 'workspace admins' };
    const home = await bureau.ask({ command: 'home' }, guest);
    expect(home.parts.filter(({ what }) => what === 'heading' || what === 'entries')).toEqual([]);
    expect(wordsOf(home)).toContain('What each place is told of is shown to workspace admins.');
    expect(wordsOf(home)).not.toContain('area:');
    bureau.town.store.close();
  });

  it('shows the operator all', async () => {
    const bureau = await twoTenants();
    const operator: Asker = {
      ...MINE,
      platform: 'console',
      tenant: '',
      place: { platform: 'console', text: 'console:' },
    };
    expect((await bureau.say('subscriptions', operator)).title).toContain('9 subscriptions');
    expect((await bureau.say('pause 2', operator)).tone).toBe('done');
    expect(bureau.notices().at(-1)).toContain('slack:T12/C1 The operator of lorewatch paused subscription 2');
    bureau.town.store.close();
  });
});

describe('R27: an installation that is gone is forgotten', () => {
  it('with its subscriptions, what waits for them, and its token; and no other one', async () => {
    const bureau = await twoTenants();
    const { store } = bureau.town;
    for (const tenant of ['slack:T1/', 'slack:T12/']) store.keepInstallation(tenant, `sealed ${tenant}`);
    await next(bureau.town, revision(2, START + HOUR));
    // What is told of one that was removed before is nobody's to read any more.
    const [first] = store.subscriptions('slack:T12/C1');
    await bureau.say(`unsubscribe ${first?.id}`, askerIn('slack:T12/C1'));
    const before = othersIn(bureau, 'slack:T12/');
    expect(forgetTenant(store, 'slack:T12/')).toBe(2);
    expect(othersIn(bureau, 'slack:T12/')).toBe(before);
    expect(store.subscriptions('slack:T12/C1')).toEqual([]);
    const waiting = store.deliveries({ target: 'slack:T12/C1', states: ['pending', 'failed', 'uncertain'] });
    expect(waiting).toEqual([]);
    expect(store.installations('slack:')).toEqual([{ tenant: 'slack:T1/', sealed: 'sealed slack:T1/' }]);
    expect(forgetTenant(store, 'slack:T12/')).toBe(0);
    store.close();
  });

  it('never for a name that is none', async () => {
    const bureau = await twoTenants();
    for (const none of ['', 'slack:', 'slack:T1', 'slack:T1/C1', '/', 'slack:/'])
      expect(() => forgetTenant(bureau.town.store, none)).toThrow('no tenant');
    expect(bureau.town.store.subscriptions()).toHaveLength(9);
    bureau.town.store.close();
  });
});
