import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { STORE_FILE } from '../../src/store/sqlite/open.ts';
import { startFakeDiscord } from '../fakes/discord/discord.ts';
import type { FakeDiscord, Turn } from '../fakes/discord/types.ts';
import { startFakeSlack } from '../fakes/slack/slack.ts';
import type { FakeSlack } from '../fakes/slack/types.ts';
import { type DemoStore, makeDemoStore } from '../pipeline/demo-store.ts';
import { createTemp } from '../sources/temp.ts';
import { createDaemons, type Daemon, until } from './daemon.ts';
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
  const { api } = discord;
  const guilds = `chat: {discord: {guilds: ["${discord.guild.id}"]}}`;
  writeFileSync(
    town.overlay,
    quiet(`endpoints: {slack_api: "${slack.api}", discord_api: "${api}"}\n${guilds}\n`),
  );
});
afterEach(async () => {
  await town.close();
  await Promise.all([slack.close(), discord.close()]);
});

function start(env: Readonly<Record<string, string>> = {}): Daemon {
  return daemons.run(['start', '--data', town.folder, '--config', town.overlay], {
    PORT: '0',
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    DISCORD_TOKEN: discord.token,
    ...env,
  });
}

async function connected(daemon: Daemon): Promise<void> {
  await Promise.race([
    Promise.all([slack.sockets.connected(), discord.gateway.ready(), declared()]),
    daemon.ended.then(() => {
      throw new Error(daemon.said());
    }),
  ]);
}

const declared = (): Promise<void> => until(() => discord.commands(discord.guild).length > 0);

async function endWell(daemon: Daemon): Promise<void> {
  const asked = performance.now();
  daemon.kill('SIGTERM');
  expect(await daemon.ended).toBe(0);
  expect(performance.now() - asked).toBeLessThan(9000);
}

const onDiscord = (words: string, options = {}): Turn =>
  discord.guild.person('admin').slash(discord.guild.channel('general'), `lorewatch ${words}`, options);
const inSlack = (words: string) => slack.people.ada.command(`/lorewatch ${words}`, slack.channels.rust.id);
const complaints = (daemon: Daemon): string[] =>
  daemon
    .log()
    .filter(({ level }) => level !== 'info')
    .map(({ msg }) => msg);

describe('the daemon with both chats', () => {
  it('answers, posts, tells how it stands, and ends within ten seconds (R28, R30)', async () => {
    const daemon = start();
    await connected(daemon);
    expect((await inSlack('subscribe milestone:any now').message()).seen).toContain('milestone:any');
    expect(await onDiscord('subscribe', { filter: 'milestone:any' }).seen).toMatchObject({ ephemeral: true });
    // Announced by the outbox: the desk woke the daemon's own thread.
    await slack.until(() =>
      slack.messages(slack.channels.rust.id).find((one) => one.ephemeral === undefined),
    );
    await until(() => discord.guild.channel('general').messages.length > 0);
    const status = (await inSlack('status').message()).seen;
    expect(status).toMatch(/waiting|deliveries|sent/i);
    const port = /pages at http:\/\/127\.0\.0\.1:(\d+)/.exec(daemon.said())?.[1];
    await until(async () => (await readyz(port)).slack?.ok === true);
    expect(await readyz(port)).toMatchObject({
      slack: { ok: true, mode: 'socket', installations: 1 },
      discord: { ok: true, mode: 'socket', installations: 1 },
    });
    await endWell(daemon);
    expect(slack.sockets.open()).toBe(0);
    expect(complaints(daemon)).toEqual([]);
    expect([slack.violations, discord.violations]).toEqual([[], []]);
    for (const secret of [slack.botToken, slack.appToken, discord.token])
      expect(daemon.said()).not.toContain(secret);
  }, 60_000);

  it('R1: acknowledges within a second while the store stands still, and answers when it goes on', async () => {
    const daemon = start();
    await connected(daemon);
    await inSlack('help').message();
    const lock = new DatabaseSync(join(town.folder, STORE_FILE), { timeout: 20_000 });
    lock.exec('BEGIN IMMEDIATE');
    const began = Date.now();
    const asked = inSlack('subscribe area:drm now');
    const turn = onDiscord('subscribe', { filter: 'area:drm' });
    expect((await asked.acknowledged).after).toBeLessThan(1000);
    const first = await turn.acknowledged;
    expect(first?.type).toBe(5);
    expect((first?.at ?? Number.NaN) - began).toBeLessThan(1000);
    expect(asked.shown).toEqual([]);
    lock.exec('ROLLBACK');
    lock.close();
    expect((await asked.message()).seen).toContain('area:drm');
    expect(await turn.seen).toMatchObject({ what: 'message' });
    await endWell(daemon);
  }, 60_000);

  it('serves both over HTTP on the port of its pages', async () => {
    const daemon = start({
      SLACK_APP_TOKEN: '',
      SLACK_SIGNING_SECRET: slack.signingSecret,
      DISCORD_PUBLIC_KEY: discord.publicKey,
    });
    const at = /chat and pages at (http:\/\/127\.0\.0\.1:\d+)\//;
    await until(() => at.test(daemon.said()) || daemon.log().length > 20, daemon.said);
    const url = at.exec(daemon.said())?.[1] ?? '';
    slack.deliverTo(`${url}/slack/events`);
    expect((await discord.ping(`${url}/discord/interactions`)).status).toBe(200);
    expect((await discord.ping(`${url}/discord/interactions`, 'bad')).status).toBe(401);
    await declared();
    discord.interactAt(`${url}/discord/interactions`);
    expect((await inSlack('help').message()).seen).toContain('subscribe');
    expect(await onDiscord('help').seen).toMatchObject({ what: 'message', ephemeral: true });
    slack.sign('wrong');
    expect(await slack.post({ form: { command: '/lorewatch' } }, 'wrong')).toMatchObject({ status: 401 });
    const home = await fetch(`${url}/`);
    expect([home.status, await home.text()]).toEqual([200, expect.stringContaining('Rust in the kernel')]);
    await endWell(daemon);
  }, 60_000);

  it('says that nobody can speak to it where it can only post', async () => {
    const daemon = start({ SLACK_APP_TOKEN: '', DISCORD_TOKEN: '' });
    await until(() => daemon.said().includes('pages at'), daemon.said);
    expect(complaints(daemon)).toEqual([
      expect.stringMatching(/^Slack is posted to, and nobody there can speak/),
    ]);
    await endWell(daemon);
  }, 60_000);

  it('says in a sentence what is wrong with a token, and does not start half', async () => {
    const daemon = start({ SLACK_BOT_TOKEN: 'xoxb-not-the-one-it-knows' });
    expect(await daemon.ended).toBe(1);
    expect(daemon.said()).toMatch(/SLACK_BOT_TOKEN|token/);
    expect(daemon.said()).not.toContain('xoxb-not');
  }, 60_000);
});

async function readyz(port: string | undefined): Promise<Record<string, { ok: boolean } | undefined>> {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
  return ((await answer.json()) as { checks: Record<string, { ok: boolean }> }).checks;
}
