import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../../src/domain/answer/answer.ts';
import { makeReport } from '../../../render/stats-report.ts';
import { messageOf, setStage, told } from './stage.ts';

/** Each way that interactions come by. */
const MODES = ['gateway', 'http'] as const;
const HOSTILE = '@everyone <@123> <@&456> <!channel> </b> ```x``` \u202egnp.exe [a](https://b.example.org)';

describe.each(MODES)('answers over the %s', (mode) => {
  it('come at once, and only he who asked sees them', async () => {
    const { fake, desk } = await setStage({ mode });
    const { guild } = fake;
    const channel = guild.channel('general');
    const turn = guild
      .person('reader')
      .slash(channel, 'lorewatch search', { query: 'area:drm', share: false });
    const seen = await turn.seen;
    expect(seen).toMatchObject({ what: 'message', ephemeral: true, changed: false });
    expect(seen.text).toContain('an answer');
    expect(await turn.acknowledged).toMatchObject({ type: 4 });
    expect(desk.asked).toMatchObject([
      {
        ask: { command: 'search', values: { query: 'area:drm' }, page: 0 },
        asker: {
          tenant: `discord:${guild.id}/`,
          place: { platform: 'discord', text: `discord:${guild.id}/${channel.id}` },
          mayManage: false,
          user: { id: guild.person('reader').id },
        },
      },
    ]);
    expect(fake.violations).toEqual([]);
  });

  it('R1: are announced within a second though the desk takes long, and come then', async () => {
    const { fake, desk } = await setStage({ mode });
    const answer = Promise.withResolvers<Answer>();
    desk.says = () => answer.promise;
    const { guild } = fake;
    const turn = guild.person('reader').slash(guild.channel('general'), 'lorewatch search', { query: 'x' });
    const first = await turn.acknowledged;
    expect(first?.type).toBe(5);
    expect((first?.at ?? 0) - turn.at).toBeLessThanOrEqual(1000);
    answer.resolve(told('it took long', desk.asked[0]?.ask ?? { command: '', values: {}, page: 0 }));
    const seen = await turn.seen;
    expect(seen).toMatchObject({ what: 'message', ephemeral: true });
    expect(seen.text).toContain('it took long');
    expect(fake.violations).toEqual([]);
  });

  it('are for all where that is asked for, but not what is wrong', async () => {
    const { fake, desk, front } = await setStage({ mode });
    const { guild } = fake;
    const reader = guild.person('reader');
    const ask = () => reader.slash(guild.channel('general'), 'lorewatch search', { query: 'x', share: true });
    expect(await ask().seen).toMatchObject({ ephemeral: false });
    desk.says = (asked) => told('that is wrong', asked, { tone: 'wrong' });
    expect(await ask().seen).toMatchObject({ ephemeral: true });
    const late = Promise.withResolvers<Answer>();
    desk.says = () => late.promise;
    const turn = ask();
    await turn.acknowledged;
    const asked = desk.asked.at(-1)?.ask;
    if (asked) late.resolve(told('that is wrong too', asked, { tone: 'wrong' }));
    const [stub, seen] = [messageOf(await turn.sight(1)), await turn.sight(2)];
    expect(stub.text).not.toContain('wrong');
    expect(seen).toMatchObject({ ephemeral: true });
    expect(seen.text).toContain('That is wrong too');
    // The stub goes last.
    await front.close();
    expect(stub.deleted).toBe(true);
    expect(guild.channel('general').messages).toHaveLength(1);
    expect(fake.violations).toEqual([]);
  });

  it('R8 R9: mention nobody, whatever stands in them, first or later', async () => {
    const { fake, desk } = await setStage({ mode });
    desk.says = (ask) =>
      told(HOSTILE.slice(0, 150), ask, {
        parts: [
          { what: 'text', lines: [[HOSTILE]] },
          { what: 'code', text: HOSTILE },
        ],
      });
    const { guild } = fake;
    const reader = guild.person('reader');
    const ask = () =>
      reader.slash(guild.channel('general'), 'lorewatch search', { query: HOSTILE, share: true });
    await ask().seen;
    const late = Promise.withResolvers<Answer>();
    const { says } = desk;
    desk.says = () => late.promise;
    const turn = ask();
    await turn.acknowledged;
    const last = desk.asked.at(-1);
    if (last) late.resolve(await says(last.ask, last.asker));
    await turn.seen;
    expect(desk.asked[0]?.ask.values.query).toBe(HOSTILE);
    expect(fake.pings).toEqual([]);
    expect(fake.violations).toEqual([]);
    const bodies = fake.requests.map(({ body }) => JSON.stringify(body) ?? '');
    const sends = bodies.filter((body) => body.includes('"embeds"') || body.includes('"content"'));
    for (const body of sends) expect(body).toContain('"allowed_mentions":{"parse":[]}');
  });

  it('are a sentence where the desk fails, and nothing of that is shown', async () => {
    const { fake, desk, log } = await setStage({ mode });
    desk.says = () => Promise.reject(new Error('SQLITE_IOERR'));
    const { guild } = fake;
    const turn = guild.person('reader').slash(guild.channel('general'), 'lorewatch search', { query: 'x' });
    const { text } = await turn.seen;
    expect(text).toContain('through a mistake in lorewatch itself');
    expect(text).not.toContain('SQLITE');
    expect(log()).toContain('SQLITE_IOERR');
  });

  it('have pictures', async () => {
    const { fake, desk } = await setStage({ mode });
    desk.says = (ask) =>
      told('figures', ask, { parts: [{ what: 'chart', report: makeReport(3), measure: 'patches' }] });
    const { guild } = fake;
    const turn = guild.person('reader').slash(guild.channel('general'), 'lorewatch stats', { weeks: 4 });
    const message = messageOf(await turn.seen);
    expect([...message.files.keys()]).toEqual(['chart.png']);
    expect((await turn.acknowledged)?.type).toBe(mode === 'http' ? 5 : 4);
    expect(desk.asked[0]?.ask.values).toEqual({ weeks: '4' });
    expect(fake.violations).toEqual([]);
  });
});

describe('what cannot be brought', () => {
  it('is dropped quietly where nobody waits any more', async () => {
    const { fake, log } = await setStage();
    fake.fault('POST /interactions/{interaction_id}/{interaction_token}/callback', {
      status: 404,
      code: 10062,
    });
    const { guild } = fake;
    const reader = guild.person('reader');
    reader.slash(guild.channel('general'), 'lorewatch search', { query: 'x' });
    const next = reader.slash(guild.channel('general'), 'lorewatch search', { query: 'y' });
    await next.seen;
    expect(log()).not.toMatch(/^(warn|error)/m);
  });
  it('is sent again where the connection was cut behind it, and is there once', async () => {
    const { fake, desk } = await setStage();
    const fault = fake.fault('POST /interactions/{interaction_id}/{interaction_token}/callback', {
      cut: 'after',
    });
    const late = Promise.withResolvers<Answer>();
    desk.says = () => late.promise;
    const { guild } = fake;
    const turn = guild.person('reader').slash(guild.channel('general'), 'lorewatch search', { query: 'x' });
    await turn.acknowledged;
    const last = desk.asked.at(-1);
    if (last) late.resolve(told('there', last.ask));
    expect((await turn.seen).text).toContain('there');
    expect(fault.struck()).toBe(1);
    expect(fake.posted).toHaveLength(1);
  });
  it('is replaced by a sentence where Discord refuses it', async () => {
    const { fake, log } = await setStage();
    fake.fault('POST /interactions/{interaction_id}/{interaction_token}/callback', {
      status: 400,
      code: 50035,
    });
    const { guild } = fake;
    const turn = guild.person('reader').slash(guild.channel('general'), 'lorewatch search', { query: 'x' });
    expect((await turn.seen).text).toContain('Discord did not take the answer');
    expect(log()).toMatch(/^error/m);
  });
  it('R25: tells no token in the log, whatever fails', async () => {
    const { fake, log, desk } = await setStage();
    const { guild } = fake;
    const reader = guild.person('reader');
    const route = '/interactions/{interaction_id}/{interaction_token}/callback';
    const tokens = [fake.token];
    for (const fault of [{ status: 403 }, { status: 500, times: 2 }, { cut: 'before', times: 2 }] as const) {
      const { hit, lift } = fake.fault(`POST ${route}`, fault);
      const { token } = reader.slash(guild.channel('general'), 'lorewatch search', { query: 'x' });
      tokens.push(token);
      await hit;
      await desk.wasAsked(tokens.length - 1);
      lift();
      await reader.slash(guild.channel('general'), 'lorewatch search', { query: 'y' }).seen;
    }
    expect(log()).toMatch(/^(warn|error)/m);
    for (const token of tokens) expect(log()).not.toContain(token);
  });
});
