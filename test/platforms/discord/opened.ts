import { createDiscord, type DiscordSettings } from '../../../src/platforms/discord/platform.ts';
import type { Parcel, Platform, Post, SendContext } from '../../../src/ports/platform.ts';
import { parcelFor } from '../../contracts/posts.ts';
import { startFakeDiscord } from '../../fakes/discord/discord.ts';
import type { FakeChannel, FakeDiscord, FakeMessage } from '../../fakes/discord/types.ts';

export type OpenDiscord = {
  readonly fake: FakeDiscord;
  readonly platform: Platform;
  readonly clock: { now: number };
  readonly context: SendContext;
  readonly target: (channel: FakeChannel) => string;
  readonly parcel: (post: Post, more?: Partial<Parcel>, channel?: FakeChannel) => Parcel;
  /** One more client of the same Discord, as after a restart. */
  readonly again: (settings?: Partial<DiscordSettings>) => Platform;
  readonly close: () => Promise<void>;
};

/** A drawn picture: a PNG by its first bytes. */
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);

/** The platform on a Discord of our own on loopback, both with one clock. */
export async function openDiscord(settings: Partial<DiscordSettings> = {}): Promise<OpenDiscord> {
  const clock = { now: Date.parse('2026-04-02T12:00:00Z') };
  const fake = await startFakeDiscord({ now: () => clock.now });
  const open: Platform[] = [];
  const again = (more: Partial<DiscordSettings> = {}): Platform => {
    const draw = async (): Promise<Uint8Array> => PNG;
    const platform = createDiscord({ api: fake.api, token: fake.token, draw, ...settings, ...more });
    open.push(platform);
    return platform;
  };
  const platform = again();
  const target = (channel: FakeChannel): string => `discord:${channel.guild?.id}/${channel.id}`;
  let parcels = 0;
  return {
    fake,
    platform,
    clock,
    context: { now: () => clock.now, signal: new AbortController().signal },
    target,
    parcel: (post, more = {}, channel = fake.guild.channel('general')) => {
      parcels++;
      return parcelFor(target(channel), post, { key: `01k2abc-${parcels}`, since: clock.now, ...more });
    },
    again,
    close: async () => {
      await Promise.all(open.map((each) => each.close()));
      await fake.close();
    },
  };
}

/** What stands there, and what stands in the thread under it, without ids and times. */
export function shownOf(message: FakeMessage | undefined): string {
  if (message === undefined) return '';
  const own = message.channel.kind === 'thread' ? message.channel.messages : [message];
  const all = [...new Set([...own, ...(message.thread?.messages ?? [])])];
  return all
    .map(({ content, embeds, components, files }) =>
      JSON.stringify([content, embeds, components, [...files.keys()]]).replaceAll(/\d{17,20}/g, 'ID'),
    )
    .join('\n');
}
