import { describe, expect, it } from 'vitest';
import { type Notice, newSourceState } from '../../../src/domain/source/state.ts';
import { queueNotices } from '../../../src/pipeline/delivering/notices.ts';
import { createScriptedPlatform } from '../../fakes/scripted-platform.ts';
import { createTemp } from '../../sources/temp.ts';
import { MINUTE, openStage, T0 } from './stage.ts';

const temp = createTemp();
const ADMIN = 'mailto:operator@example.org';

function fail(stage: ReturnType<typeof openStage>, id: string, failures = 3): void {
  const { store, clock } = stage;
  const state = { ...newSourceState(id), failures, failingSince: T0, reason: 'no such host' };
  const notice: Notice = {
    key: `failing:${id}:${T0}`,
    at: clock.time,
    source: id,
    what: 'failing',
    text: `${id} is failing`,
  };
  store.saveSourceState(failures > 0 ? state : newSourceState(id), failures >= 3 ? [notice] : []);
}

describe('notices', () => {
  it('go out to the operator, each once, whatever happens to them there', async () => {
    const now = (): number => T0;
    const mail = createScriptedPlatform({ id: 'mailto', now, play: (_, n) => (n === 0 ? 'cut' : undefined) });
    const stage = openStage(temp(), [mail]);
    fail(stage, 'a');
    const [told, ...more] = queueNotices(stage.deps);
    expect([told?.text, more]).toEqual(['a is failing', []]);
    expect(queueNotices(stage.deps)).toEqual([]);
    await stage.deliver(ADMIN);
    expect(stage.store.deliveries({})).toMatchObject([
      { subscription: 0, kind: 'notice', state: 'uncertain', target: ADMIN, event: `notice failing:a:${T0}` },
    ]);
    expect(mail.sends[0]?.parcel.post).toEqual({ what: 'notice', text: 'a is failing' });
    expect(mail.sends[0]?.parcel.subscription.id).toBe(0);
    // What goes wrong with a notice is no notice.
    expect(stage.store.untoldNotices()).toEqual([]);
  });

  it('are given back to be logged where there is no target for them, and told once', () => {
    const stage = openStage(temp(), [], { admin: undefined });
    fail(stage, 'a');
    expect(queueNotices(stage.deps)).toMatchObject([{ text: 'a is failing' }]);
    expect(queueNotices(stage.deps)).toEqual([]);
    expect(stage.store.deliveries({})).toEqual([]);
  });

  it('of an outage are one when it begins and one when it ends, over many looks', () => {
    const stage = openStage(temp(), []);
    const { store, deps, clock } = stage;
    for (const id of ['a', 'b', 'c']) fail(stage, id, id === 'a' ? 3 : 1);
    for (const id of ['d', 'gone']) fail(stage, id, 0);
    const followed = ['a', 'b', 'c', 'd'];
    const look = (): string[] => queueNotices({ ...deps, followed }).map(({ text }) => text.slice(0, 40));
    expect(look()).toEqual(['3 of 4 sources cannot be reached since 2']);
    for (const id of ['b', 'c']) fail(stage, id);
    expect([look(), look()]).toEqual([[], []]);
    clock.time += 60 * MINUTE;
    for (const id of ['a', 'b', 'c']) fail(stage, id, 0);
    expect(look()).toEqual(['3 of the 3 sources that could not be rea']);
    expect(look()).toEqual([]);
    expect(store.deliveries({}).map(({ event }) => event)).toEqual([
      `notice outage-over:${T0}`,
      `notice outage:${T0}`,
    ]);
    expect(store.untoldNotices()).toEqual([]);
  });
});
