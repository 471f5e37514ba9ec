import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readDispatch } from '../../../../src/platforms/discord/front/dispatch.ts';
import { forgetGuild } from '../../../../src/platforms/discord/front/forget.ts';
import { createOngoing } from '../../../../src/platforms/discord/front/ongoing.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp(fails: number) {
  const tries: string[] = [];
  const guilds = new Set<string>();
  const ongoing = createOngoing();
  const forget = async (tenant: string) => {
    tries.push(tenant);
    if (tries.length <= fails) throw new Error('the store is busy');
    return 1;
  };
  const deps = { desk: { forget }, talk: () => undefined, standing: { guilds }, ongoing };
  return { tries, guilds, ongoing, deps };
}

describe('R27: forgetting a guild', () => {
  it('is tried until it is done', async () => {
    const { tries, deps } = setUp(2);
    forgetGuild('10', deps);
    await vi.advanceTimersByTimeAsync(0);
    expect(tries).toEqual(['discord:10/']);
    await vi.advanceTimersByTimeAsync(5000);
    expect(tries).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(tries).toHaveLength(3);
  });
  it('is left where the bot is there again, and where the program ends', async () => {
    const back = setUp(1);
    forgetGuild('10', back.deps);
    await vi.advanceTimersByTimeAsync(0);
    back.guilds.add('10');
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(back.tries).toHaveLength(1);
    const ended = setUp(1);
    forgetGuild('10', ended.deps);
    await vi.advanceTimersByTimeAsync(0);
    ended.ongoing.close();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(ended.tries).toHaveLength(1);
  });
  it('is not done for an outage of Discord', () => {
    expect(readDispatch({ t: 'GUILD_DELETE', d: { id: '10', unavailable: true } })).toBeUndefined();
    expect(readDispatch({ t: 'GUILD_DELETE', d: { id: '10' } })).toEqual({ what: 'removed', guild: '10' });
  });
});

describe('what the gateway tells', () => {
  it('is read whatever it is', () => {
    for (const packet of [undefined, null, 7, 'x', {}, { t: 'GUILD_CREATE' }, { t: 'READY', d: null }])
      expect(() => readDispatch(packet)).not.toThrow();
    expect(readDispatch({ t: 'READY', d: { guilds: [{ id: '1' }, {}, null] } })).toEqual({
      what: 'ready',
      guilds: ['1'],
    });
  });
});
