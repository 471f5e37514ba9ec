import type { APIApplicationCommand, PermissionsString } from 'discord.js';
import type { FakeChannel, FakeGuild, FakeMessage, Turn } from './place-types.ts';

export type * from './place-types.ts';

/** All times are ms of the injected clock. Ids are snowflakes, made in order. */
export type FakeDiscordOptions = {
  /** Default: Date.now. With a clock of its own nothing lapses by itself: see `lapse`. */
  readonly now?: () => number;
  /** Default: a token that looks like one and says FAKE. */
  readonly token?: string;
  /** Privileged intents that are switched on for the bot, as bits. Default 0: asking for one closes with 4014. */
  readonly privileged?: number;
  /** ms between heartbeats that HELLO asks for. Default 41250. */
  readonly heartbeat?: number;
  /** How long a nonce is remembered, ms. Default 3 minutes. */
  readonly nonceMemory?: number;
  /** No limits of rates. Without it, a clock that stands still lets 5 posts into a channel, and 50 requests in all. */
  readonly unlimited?: true;
  /** After how many refused requests in ten minutes nothing is answered any more. Default 10,000. */
  readonly banAt?: number;
  /** What the bot is given in a guild where nothing else is said. Default: see BOT_PERMISSIONS in world/guild.ts. */
  readonly botPermissions?: readonly PermissionsString[];
};

export type Ping = {
  readonly kind: 'everyone' | 'here' | 'role' | 'user';
  readonly id: string;
  readonly message: FakeMessage;
};

/** Something that broke the contract. It was refused as Discord refuses it, unless `accepted`. */
export type Violation = {
  readonly at: number;
  /** `POST /channels/{channel.id}/messages` */
  readonly route: string;
  readonly what: string;
  readonly accepted: boolean;
};

export type SeenRequest = {
  readonly at: number;
  readonly method: string;
  /** Below /api/v10; tokens of interactions in it are real ones: never print it. */
  readonly path: string;
  /** As the OpenAPI names it: `/channels/{channel_id}/messages`; '' where there is none. */
  readonly route: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The JSON body (of multipart: payload_json). */
  readonly body: unknown;
  /** undefined: not answered (cut), or not yet. */
  readonly status: number | undefined;
};

/** What goes wrong with the next requests that fit. */
export type DiscordFault = {
  /** How often; default 1. Infinity: until `lift`. */
  readonly times?: number;
  /** Only in this channel, or below this path. */
  readonly within?: string;
} /** Nothing is done; `code` is Discord's own, in the body. `body`: instead of JSON (a proxy's page). */ & (
  | { readonly status: number; readonly code?: number; readonly message?: string; readonly body?: string }
  /** 429; seconds. */
  | {
      readonly retryAfter: number;
      readonly code?: number;
      readonly global?: boolean;
      readonly scope?: 'user' | 'shared' | 'global';
    }
  /** The connection is cut: before anything is done, or after it. */
  | { readonly cut: 'before' | 'after' }
  /** It is done, and answered with this status (500). */
  | { readonly statusAfter: number }
  /** It waits until `release`: before or after it is done. */
  | { readonly stall: 'before' | 'after' }
);

export type FaultHandle = {
  /** How often it struck. */
  readonly struck: () => number;
  /** Resolves when it strikes first. */
  readonly hit: Promise<void>;
  /** Lets all go that are stalled by it. */
  readonly release: () => void;
  /** Ends it. */
  readonly lift: () => void;
};

export type FakeGateway = {
  /** ws://127.0.0.1:P */
  readonly url: string;
  /** How many sessions are ready or resumed and connected now. */
  readonly connected: () => number;
  /** Resolves when so many READY or RESUMED were sent since the start. */
  readonly ready: (count?: number) => Promise<void>;
  readonly identifies: () => number;
  readonly resumes: () => number;
  /** Ends the connections: cut without a word, asked to reconnect (7), invalid session (9), or closed with a code. */
  readonly disconnect: (how?: 'cut' | 'reconnect' | 'invalid' | 'invalid-resumable' | number) => void;
  /** Refuses connections while it is on. */
  readonly down: (isDown: boolean) => void;
  /** No heartbeat is acknowledged while it is on. */
  readonly deaf: (isDeaf: boolean) => void;
  /** Sends the interaction once more, as a replay does. */
  readonly again: (turn: Turn) => void;
};

export type HttpSign = 'good' | 'bad' | 'stale' | 'missing' | 'other-key' | 'changed-body';

export type FakeDiscord = {
  readonly url: string;
  /** `${url}/api`: for `rest: {api}`. */
  readonly api: string;
  readonly token: string;
  /** Of the application; the bot's user has the same id. */
  readonly applicationId: string;
  /** Ed25519, hex, as the developer portal shows it. */
  readonly publicKey: string;
  readonly bot: { readonly id: string; readonly name: string };

  /** The first guild: text `general`, announcement `news`, forum `forum`, voice `voice`; people `admin` (ManageGuild), `reader`. */
  readonly guild: FakeGuild;
  readonly guilds: readonly FakeGuild[];
  /** One more, made as the first; the bot is told of it. */
  readonly addGuild: (name: string) => FakeGuild;
  /** The bot is thrown out: GUILD_DELETE. */
  readonly removeGuild: (guild: FakeGuild) => void;
  /** Removes the channel, tells the bot. */
  readonly removeChannel: (channel: FakeChannel) => void;
  /** Of the whole installation, or of the guild. */
  readonly commands: (guild?: FakeGuild) => readonly APIApplicationCommand[];

  /** All messages of the bot, the oldest first, ephemeral and deleted ones too; none that "is thinking" still. */
  readonly posted: readonly FakeMessage[];
  /** Resolves when the bot has posted so many. */
  readonly wait: (count: number) => Promise<readonly FakeMessage[]>;
  readonly pings: readonly Ping[];
  readonly violations: readonly Violation[];
  readonly requests: readonly SeenRequest[];
  /** 401, 403 and 429 of the last ten minutes. From `banAt` on everything is refused. */
  readonly invalidRequests: () => number;

  /** `POST /channels/{channel_id}/messages`, a route without its method, or `*` for all. Names in braces are free. */
  readonly fault: (where: string, fault: DiscordFault) => FaultHandle;
  /** The token is no longer good: 401, and the gateway closes with 4004. */
  readonly revoke: () => void;
  readonly gateway: FakeGateway;
  /** Interactions come over HTTP from now on, to this address; undefined: over the gateway again. */
  readonly interactAt: (url: string | undefined, sign?: HttpSign) => void;
  /** What the developer portal does when the address is entered: PING, signed so. */
  readonly ping: (
    url: string,
    sign?: HttpSign,
  ) => Promise<{ readonly status: number; readonly body: unknown }>;
  /** Ends all turns that are over by the clock: "did not respond". */
  readonly lapse: () => void;
  readonly close: () => Promise<void>;
};
