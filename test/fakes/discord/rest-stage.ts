import { DiscordAPIError, RateLimitError, REST, Routes } from 'discord.js';
import { afterEach, beforeEach } from 'vitest';
import { startFakeDiscord } from './discord.ts';
import { isRecord } from './form.ts';
import type { FakeChannel, FakeDiscord, FakeDiscordOptions } from './types.ts';

export const QUIET = { allowed_mentions: { parse: [] } };

export type RestStage = {
  readonly fake: FakeDiscord;
  readonly rest: REST;
  clock: number;
  readonly general: () => FakeChannel;
  readonly send: (channel: FakeChannel, body: object) => Promise<unknown>;
};

/** A fake and the real client for each test, on a clock that moves only when it is moved. */
export function useRest(options: FakeDiscordOptions = {}): RestStage {
  let fake: FakeDiscord;
  let rest: REST;
  const stage = {
    clock: 0,
    get fake() {
      return fake;
    },
    get rest() {
      return rest;
    },
    general: () => fake.guild.channel('general'),
    send: (channel: FakeChannel, body: object) =>
      rest.post(Routes.channelMessages(channel.id), { body: { ...QUIET, ...body } }),
  };
  beforeEach(async () => {
    stage.clock = Date.UTC(2030, 0, 1);
    fake = await startFakeDiscord({ ...options, now: () => stage.clock });
    const rests = { api: fake.api, retries: 0, rejectOnRateLimit: () => true, timeout: 5_000 };
    rest = new REST(rests).setToken(fake.token);
  });
  afterEach(async () => {
    await fake.close();
  });
  return stage;
}

/** Status and code of a refusal; `limited`; undefined: it was done. */
export async function refusal(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof DiscordAPIError) return `${error.status} ${error.code}`;
    if (error instanceof RateLimitError) return 'limited';
    throw error;
  }
}

export const idOf = (value: unknown): string => (isRecord(value) ? `${value.id}` : '');
