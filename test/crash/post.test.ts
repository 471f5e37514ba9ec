import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFakeDiscord } from '../fakes/discord/discord.ts';
import type { FakeDiscord } from '../fakes/discord/types.ts';
import { startFakeSlack } from '../fakes/slack/slack.ts';
import type { FakeSlack } from '../fakes/slack/types.ts';
import { buildTown, revision, START } from '../pipeline/matching/town.ts';
import { createTemp } from '../sources/temp.ts';
import { DEATHS, type Death } from './deaths.ts';
import type { PostErrand } from './post-child.ts';

const SCRIPT = join(import.meta.dirname, 'post-child.ts');
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const NAMES = ['gizmo0', 'gizmo1', 'gizmo2'];

const temp = createTemp();
let slack: FakeSlack;
let discord: FakeDiscord;
/** What the clock of all of them is ahead of that of the machine, ms. */
let ahead = 0;

beforeEach(async () => {
  ahead = START + MINUTE - Date.now();
  const now = (): number => Date.now() + ahead;
  slack = await startFakeSlack({ now });
  discord = await startFakeDiscord({ now });
});
afterEach(async () => {
  const broken = [slack.violations, discord.violations, slack.pings, discord.pings];
  await Promise.all([slack.close(), discord.close()]);
  expect(broken).toEqual([[], [], [], []]);
});

type Targets = { readonly slack: readonly string[]; readonly discord: readonly string[] };

const targets = (): Targets => ({
  slack: ['rust', 'general'].map((name) => `slack:${slack.team.id}/${idOf(name)}`),
  discord: ['general', 'news'].map((name) => `discord:${discord.guild.id}/${discord.guild.channel(name).id}`),
});
const idOf = (name: string): string => (name === 'rust' ? slack.channels.rust.id : slack.channels.general.id);

/** A store with a card for each name and target that waits. */
async function prepare(to: readonly string[]): Promise<string> {
  const folder = temp();
  const town = buildTown(folder);
  for (const target of to) town.subscribe(target);
  await town.bring(NAMES.flatMap((name, n) => revision(1, START - MINUTE + n * 5 * SECOND, name)));
  await town.match();
  expect(town.deliveries()).toHaveLength(NAMES.length * to.length);
  town.store.close();
  return folder;
}

type Child = { readonly kill: () => void; readonly ended: Promise<string> };

/** `ended`: what it said, or the signal that ended it. */
function run(folder: string, more: Partial<PostErrand> = {}): Child {
  const errand: PostErrand = {
    folder,
    slack: { api: slack.api, token: slack.botToken },
    discord: { api: discord.api, token: discord.token },
    ahead,
    nth: 2,
    ...more,
  };
  const child = spawn(process.execPath, [SCRIPT, JSON.stringify(errand)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ended = new Promise<string>((resolve) => {
    child.on('close', (code, signal) => resolve(code === 0 ? said.trim() : String(signal ?? code)));
  });
  return { kill: () => void child.kill('SIGKILL'), ended };
}

/** What stands in each channel, in its order. */
const cards = (texts: readonly string[]): string[] =>
  texts.flatMap((text) => /rust: (gizmo\d): add levers/.exec(text)?.[1] ?? []);
const inSlack = (name: string): string[] => cards(slack.messages(idOf(name)).map(({ seen }) => seen));
const inDiscord = (name: string): string[] =>
  cards(discord.guild.channel(name).messages.map(({ text }) => text));

function states(folder: string): string[] {
  const town = buildTown(folder);
  const all = town.deliveries().map(({ state }) => state);
  town.store.close();
  return [...new Set(all)];
}

/** A process that dies at the second of three posts; in the middle of one: at the first. */
async function dieAt(death: Death, platform: keyof Targets, folder: string): Promise<void> {
  const met = death === 'sending' ? stall(platform) : undefined;
  const child = run(folder, { death });
  if (met !== undefined) {
    await met;
    child.kill();
  }
  expect(await child.ended).toBe('SIGKILL');
}

/** A post is taken, and never answered. */
function stall(platform: keyof Targets): Promise<void> {
  return platform === 'slack'
    ? slack.fault('chat.postMessage', { stall: true, committed: true }).met
    : discord.fault('POST /channels/{channel_id}/messages', { stall: 'after' }).hit;
}

describe.each(['slack', 'discord'] as const)('a process that is killed while it posts to %s', (platform) => {
  const shown = (): string[] => (platform === 'slack' ? inSlack('rust') : inDiscord('general'));

  it.each(DEATHS)(
    'R13: %s: the next one posts what is missing, and nothing twice',
    async (death) => {
      const folder = await prepare(targets()[platform].slice(0, 1));
      await dieAt(death, platform, folder);
      expect(shown().length).toBeLessThan(NAMES.length);
      ahead += 10 * SECOND;
      expect(await run(folder).ended).toMatch(/^sent \d/);
      expect(shown()).toEqual(NAMES);
      expect(states(folder)).toEqual(['sent']);
    },
    60_000,
  );

  it('R13: and when it comes back long after, it looks what stands there', async () => {
    const folder = await prepare(targets()[platform].slice(0, 1));
    await dieAt('after the answer', platform, folder);
    // No nonce is remembered so long.
    ahead += 30 * MINUTE;
    expect(await run(folder).ended).toMatch(/^sent \d/);
    expect(shown()).toEqual(NAMES);
    expect(states(folder)).toEqual(['sent']);
  }, 60_000);
});

it('R17: two processes share a store, and each delivery goes out once', async () => {
  const { slack: channels, discord: places } = targets();
  const folder = await prepare([...channels, ...places]);
  const said = await Promise.all([run(folder).ended, run(folder).ended]);
  for (const name of ['rust', 'general']) expect(inSlack(name)).toEqual(NAMES);
  for (const name of ['general', 'news']) expect(inDiscord(name)).toEqual(NAMES);
  const sent = said.map((one) => Number(/^sent (\d+)$/.exec(one)?.[1] ?? Number.NaN));
  expect(sent[0] ?? 0).toBeGreaterThan(0);
  expect(sent[1] ?? 0).toBeGreaterThan(0);
  expect((sent[0] ?? 0) + (sent[1] ?? 0)).toBe(NAMES.length * 4);
  expect(states(folder)).toEqual(['sent']);
}, 60_000);
