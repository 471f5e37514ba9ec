import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startFakeDiscord } from '../fakes/discord/discord.ts';
import type { FakeDiscord } from '../fakes/discord/types.ts';
import { startFakeSlack } from '../fakes/slack/slack.ts';
import type { FakeSlack } from '../fakes/slack/types.ts';
import { type DemoStore, makeDemoStore } from '../pipeline/demo-store.ts';
import { createTemp } from '../sources/temp.ts';
import { createDaemons, until } from './daemon.ts';
import { openTown, quiet, type Town } from './service-world.ts';

const temp = createTemp();
const daemons = createDaemons();
let demo: DemoStore;
let slack: FakeSlack;
let discord: FakeDiscord;
let town: Town;

beforeAll(async () => {
  demo = await makeDemoStore();
});
afterAll(() => demo.remove());
beforeEach(async () => {
  slack = await startFakeSlack();
  discord = await startFakeDiscord();
  town = await openTown(temp(), join(demo.folder, 'data'));
  const endpoints = `endpoints: {slack_api: "${slack.api}", discord_api: "${discord.api}"}`;
  writeFileSync(town.overlay, quiet(`${endpoints}\nchat: {discord: {guilds: ["${discord.guild.id}"]}}\n`));
});
afterEach(async () => {
  await town.close();
  await Promise.all([slack.close(), discord.close()]);
});

it('R28: SIGTERM in the middle of posts: they are finished and written down, it ends with 0 within ten seconds', async () => {
  const daemon = daemons.run(['start', '--data', town.folder, '--config', town.overlay], {
    PORT: '0',
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    DISCORD_TOKEN: discord.token,
  });
  await Promise.all([slack.sockets.connected(), discord.gateway.ready()]);
  await until(() => discord.commands(discord.guild).length > 0, daemon.said);
  const inSlack = slack.fault('chat.postMessage', { stall: true });
  const inDiscord = discord.fault('POST /channels/{channel_id}/messages', { stall: 'before' });
  const general = discord.guild.channel('general');
  // Each is announced in its channel.
  await slack.people.ada.command('/lorewatch subscribe area:drm now', slack.channels.rust.id).message();
  await discord.guild.person('admin').slash(general, 'lorewatch subscribe', { filter: 'area:drm' }).seen;
  await Promise.all([inSlack.met, inDiscord.hit]);
  const asked = performance.now();
  daemon.kill('SIGTERM');
  await until(() => daemon.said().includes('ending'), daemon.said);
  inSlack.release();
  inDiscord.release();
  expect(await daemon.ended).toBe(0);
  expect(performance.now() - asked).toBeLessThan(10_000);
  const announced = slack.messages(slack.channels.rust.id).filter(({ ephemeral }) => ephemeral === undefined);
  expect([announced.length, general.messages.length]).toEqual([1, 1]);
  const notices = town.store.deliveries({ kinds: ['notice'] });
  expect(notices.map(({ state }) => state)).toEqual(['sent', 'sent']);
  expect([slack.sockets.open(), discord.gateway.connected()]).toEqual([0, 0]);
  expect([slack.violations, discord.violations]).toEqual([[], []]);
}, 60_000);
