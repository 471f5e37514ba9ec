import { RUST } from '../../config/topics/rust/topic.ts';
import type { CommandDeps } from '../../src/commands/command.ts';
import { createDesk } from '../../src/commands/desk.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import { deliverLane } from '../../src/pipeline/delivering/deliver-lane.ts';
import type { DeliverDeps } from '../../src/pipeline/delivering/deps.ts';
import { issueDigests } from '../../src/pipeline/issuing/issue-digests.ts';
import { forgetTenant } from '../../src/pipeline/subscribing/forget.ts';
import { createDiscordFront } from '../../src/platforms/discord/front/front.ts';
import { createDiscord } from '../../src/platforms/discord/platform.ts';
import { createSlackFront } from '../../src/platforms/slack/front/front.ts';
import { createSlack } from '../../src/platforms/slack/platform.ts';
import { createSlackTokens } from '../../src/platforms/slack/tokens.ts';
import type { Desk, Front, FrontDeps } from '../../src/ports/chat.ts';
import type { Platform, Platforms } from '../../src/ports/platform.ts';
import { startFakeDiscord } from '../fakes/discord/discord.ts';
import type { FakeDiscord } from '../fakes/discord/types.ts';
import { startFakeSlack } from '../fakes/slack/slack.ts';
import type { FakeSlack } from '../fakes/slack/types.ts';
import { buildTown, type Town } from '../pipeline/matching/town.ts';

const LORE = 'https://lore.kernel.org';
const HOUR = 3_600_000;
const KEY = 'a key for tests, of thirty-two letters';

/** Slack, Discord, a store and all between them: real SDKs over loopback, mail that is made up, a clock that stands. */
export type ChatWorld = {
  readonly town: Town;
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
  readonly desk: Desk;
  /** What the fronts said, without secrets. */
  readonly talk: readonly string[];
  readonly deliverDeps: DeliverDeps;
  /** Time goes on, what came is matched, what is due is delivered; waits for what falls due within `within` ms. */
  readonly flow: (within?: number) => Promise<void>;
  /** Digests that are due by the clock, made and delivered. */
  readonly issue: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type ChatWorldOptions = {
  readonly platforms?: (platforms: readonly Platform[]) => readonly Platform[];
  readonly start?: number;
};

export async function openChatWorld(folder: string, options: ChatWorldOptions = {}): Promise<ChatWorld> {
  const town = buildTown(folder);
  const { clock, store } = town;
  if (options.start !== undefined) clock.now = options.start;
  const now = (): number => clock.now;
  const slack = await startFakeSlack({ now });
  const discord = await startFakeDiscord({ now });
  const platforms = platformsOf(slack, discord, town, options);
  const mistakes: unknown[] = [];
  const onMistake = (what: string, error: unknown): void => {
    mistakes.push(new Error(what, { cause: error }));
  };
  const desk = deskOf(town, platforms, onMistake);
  const talk: string[] = [];
  const fronts = frontsOf(slack, discord, { desk, now, talk });
  await Promise.all(fronts.map((front) => front.start()));
  await Promise.all([slack.sockets.connected(), discord.gateway.ready()]);
  const deliverDeps: DeliverDeps = {
    store,
    platforms,
    now,
    owner: 'test',
    isAlive: () => true,
    random: () => 0,
    admin: undefined,
    onMistake,
    links: { issueUrl: (id) => `https://watch.example.org/digests/${id}`, unsubscribeUrl: () => undefined },
  };
  return {
    town,
    slack,
    discord,
    desk,
    talk,
    deliverDeps,
    flow: async (within = HOUR) => {
      await town.match();
      await deliverDue(town, deliverDeps, within);
      throwFirst(mistakes);
    },
    issue: async () => {
      await issueDigests(
        { store, topic: RUST, lore: LORE, now, onMistake, caughtUp: () => true },
        clock.now,
        new AbortController().signal,
      );
      await deliverDue(town, deliverDeps, HOUR);
      throwFirst(mistakes);
    },
    close: async () => {
      await Promise.all(fronts.map((front) => front.close()));
      await Promise.all([...platforms.values()].map((platform) => platform.close()));
      await Promise.all([slack.close(), discord.close()]);
      store.close();
    },
  };
}

function throwFirst(mistakes: readonly unknown[]): void {
  if (mistakes.length > 0) throw mistakes[0];
}

function platformsOf(
  slack: FakeSlack,
  discord: FakeDiscord,
  { store }: Town,
  options: ChatWorldOptions,
): Platforms {
  const draw = async (): Promise<Uint8Array> => PIXEL;
  const tokens = createSlackTokens({
    botToken: slack.botToken,
    key: KEY,
    sealedOf: (team) => store.installation(`slack:${team}/`),
  });
  const all: readonly Platform[] = [
    createSlack({ api: slack.api, tokens, draw }),
    createDiscord({ api: discord.api, token: discord.token, draw }),
  ];
  return new Map((options.platforms?.(all) ?? all).map((platform) => [platform.id, platform]));
}

/** A picture of one point. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

function deskOf(
  { store, deps, clock }: Town,
  platforms: Platforms,
  onMistake: (what: string, error: unknown) => void,
): Desk {
  const commandDeps: CommandDeps = {
    store,
    topic: RUST,
    lore: LORE,
    now: () => clock.now,
    platforms,
    match: { ...deps, skills: (id) => platforms.get(id)?.can },
    fetchBodies: async () => new Map(),
    fetchMissing: async () => false,
    sources: () => [],
    issueUrl: (id) => `https://watch.example.org/digests/${id}`,
    specs: COMMANDS,
    wake: () => undefined,
  };
  return {
    ...createDesk(commandDeps, COMMANDS, onMistake),
    forget: async (tenant) => forgetTenant(store, tenant),
    installations: {
      list: async (prefix) => store.installations(prefix),
      keep: async (tenant, sealed) => store.keepInstallation(tenant, sealed),
    },
  };
}

type FrontParts = { readonly desk: Desk; readonly now: () => number; readonly talk: string[] };

function frontsOf(slack: FakeSlack, discord: FakeDiscord, { desk, now, talk }: FrontParts): readonly Front[] {
  const deps: FrontDeps = {
    desk,
    specs: COMMANDS,
    now,
    talk: (level, sentence) => talk.push(`${level}: ${sentence}`),
    version: '1.2.3',
  };
  const draw = async (): Promise<Uint8Array> => PIXEL;
  return [
    createSlackFront(
      {
        api: slack.api,
        socket: { appToken: slack.appToken },
        botToken: slack.botToken,
        managers: [],
        draw,
      },
      deps,
    ),
    createDiscordFront(
      { api: discord.api, token: discord.token, managers: [], guilds: [discord.guild.id], draw },
      deps,
    ),
  ];
}

async function deliverDue({ store, clock }: Town, deps: DeliverDeps, within: number): Promise<void> {
  const end = clock.now + within;
  const { signal } = new AbortController();
  for (;;) {
    const lanes = store.dueLanes(clock.now, 100);
    await Promise.all(lanes.map((lane) => deliverLane(deps, lane, signal)));
    if (lanes.length > 0) continue;
    const due = store.nextDue();
    if (due === undefined || due > end) return;
    clock.now = Math.max(clock.now, due);
  }
}
