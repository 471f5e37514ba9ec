import { describe, expect, it } from 'vitest';
import { keyOf } from '../../../src/domain/thread.ts';
import type { Parcel } from '../../../src/ports/platform.ts';
import { createScriptedPlatform, type Play } from '../../fakes/scripted-platform.ts';
import { createTemp } from '../../sources/temp.ts';
import { card, change, enqueue, look, MINUTE, note, openStage, place, step, T0 } from './stage.ts';

const temp = createTemp();
const A = 'slack:T1/CA';
type Skills = Partial<Parameters<typeof createScriptedPlatform>[0]>;

function stageOf(play?: (parcel: Parcel, n: number) => Play | undefined, skills: Skills = {}) {
  const clock = { now: () => T0 };
  const platform = createScriptedPlatform({ now: () => clock.now(), ...(play ? { play } : {}), ...skills });
  const stage = openStage(temp(), [platform]);
  clock.now = stage.deps.now;
  return { ...stage, platform, mine: stage.subscribe(A) };
}

describe('cards', () => {
  it('are posted with the newest that is known, edited once for many changes, and answered under their post', async () => {
    const { store, platform, mine, deliver } = stageOf();
    const { subject } = place(store, mine, card('a'));
    await deliver(A);
    const [v2, v3] = [step('v2'), step('v3')];
    const made = [
      ...change(store, mine, card('a', [step('v1'), v2], 'reviewed'), v2),
      ...change(store, mine, card('a', [step('v1'), v2, v3], 'applied'), v3),
    ];
    expect(await deliver(A)).toMatchObject({ ended: { sent: 3, suppressed: 1 } });
    expect(platform.sends.map(({ parcel: { post } }) => post)).toMatchObject([
      { what: 'card', card: { state: '' } },
      { what: 'edit', card: { state: 'applied' }, before: { ts: '1' } },
      { what: 'line', step: { key: 'v2' }, under: { ts: '2' } },
      { what: 'line', step: { key: 'v3' }, under: { ts: '2' } },
    ]);
    expect(made.map((one) => look(store, one))).toMatchObject([
      { state: 'sent' },
      { state: 'sent' },
      { state: 'suppressed', suppression: 'superseded', reason: 'the card tells that already' },
      { state: 'sent' },
    ]);
    expect(store.cardsOf(subject)).toMatchObject([
      { target: A, version: 3, receipt: { ts: '2' }, told: ['v1', 'v2', 'v3'] },
    ]);
  });

  it('know the steps that they told themselves', async () => {
    const { store, mine, deliver } = stageOf();
    const { subject } = place(store, mine, card('a'));
    change(store, mine, card('a', [step('v1'), step('v2')], 'reviewed'));
    expect(await deliver(A)).toMatchObject({ ended: { sent: 1, suppressed: 1 } });
    expect(store.cardsOf(subject)).toMatchObject([{ version: 2, told: ['v1', 'v2'] }]);
  });

  it('are not edited where none came through, or the platform cannot', async () => {
    const { store, mine, deliver } = stageOf((_, n) => (n === 0 ? 'cut' : undefined));
    place(store, mine, card('a'));
    const [edit, line] = change(store, mine, card('a', [step('v1'), step('v2')], 'new'), step('v2'));
    if (!edit || !line) throw new Error('nothing was queued');
    expect(await deliver(A)).toMatchObject({ ended: { uncertain: 1, suppressed: 1, sent: 1 } });
    expect(look(store, edit).reason).toMatch(/^there is no card that could be changed/);
    const plain = stageOf(undefined, { can: { edit: false, lines: false } });
    place(plain.store, plain.mine, card('a'));
    await plain.deliver(A);
    const all = change(plain.store, plain.mine, card('a', [step('v1'), step('v2')], 'new'), step('v2'));
    expect(await plain.deliver(A)).toMatchObject({ ended: { suppressed: 2 } });
    expect(all.map((one) => look(plain.store, one).reason)).toEqual([
      'the platform cannot change a card that stands',
      'the platform has no lines under a card',
    ]);
  });

  it('are edited again where nobody knows whether the edit arrived: twice is once', async () => {
    const { store, platform, mine, deliver, clock } = stageOf(({ post }, n) =>
      post.what === 'edit' && n === 1 ? 'lost' : undefined,
    );
    place(store, mine, card('a'));
    await deliver(A);
    const [edit] = change(store, mine, card('a', [step('v1')], 'applied'));
    if (!edit) throw new Error('nothing was queued');
    expect(await deliver(A)).toMatchObject({ ended: { failed: 1 } });
    clock.time += 10 * MINUTE;
    expect(await deliver(A)).toMatchObject({ ended: { sent: 1 } });
    expect(platform.sends).toHaveLength(3);
  });

  it.each([
    { how: 'is sent again under its key', skills: { can: { nonce: 1000 * MINUTE } } },
    { how: 'is found', skills: { find: 'works' } },
  ] as const)(
    'tell by an edit what became known before a post that may have arrived $how',
    async ({ skills }) => {
      const { store, platform, mine, clock, play } = stageOf(
        (_, n) => (n === 0 ? 'lost' : undefined),
        skills,
      );
      const { subject } = place(store, mine, card('a'));
      await play(0);
      clock.time += 1;
      store.follow(card('a', [step('v1'), step('v2')], 'reviewed'), [keyOf('a')]);
      await play(10 * MINUTE);
      expect(platform.posts.map(({ parcel: { post } }) => post)).toMatchObject([
        { what: 'card', card: { state: '' } },
        { what: 'edit', card: { state: 'reviewed' } },
      ]);
      expect(store.cardsOf(subject)).toMatchObject([{ version: 2 }]);
    },
  );

  it('are looked for before an edit is made again that would be one entry more', async () => {
    const { store, platform, mine, deliver, play } = stageOf(
      ({ post }) => (post.what === 'edit' ? 'lost' : undefined),
      { can: { appends: true }, find: 'works' },
    );
    place(store, mine, card('a'));
    await deliver(A);
    const [edit] = change(store, mine, card('a', [step('v1')], 'applied'));
    if (!edit) throw new Error('nothing was queued');
    await play(10 * MINUTE);
    expect(look(store, edit).state).toBe('sent');
    expect(platform.sends.map(({ parcel: { post } }) => post.what)).toEqual(['card', 'edit']);
  });

  it('that were held back by the cap come as one summary', async () => {
    const { store, platform, mine, deliver } = stageOf();
    const cap = { as: 'cap', reason: 'more than 20 an hour' } as const;
    for (const id of ['a', 'b']) place(store, mine, card(id, [step('v1')], 'reviewed'), cap);
    const span = { since: T0 - 1, until: T0 + 60 * MINUTE };
    const summary = { kind: 'summary', payload: span } as const;
    enqueue(store, note(mine, 'summary', summary));
    expect(await deliver(A)).toMatchObject({ ended: { sent: 1 } });
    expect(platform.sends[0]?.parcel.post).toEqual({
      what: 'summary',
      summary: {
        since: '2026-11-02T08:59:59.999Z',
        until: '2026-11-02T10:00:00.000Z',
        entries: ['a', 'b'].map((id) => ({
          title: `rust: ${id}`,
          url: `https://example.org/${id}`,
          text: 'v1, reviewed',
        })),
        more: 0,
      },
    });
    const empty = enqueue(store, note(mine, 'empty', { ...summary, payload: { since: 0, until: 1 } }));
    await deliver(A);
    expect(look(store, empty)).toMatchObject({ state: 'suppressed', suppression: 'superseded' });
  });

  it('and digests that are not in the store any more are not sent', async () => {
    const { store, platform, mine, deliver } = stageOf();
    const one = enqueue(store, note(mine, 'x', { kind: 'digest', payload: { issue: 'gone' } }));
    const two = enqueue(store, note(mine, 'y', { kind: 'card', subject: 77 }));
    expect(await deliver(A)).toMatchObject({ ended: { suppressed: 2 } });
    expect([one, two].map((each) => look(store, each).suppression)).toEqual(['superseded', 'superseded']);
    expect(platform.sends).toEqual([]);
  });
});
