import { describe, expect, it, vi } from 'vitest';
import { deliverLane } from '../../../src/pipeline/delivering/deliver-lane.ts';
import { mendOrphans } from '../../../src/pipeline/delivering/orphans.ts';
import { createScriptedPlatform, type Play } from '../../fakes/scripted-platform.ts';
import { createTemp } from '../../sources/temp.ts';
import { card, DAY, enqueue, look, MINUTE, note, openStage, place, SECOND, T0 } from './stage.ts';

const temp = createTemp();
const A = 'slack:T1/CA';
const B = 'slack:T1/CB';

type Skills = Partial<Parameters<typeof createScriptedPlatform>[0]>;

function stageOf(play: (n: number, text: string) => Play | undefined = () => undefined, skills: Skills = {}) {
  const clock = { now: () => T0 };
  const platform = createScriptedPlatform({
    now: () => clock.now(),
    play: ({ post }, n) => play(n, post.what === 'notice' ? post.text : post.what),
    ...skills,
  });
  const stage = openStage(temp(), [platform]);
  clock.now = stage.deps.now;
  return { ...stage, platform };
}

const textsOf = ({ sends }: ReturnType<typeof createScriptedPlatform>): string[] =>
  sends.map(({ parcel: { post } }) => (post.what === 'notice' ? post.text : post.what));

describe('delivering a lane', () => {
  it('goes in its order, and writes the receipts down', async () => {
    const { store, platform, subscribe, deliver } = stageOf();
    const mine = subscribe(A);
    const made = ['one', 'two', 'three'].map((words) => enqueue(store, note(mine, words)));
    expect(await deliver(A)).toEqual({ ended: { sent: 3 }, lost: 0, more: false });
    expect(textsOf(platform)).toEqual(['one', 'two', 'three']);
    expect(made.map((one) => look(store, one))).toMatchObject([
      { state: 'sent', receipt: { ts: '1' }, attempts: 1 },
      { state: 'sent', receipt: { ts: '2' } },
      { state: 'sent', receipt: { ts: '3' } },
    ]);
    expect(platform.sends[0]?.parcel).toMatchObject({
      key: made[0]?.key,
      attempt: 1,
      target: { platform: 'slack', text: A },
      subscription: { id: mine.id, filter: '', cadence: 'now', unsubscribe: undefined },
    });
  });

  it('has a slice of 25, and tells that there is more', async () => {
    const { store, subscribe, deliver } = stageOf();
    const mine = subscribe(A);
    for (let n = 0; n < 30; n++) enqueue(store, note(mine, `${n}`));
    expect(await deliver(A)).toEqual({ ended: { sent: 25 }, lost: 0, more: true });
    expect(await deliver(A)).toEqual({ ended: { sent: 5 }, lost: 0, more: false });
  });

  it('waits where the platform asks for it, in that lane alone, and overtakes nothing', async () => {
    const wait = 90 * SECOND;
    const { store, platform, subscribe, deliver, clock } = stageOf((n) =>
      n === 0 ? { what: 'again', why: 'too many', wait } : undefined,
    );
    const [mine, yours] = [subscribe(A), subscribe(B)];
    for (const words of ['a1', 'a2']) enqueue(store, note(mine, words));
    enqueue(store, note(yours, 'b1'));
    expect(await deliver(A)).toMatchObject({ ended: { failed: 1 } });
    expect(await deliver(A)).toMatchObject({ ended: {} });
    expect(await deliver(B)).toMatchObject({ ended: { sent: 1 } });
    clock.time += wait - 1;
    expect(await deliver(A)).toMatchObject({ ended: {} });
    clock.time += 1;
    expect(await deliver(A)).toMatchObject({ ended: { sent: 2 } });
    expect(textsOf(platform)).toEqual(['a1', 'b1', 'a1', 'a2']);
  });

  it('tries again with longer and longer pauses, and gives up after a day, telling why, once an hour', async () => {
    const { store, platform, subscribe, play } = stageOf(() => ({
      what: 'again',
      why: 'refused to connect',
    }));
    const mine = subscribe(A);
    const [one, two] = ['one', 'two'].map((words) => enqueue(store, note(mine, words)));
    if (!one || !two) throw new Error('nothing was queued');
    await play();
    const times = platform.sends.filter(({ parcel }) => parcel.key === one.key).map(({ at }) => at - T0);
    expect(times.slice(0, 5)).toEqual([0, 2500, 7500, 17_500, 37_500]);
    expect(times.length).toBeGreaterThan(12);
    expect(look(store, one)).toMatchObject({ state: 'dead', attempts: times.length });
    expect(look(store, one).reason).toMatch(/^given up after \d+ tries: refused to connect$/);
    expect((times.at(-1) ?? 0) / DAY).toBeCloseTo(1, 1);
    expect(look(store, two)).toMatchObject({ state: 'dead', attempts: 12 });
    expect(store.untoldNotices()).toMatchObject([{ what: 'delivery' }, { what: 'delivery' }]);
    expect(store.untoldNotices()[0]?.text).toContain(`lorewatch deliveries retry ${one.id}`);
  });

  it('lets a post go that is refused, and goes on', async () => {
    const { store, subscribe, deliver } = stageOf((n) =>
      n === 0 ? { what: 'refused', scope: 'post', why: 'too\n long\u202E' } : undefined,
    );
    const mine = subscribe(A);
    const [one] = ['one', 'two'].map((words) => enqueue(store, note(mine, words)));
    expect(await deliver(A)).toMatchObject({ ended: { dead: 1, sent: 1 } });
    expect(look(store, { id: one?.id ?? 0 })).toMatchObject({ state: 'dead', reason: 'too long' });
  });

  it('suspends every subscription of a target that refuses, tells it once, and sends what was missed later', async () => {
    const { store, platform, subscribe, deliver, clock } = stageOf((n) =>
      n === 0 ? { what: 'refused', scope: 'target', why: 'the channel is archived' } : undefined,
    );
    const [mine, also, other] = [subscribe(A), subscribe(A, 'area:dma'), subscribe(B)];
    for (const id of ['a', 'b']) place(store, mine, card(id));
    place(store, also, card('c'));
    expect(await deliver(A)).toMatchObject({ ended: { suppressed: 1 } });
    const states = (): unknown[] => [mine, also, other].map(({ id }) => store.subscription(id)?.state);
    expect(states()).toEqual(['suspended', 'suspended', 'active']);
    expect(store.subscription(also.id)?.reason).toBe('the channel is archived');
    expect(store.countDeliveries()).toEqual({ suppressed: 3 });
    expect(store.untoldNotices().map(({ text }) => text)).toEqual([
      `subscriptions ${mine.id}, ${also.id} are suspended: ${A} refuses for good: the channel is archived. When that is mended: lorewatch subscriptions resume ${mine.id} --missed`,
    ]);
    clock.time += MINUTE;
    expect(await deliver(A)).toMatchObject({ ended: {} });
    expect(platform.sends).toHaveLength(1);
    expect(store.resumeSubscription(mine.id, true)).toBe(2);
    expect(await deliver(A)).toMatchObject({ ended: { sent: 2 } });
    expect(states()).toEqual(['active', 'suspended', 'active']);
  });

  it('stops a whole installation whose key is refused, with one try in ten minutes, and tells it once a day', async () => {
    let broken = true;
    const { store, platform, subscribe, play } = stageOf(() =>
      broken ? { what: 'refused', scope: 'platform', why: 'the token was revoked' } : undefined,
    );
    const lanes = [A, B, 'slack:T2/CA'].map((text) => subscribe(text));
    for (const mine of lanes) enqueue(store, note(mine, mine.target.text));
    await play(5 * MINUTE);
    expect(textsOf(platform)).toEqual([A, 'slack:T2/CA']);
    await play(6 * MINUTE);
    expect(platform.sends).toHaveLength(4);
    expect(store.untoldNotices().map(({ text }) => text.slice(0, 50))).toEqual([
      'nothing goes out by slack:T1 until that is mended:',
      'nothing goes out by slack:T2 until that is mended:',
    ]);
    broken = false;
    await play(DAY);
    expect(store.countDeliveries()).toEqual({ sent: 3 });
  });

  it('waits for a platform that is not set up here, and ends all the same', async () => {
    const { store, subscribe, play } = stageOf();
    const one = enqueue(store, note(subscribe('mailto:team@example.org'), 'one'));
    await play(MINUTE);
    expect(look(store, one)).toMatchObject({ state: 'failed', reason: 'mailto is not set up here' });
    await play();
    expect(look(store, one)).toMatchObject({ state: 'dead' });
  });

  it('suspends nobody because something is not set up here: that is for the sending to say', async () => {
    const { store, platform, subscribe, deliver } = stageOf(undefined, { check: () => 'set SMTP_URL' });
    const mine = subscribe(A);
    enqueue(store, note(mine, 'one'));
    await deliver(A);
    expect(platform.sends).toHaveLength(1);
    expect(store.subscription(mine.id)).toMatchObject({ state: 'active' });
  });

  it('gives a post up that a bug stands in the way of, without its secrets', async () => {
    const { store, subscribe, deliver, mistakes } = stageOf((n) => (n === 0 ? 'throw' : undefined));
    const mine = subscribe(A);
    const one = enqueue(store, note(mine, 'one'));
    const two = enqueue(store, note(mine, 'two', { payload: { words: 'no text' } }));
    enqueue(store, note(mine, 'three'));
    expect(await deliver(A)).toMatchObject({ ended: { dead: 2, sent: 1 } });
    expect([one, two].map((each) => look(store, each).reason)).toEqual([
      'a mistake in lorewatch itself; the log tells more',
      'a mistake in lorewatch itself; the log tells more',
    ]);
    expect(mistakes).toHaveLength(2);
    expect(JSON.stringify(store.untoldNotices())).not.toContain('SECRET');
  });

  it('sends nothing of what is removed, paused or suspended', async () => {
    const { store, platform, subscribe, deliver } = stageOf();
    const [mine, paused] = [subscribe(A), subscribe(A, 'area:dma')];
    const gone = note({ ...mine, id: 99 }, 'one', { kind: 'summary', payload: { since: 0, until: T0 } });
    const one = enqueue(store, gone);
    const two = place(store, paused, card('a')).delivery;
    store.changeSubscription(paused.id, { state: 'paused', reason: 'holidays' });
    await deliver(A);
    expect([one, two].map((each) => look(store, each))).toMatchObject([
      { state: 'suppressed', suppression: 'removed', reason: 'its subscription was removed' },
      { state: 'suppressed', suppression: 'paused', reason: 'holidays' },
    ]);
    expect(platform.sends).toEqual([]);
  });

  it('stops at the brake and at the signal, what is in flight being finished', async () => {
    const stopping = new AbortController();
    const { store, deps, subscribe, deliver, platform } = stageOf((n) => {
      if (n === 0) stopping.abort();
      if (n === 1) store.setBrake({ since: T0, reason: 'enough' });
      return undefined;
    });
    const mine = subscribe(A);
    for (const words of ['one', 'two', 'three']) enqueue(store, note(mine, words));
    expect(await deliverLane(deps, A, stopping.signal)).toMatchObject({ ended: { sent: 1 }, more: false });
    expect(await deliver(A)).toMatchObject({ ended: { sent: 1 } });
    expect(await deliver(A)).toMatchObject({ ended: {} });
    store.setBrake(undefined);
    expect(await deliver(A)).toMatchObject({ ended: { sent: 1 } });
    expect(textsOf(platform)).toEqual(['one', 'two', 'three']);
  });

  it('writes nothing where it was taken for dead meanwhile', async () => {
    const { store, deps, subscribe, deliver, clock } = stageOf(() => {
      clock.time += 2 * MINUTE;
      mendOrphans({ ...deps, owner: 'alive' }, new AbortController().signal);
      return undefined;
    });
    const one = enqueue(store, note(subscribe(A), 'one'));
    expect(await deliver(A)).toEqual({ ended: {}, lost: 1, more: false });
    expect(look(store, one)).toMatchObject({ state: 'uncertain', receipt: undefined });
  });

  it('does not wait for ever for a platform that never answers', async () => {
    vi.useFakeTimers();
    const { store, subscribe, deliver } = stageOf(undefined, {
      play: () => new Promise(() => undefined),
    });
    const one = enqueue(store, note(subscribe(A), 'one'));
    const ending = deliver(A);
    await vi.advanceTimersByTimeAsync(36 * SECOND);
    vi.useRealTimers();
    expect(await ending).toMatchObject({ ended: { uncertain: 1 } });
    expect(look(store, one).reason).toContain('no answer within 30 s');
  });
});
