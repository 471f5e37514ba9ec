import {
  type APIInteraction,
  Client,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type InteractionResponseType,
  REST,
  Routes,
} from 'discord.js';
import { afterEach, beforeEach } from 'vitest';
import { startFakeDiscord } from './discord.ts';
import type { FakeChannel, FakeDiscord, FakePerson } from './types.ts';

export const QUIET = { allowed_mentions: { parse: [] } };

type Asked = { readonly id: string; readonly token: string };

/** A bot of a few lines, on the real client: what it answers is said by each test. */
export type BotStage = {
  readonly fake: FakeDiscord;
  readonly rest: REST;
  clock: number;
  answer: (interaction: APIInteraction) => Promise<unknown>;
  readonly reply: (asked: Asked, type: InteractionResponseType | number, data?: object) => Promise<unknown>;
  /** The path of the first answer. */
  readonly original: (asked: Asked) => `/${string}`;
  readonly person: (name: string) => FakePerson;
  readonly general: () => FakeChannel;
};

export function useBot(commands: readonly object[]): BotStage {
  let fake: FakeDiscord;
  let rest: REST;
  let client: Client;
  const stage: BotStage = {
    clock: 0,
    answer: async () => undefined,
    get fake() {
      return fake;
    },
    get rest() {
      return rest;
    },
    reply: ({ id, token }, type, data) =>
      rest.post(Routes.interactionCallback(id, token), {
        body: { type, ...(data ? { data } : {}) },
        auth: false,
      }),
    original: ({ token }) => Routes.webhookMessage(fake.applicationId, token),
    person: (name) => fake.guild.person(name),
    general: () => fake.guild.channel('general'),
  };
  beforeEach(async () => {
    stage.clock = Date.UTC(2030, 0, 1);
    fake = await startFakeDiscord({ now: () => stage.clock });
    rest = new REST({ api: fake.api, retries: 0 }).setToken(fake.token);
    await rest.put(Routes.applicationCommands(fake.applicationId), { body: commands });
    client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: fake.api, retries: 0 } });
    client.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) => {
      stage.answer(interaction).catch(() => undefined);
    });
    await client.login(fake.token);
    await fake.gateway.ready();
  });
  afterEach(async () => {
    await client.destroy();
    await fake.close();
  });
  return stage;
}
