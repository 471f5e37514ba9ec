import { describe, expect, it } from 'vitest';
import { mendOrphans } from '../../../src/pipeline/delivering/orphans.ts';
import { createScriptedPlatform, type Play } from '../../fakes/scripted-platform.ts';
import { createTemp } from '../../sources/temp.ts';
import { enqueue, look, MINUTE, note, openStage, SECOND, T0 } from './stage.ts';

const temp = createTemp();
const A = 'slack:T1/CA';
const NONCE = { can: { nonce: 3 * MINUTE } };
const FIND = { find: 'works' } as const;
type Skills = Partial<Parameters<typeof createScriptedPlatform>[0]>;

function stageOf(plays: readonly Play[], skills: Skills = {}) {
  const clock = { now: () => T0 };
  const platform = createScriptedPlatform({ now: () => clock.now(), play: (_, n) => plays[n], ...skills });
  const stage = openStage(temp(), [platform]);
  clock.now = stage.deps.now;
  const delivery = enqueue(stage.store, note(stage.subscribe(A), 'one'));
  const state = (): unknown => look(stage.store, delivery).state;
  return { ...stage, platform, delivery, state };
}

describe('a post that may have arrived', () => {
  it('is sent again under its key as long as the platform takes that for one', async () => {
    const { play, platform, state } = stageOf(['lost', 'cut'], NONCE);
    await play();
    expect(state()).toBe('sent');
    expect(platform.sends).toHaveLength(3);
    expect(new Set(platform.sends.map(({ parcel }) => parcel.key)).size).toBe(1);
    expect(platform.posts).toHaveLength(1);
    expect((platform.sends.at(-1)?.at ?? 0) - T0).toBeLessThan(NONCE.can.nonce * 0.9);
  });

  it('is uncertain when that time is over, however often it was tried meanwhile', async () => {
    const again = { what: 'again', why: 'too many', wait: 4 * MINUTE } as const;
    const { play, platform, state, store } = stageOf(['lost', again], NONCE);
    await play();
    expect(state()).toBe('uncertain');
    expect(platform.sends).toHaveLength(2);
    expect(platform.posts).toHaveLength(1);
    expect(store.untoldNotices()).toMatchObject([{ what: 'delivery' }]);
  });

  it('never leaves the time of its nonce where every answer is lost', async () => {
    const { play, platform, state } = stageOf(Array(99).fill('lost'), NONCE);
    await play();
    expect(state()).toBe('uncertain');
    expect(platform.posts).toHaveLength(1);
    expect(platform.sends.length).toBeGreaterThan(3);
  });

  it.each(['lost', 'cut'] as const)('is asked for where the platform can be asked: %s', async (what) => {
    const { play, platform, state } = stageOf([what], FIND);
    await play();
    expect(state()).toBe('sent');
    expect(platform.asked()).toBe(1);
    expect(platform.posts).toHaveLength(1);
    expect(platform.sends).toHaveLength(what === 'lost' ? 1 : 2);
  });

  it('is uncertain after a platform could not tell for ten minutes', async () => {
    const { play, platform, state, clock } = stageOf(['lost'], { find: 'unknown' });
    await play();
    expect(state()).toBe('uncertain');
    expect(platform.asked()).toBeGreaterThanOrEqual(4);
    expect(platform.sends).toHaveLength(1);
    expect(clock.time).toBeGreaterThan(T0 + 10 * MINUTE);
  });

  it('is uncertain at once where nobody can tell, told once an hour for the target, and the lane goes on', async () => {
    const { play, platform, state, store, subscribe, delivery } = stageOf(['lost', 'cut']);
    const two = enqueue(store, note(subscribe(A), 'two'));
    const three = enqueue(store, note(subscribe(A), 'three'));
    await play();
    expect(state()).toBe('uncertain');
    expect([two, three].map((one) => look(store, one).state)).toEqual(['uncertain', 'sent']);
    expect(platform.sends).toHaveLength(3);
    const notices = store.untoldNotices();
    expect(notices).toHaveLength(1);
    expect(notices[0]?.text).toContain(`"${delivery.event}" may or may not have been delivered to ${A}`);
    store.retryDelivery(delivery.id, store.delivery(delivery.id)?.updated ?? 0);
    await play();
    expect(state()).toBe('sent');
  });
});

describe('what a dead process had in flight', () => {
  const claim = ({ store, deps }: ReturnType<typeof stageOf>): void => {
    store.claim(A, { owner: 'dead', until: deps.now() + MINUTE }, deps.now());
  };
  const mend = ({ deps }: ReturnType<typeof stageOf>): number =>
    mendOrphans(deps, new AbortController().signal);

  it('holds up its lane until it is mended, and is sent again under its key', async () => {
    const stage = stageOf([], NONCE);
    claim(stage);
    expect(await stage.deliver(A)).toMatchObject({ ended: {} });
    expect(mend(stage)).toBe(1);
    expect(mend(stage)).toBe(0);
    expect(await stage.deliver(A)).toMatchObject({ ended: { sent: 1 } });
  });

  it('is asked for, but not before the platform had time to take it', async () => {
    const stage = stageOf([], FIND);
    claim(stage);
    stage.clock.time += SECOND;
    mend(stage);
    expect(await stage.deliver(A)).toMatchObject({ ended: {} });
    stage.clock.time += 4 * SECOND;
    expect(await stage.deliver(A)).toMatchObject({ ended: { sent: 1 } });
    expect([stage.platform.asked(), stage.platform.posts.length]).toEqual([1, 1]);
  });

  it('is uncertain where nobody can tell', () => {
    const stage = stageOf([]);
    claim(stage);
    mend(stage);
    expect(stage.state()).toBe('uncertain');
    expect(look(stage.store, stage.delivery).reason).toContain('the process that sent it ended');
  });

  it('is left alone as long as its holder lives and its lease is good', () => {
    const stage = stageOf([], NONCE);
    const { store, deps } = stage;
    store.claim(A, { owner: 'alive', until: deps.now() + MINUTE }, deps.now());
    expect(mend(stage)).toBe(0);
    stage.clock.time += MINUTE;
    expect(mend(stage)).toBe(1);
  });

  it('waits for somebody who has its platform, where that is not set up here', async () => {
    const stage = stageOf([], NONCE);
    claim(stage);
    const bare = { ...stage, deps: { ...stage.deps, platforms: new Map() } };
    expect(mend(bare)).toBe(1);
    expect(stage.state()).toBe('failed');
    stage.clock.time += 6 * SECOND;
    expect(await stage.deliver(A)).toMatchObject({ ended: { sent: 1 } });
  });
});
