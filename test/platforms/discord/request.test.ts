import { getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readDigest } from '../../render/fixtures.ts';
import { type OpenDiscord, openDiscord } from './opened.ts';

let discord: OpenDiscord;
beforeEach(async () => {
  // As in the daemon, whose own requests go by another undici than that of the client.
  setGlobalDispatcher(getGlobalDispatcher());
  discord = await openDiscord();
});
afterEach(() => discord.close());

it('brings pictures though the process has another undici than the client', async () => {
  const { fake, platform, parcel, context } = discord;
  const url = 'https://lorewatch.example.org/d/1';
  const post = { what: 'digest', digest: readDigest('full'), issue: '2026-W14', url } as const;
  expect(await platform.send(parcel(post), context)).toMatchObject({ what: 'sent' });
  const [digest] = fake.guild.channel('general').messages;
  expect(digest?.files.get('digest.png')).toEqual(
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]),
  );
});
