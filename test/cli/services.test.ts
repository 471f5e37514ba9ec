import { describe, expect, it } from 'vitest';
import { readServices } from '../../src/cli/services.ts';
import { readSettings } from '../../src/settings.ts';

const BOT = 'xoxb-1234567890-SECRET';
const APP = 'xapp-1-A1-SECRET';
const DISCORD = 'MTIzNDU2Nzg5.SECRET.aaaaaaaaaaaaaaaaaaaa';
const services = (environment: Record<string, string>) => readServices(readSettings(environment));
const OAUTH = {
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'cs-SECRET',
  SLACK_SIGNING_SECRET: 'ss-SECRET',
  LOREWATCH_KEY: 'k'.repeat(32),
  LOREWATCH_URL: 'https://watch.example.org/',
};

describe('what the environment sets up of the chats', () => {
  it('is nothing where nothing is said', () => {
    expect(services({})).toMatchObject({ slack: undefined, discord: undefined, key: undefined });
  });

  it('is one workspace by its token, or several by OAuth', () => {
    expect(services({ SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: APP }).slack).toEqual({
      botToken: BOT,
      appToken: APP,
      signingSecret: undefined,
      oauth: undefined,
    });
    expect(services(OAUTH)).toMatchObject({
      slack: { botToken: undefined, oauth: { clientId: '1.2', clientSecret: 'cs-SECRET' } },
      key: 'k'.repeat(32),
    });
  });

  it('is a bot by its token', () => {
    expect(services({ DISCORD_TOKEN: DISCORD }).discord).toEqual({ token: DISCORD, publicKey: undefined });
  });

  it.each([
    [{ SLACK_APP_TOKEN: APP }, /^SLACK_BOT_TOKEN is missing: it stands on the page/],
    [{ SLACK_BOT_TOKEN: APP }, /^SLACK_BOT_TOKEN is no such token: it begins with xoxb-$/],
    [
      { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: BOT },
      /^SLACK_APP_TOKEN is no such token: it begins with xapp-$/,
    ],
    [{ SLACK_BOT_TOKEN: `${BOT}\nx` }, /^SLACK_BOT_TOKEN is no such token/],
    [{ ...OAUTH, SLACK_BOT_TOKEN: BOT }, /leave one of them away$/],
    [
      { ...OAUTH, SLACK_CLIENT_SECRET: '' },
      /^SLACK_CLIENT_SECRET is missing: it belongs to SLACK_CLIENT_ID$/,
    ],
    [{ ...OAUTH, LOREWATCH_KEY: '' }, /^LOREWATCH_KEY is missing/],
    [{ ...OAUTH, LOREWATCH_KEY: 'short-SECRET' }, /^LOREWATCH_KEY is too short/],
    [{ ...OAUTH, LOREWATCH_URL: '' }, /^LOREWATCH_URL is missing/],
    [{ ...OAUTH, SLACK_SIGNING_SECRET: '' }, /^SLACK_SIGNING_SECRET is missing/],
    [{ DISCORD_PUBLIC_KEY: 'a'.repeat(64) }, /^DISCORD_TOKEN is missing/],
    [{ DISCORD_TOKEN: `Bot ${DISCORD}` }, /^DISCORD_TOKEN is no token of a bot/],
    [{ DISCORD_TOKEN: DISCORD, DISCORD_PUBLIC_KEY: 'xyz' }, /^DISCORD_PUBLIC_KEY is no key/],
  ])('is refused where it is half of it, without a secret: %#', (environment, sentence) => {
    const asked = () => services(environment);
    expect(asked).toThrow(sentence);
    expect(asked).not.toThrow(/-SECRET|kkkk/);
  });
});
