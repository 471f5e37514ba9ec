import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENDPOINTS } from '../../../config/endpoints.ts';
import { chatChecks, type ReadChats } from '../../../src/cli/doctor/chat.ts';
import { type CheckResult, runChecks } from '../../../src/cli/doctor/check.ts';
import { UserError } from '../../../src/ports/errors.ts';
import type { Http } from '../../../src/ports/http.ts';
import { createHttp } from '../../../src/sources/http/client.ts';
import { startFakeDiscord } from '../../fakes/discord/discord.ts';
import type { FakeDiscord } from '../../fakes/discord/types.ts';
import { startFakeSlack } from '../../fakes/slack/slack.ts';
import type { FakeSlack } from '../../fakes/slack/types.ts';

let slack: FakeSlack;
let discord: FakeDiscord;
let http: Http;
beforeAll(async () => {
  slack = await startFakeSlack();
  discord = await startFakeDiscord();
  http = createHttp({
    userAgent: 'lorewatch-test',
    pause: 0,
    proxy: { http: undefined, https: undefined, no: undefined },
    allowPrivate: [],
    now: Date.now,
  });
});
afterAll(async () => {
  await http.close();
  await Promise.all([slack.close(), discord.close()]);
});

type Chats = ReturnType<ReadChats>;

function ask(chats: Partial<Chats>): Promise<readonly CheckResult[]> {
  const endpoints = { ...ENDPOINTS, slackApi: slack.api.replace(/\/$/, ''), discordApi: discord.api };
  const readChats = (): Chats => ({ slack: undefined, discord: undefined, ...chats });
  return runChecks(chatChecks({ http, endpoints, readChats }), () => undefined);
}

function tokens(more: object = {}): Chats['slack'] {
  const { botToken, appToken } = slack;
  return { botToken, appToken, signingSecret: undefined, oauth: undefined, ...more };
}

describe('doctor, of the chats', () => {
  it('looks at nothing where nothing is set up', async () => {
    expect(await ask({})).toEqual([]);
  });

  it('says who we are where all is well', async () => {
    const bot = { token: discord.token, publicKey: discord.publicKey };
    expect(await ask({ slack: tokens(), discord: bot })).toEqual([
      expect.objectContaining({
        check: 'slack',
        state: 'ok',
        found: expect.stringMatching(/^we are \S+ in the workspace /),
      }),
      expect.objectContaining({ check: 'slack socket', state: 'ok' }),
      expect.objectContaining({
        check: 'discord',
        state: 'ok',
        found: expect.stringMatching(/^we are the application /),
      }),
    ]);
  });

  it('says which token is refused, where to get another one, and never the token', async () => {
    const wrong = tokens({ botToken: 'xoxb-WRONG-0000000000', appToken: 'xapp-WRONG-000000000' });
    const results = await ask({
      slack: wrong,
      discord: { token: 'WRONG.token.of.a.bot', publicKey: undefined },
    });
    expect(results.map(({ check, state }) => `${check} ${state}`)).toEqual([
      'slack bad',
      'slack socket bad',
      'discord bad',
    ]);
    expect(results[0]?.found).toBe("the bot's token is refused: invalid_auth");
    expect(results[2]?.found).toBe('the token of the bot is refused');
    expect(results.every(({ mend }) => mend !== undefined)).toBe(true);
    expect(JSON.stringify(results)).not.toContain('WRONG');
  });

  it('sees a public key that belongs to another application', async () => {
    const [result] = await ask({ discord: { token: discord.token, publicKey: 'a'.repeat(64) } });
    expect(result).toMatchObject({
      state: 'bad',
      found: 'DISCORD_PUBLIC_KEY belongs to another application',
    });
  });

  it('tells what is half set up, and goes on', async () => {
    const readChats = (): never => {
      throw new UserError('SLACK_BOT_TOKEN is missing');
    };
    const checks = chatChecks({ http, endpoints: ENDPOINTS, readChats });
    expect(await runChecks(checks, () => undefined)).toEqual([
      { check: 'chat', state: 'bad', found: 'SLACK_BOT_TOKEN is missing', mend: 'correct the environment' },
    ]);
  });
});
