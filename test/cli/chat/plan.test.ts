import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../src/catalog/catalog.ts';
import { needsHttp, planFronts } from '../../../src/cli/chat/plan.ts';
import { readServices } from '../../../src/cli/services.ts';
import { readSettings } from '../../../src/settings.ts';

const BOT = { SLACK_BOT_TOKEN: 'xoxb-1234567890' };
const SOCKET = { ...BOT, SLACK_APP_TOKEN: 'xapp-1234567890' };
const DISCORD = { DISCORD_TOKEN: 'a.token.of.twenty.letters' };

async function plan(environment: Record<string, string>) {
  return planFronts(
    readServices(readSettings(environment)),
    await loadCatalog('config/lorewatch.example.yaml'),
  );
}

describe('what is to be spoken to', () => {
  it('is nothing where nothing is set up, or it can only post', async () => {
    expect(await plan({})).toBeUndefined();
    expect(await plan(BOT)).toBeUndefined();
  });

  it('is what has a token, where the configuration says it is', async () => {
    const both = await plan({ ...SOCKET, ...DISCORD });
    expect(both).toMatchObject({
      slack: { api: 'https://slack.com/api', appToken: 'xapp-1234567890' },
      discord: { api: 'https://discord.com/api', trials: [] },
    });
    expect(await plan(DISCORD)).toMatchObject({ slack: undefined });
  });

  it.each([
    [SOCKET, false],
    [DISCORD, false],
    [{ ...BOT, SLACK_SIGNING_SECRET: 'secret' }, true],
    [{ ...DISCORD, DISCORD_PUBLIC_KEY: 'a'.repeat(64) }, true],
  ])('needs somebody who listens where they come to us: %#', async (environment, needed) => {
    const fronts = await plan(environment);
    expect(fronts && needsHttp(fronts)).toBe(needed);
  });
});
