import type { FrontDeps } from '../../../ports/chat.ts';

export type DiscordFrontSettings = {
  /** `https://discord.com/api`, without the version. */
  readonly api: string;
  /** Of the bot; a secret. */
  readonly token: string;
  /** Of the application, 64 hex digits. Given: interactions come over HTTP, and no gateway is used. */
  readonly publicKey?: string | undefined;
  /** Ids of roles that may change subscriptions, besides those who may manage the server. */
  readonly managers: readonly string[];
  /** Ids of guilds that get the commands at once, for development; none: all guilds get them. */
  readonly guilds: readonly string[];
  /** A picture in SVG as PNG. */
  readonly draw: (svg: string) => Promise<Uint8Array>;
};

/** What the parts of the front work with. */
export type FrontWork = Pick<DiscordFrontSettings, 'managers' | 'draw'> & FrontDeps;
