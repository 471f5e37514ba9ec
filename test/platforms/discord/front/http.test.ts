import { describe, expect, it } from 'vitest';
import { setStage } from './stage.ts';

describe('interactions over HTTP', () => {
  it('R3: a PING that Discord signed is answered with PONG', async () => {
    const { fake, front, url } = await setStage({ mode: 'http' });
    expect(await fake.ping(url)).toEqual({ status: 200, body: { type: 1 } });
    expect(front.health()).toMatchObject({ mode: 'http', connected: true, why: '' });
    expect(fake.gateway.identifies()).toBe(0);
  });

  it.each(['bad', 'stale', 'missing', 'other-key', 'changed-body'] as const)(
    'R3: one that is signed wrongly (%s) gets 401 and has no effect',
    async (how) => {
      const { fake, desk, url } = await setStage({ mode: 'http' });
      expect((await fake.ping(url, how)).status).toBe(401);
      fake.interactAt(url, how);
      const { guild } = fake;
      const turn = guild.person('reader').slash(guild.channel('general'), 'lorewatch search', { query: 'x' });
      expect((await turn.seen).what).toBe('failed');
      expect(desk.asked).toEqual([]);
      expect(fake.posted).toEqual([]);
    },
  );

  it('R4: one that comes twice is answered once', async () => {
    const { fake, desk, again } = await setStage({ mode: 'http' });
    const { guild } = fake;
    const turn = guild.person('reader').slash(guild.channel('general'), 'lorewatch search', { query: 'x' });
    await turn.seen;
    expect(await again()).toBe(503);
    expect(desk.asked).toHaveLength(1);
    expect(fake.posted).toHaveLength(1);
  });

  it('nothing else is taken: other methods, large bodies, what is no JSON', async () => {
    const { fake, desk, url } = await setStage({ mode: 'http' });
    expect((await fetch(url)).status).toBe(405);
    const large = await fetch(url, { method: 'POST', body: 'x'.repeat(600_000) }).catch(() => undefined);
    expect([413, undefined]).toContain(large?.status);
    expect((await fetch(url, { method: 'POST', body: '{' })).status).toBe(401);
    expect(desk.asked).toEqual([]);
    expect((await fake.ping(url)).status).toBe(200);
  });

  it('nothing is taken before the start and after the end', async () => {
    const { fake, front, desk, url } = await setStage({ mode: 'http', start: false });
    expect((await fake.ping(url)).status).toBe(503);
    await front.start();
    expect((await fake.ping(url)).status).toBe(200);
    await front.close();
    const { guild } = fake;
    const turn = guild.person('reader').slash(guild.channel('general'), 'lorewatch search', { query: 'x' });
    expect((await turn.seen).what).toBe('failed');
    expect(desk.asked).toEqual([]);
  });
});
