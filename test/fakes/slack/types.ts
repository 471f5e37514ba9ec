import type { Acknowledged, FakePerson, Signing } from './deeds.ts';
import type { Delivered, FakeRequest, Fault, FaultWhat, Violation } from './incidents.ts';
import type {
  FakeBot,
  FakeChannel,
  FakeChannelKind,
  FakeFile,
  FakeMessage,
  FakePersonRights,
  FakeTeam,
  Json,
} from './things.ts';

export type * from './deeds.ts';
export type * from './incidents.ts';
export type * from './things.ts';

export type FakeSlackOptions = {
  /** ms; of time stamps, rate limits, signatures, expiries. Default: the real clock. */
  readonly now?: () => number;
  /** How long an acknowledgement may take, in REAL ms: default 3000. Tests of lateness set it low. */
  readonly ackWithin?: number;
  /** Rate limits are kept: default true. */
  readonly rateLimits?: boolean;
  /** Scopes of the bot of the first workspace. Default: all that the fake knows of a bot. */
  readonly scopes?: readonly string[];
  /** Slash commands that the app has; default `/lorewatch`. */
  readonly commands?: readonly string[];
  /** The redirect addresses that the app has set up; default: any on loopback. */
  readonly redirects?: readonly string[];
};

export type FakeSlack = {
  /** `http://127.0.0.1:1234` */
  readonly url: string;
  /** `${url}/api/` */
  readonly api: string;
  /** The page where people install the app: `${url}/oauth/v2/authorize`. */
  readonly authorizeUrl: string;
  readonly appId: string;
  readonly appToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly signingSecret: string;
  /** Of the first workspace. */
  readonly botToken: string;
  /** The first workspace: installed, with the channels and people below. */
  readonly team: FakeTeam;
  readonly teams: ReadonlyMap<string, FakeTeam>;
  /**
   * Of the first workspace: `general` and `rust` (public, the bot is in), `secret` (private, the bot is in),
   * `elsewhere` (public, the bot is not in), `hidden` (private, it is not), `old` (archived).
   */
  readonly channels: Readonly<
    Record<'general' | 'rust' | 'secret' | 'elsewhere' | 'hidden' | 'old', FakeChannel>
  >;
  /** `ada` owns and created all, `bo` is an admin, `cy` is a member like any. */
  readonly people: Readonly<Record<'ada' | 'bo' | 'cy', FakePerson>>;
  /** Not installed unless said so; `general` and an owner named `dana` in it. */
  readonly addTeam: (name: string, installed?: boolean) => FakeTeam;
  readonly addPerson: (team: FakeTeam, name: string, rights?: FakePersonRights) => FakePerson;
  /** `bot`: is in it; default true. */
  readonly addChannel: (
    team: FakeTeam,
    name: string,
    options?: { readonly kind?: FakeChannelKind; readonly bot?: boolean; readonly creator?: string },
  ) => FakeChannel;

  /** What stands in a channel (ephemerals and what was deleted too), oldest first; without one: everywhere. */
  readonly messages: (channel?: string) => readonly FakeMessage[];
  /** Replies of a thread, without its parent. */
  readonly replies: (parent: FakeMessage) => readonly FakeMessage[];
  readonly files: readonly FakeFile[];
  /** What stands in a channel, as a person reads it. */
  readonly transcript: (channel: string) => string;
  /** Resolves with what `look` returns, once it is not undefined; looked at after each change. Rejects after 10 real s. */
  readonly until: <T>(look: () => T | undefined, what?: string) => Promise<T>;

  /** Where events, commands and interactivity go; undefined: over Socket Mode (so at first). */
  readonly deliverTo: (url: string | undefined) => void;
  /** Sends a body to the address of `deliverTo`, signed so. */
  readonly post: (
    body: { readonly json: Json } | { readonly form: Readonly<Record<string, string>> },
    signing?: Signing,
  ) => Promise<Delivered>;
  /** Of the deliveries to come (commands, events, interactivity). */
  readonly sign: (signing: Signing) => void;
  /** An event of the Events API; resolves once it was taken. */
  readonly event: (team: FakeTeam, event: Json) => Promise<Acknowledged>;

  /** Goes through the installation as a browser does. `url`: the app's own /slack/install. */
  readonly install: (
    url: string,
    as: FakePerson,
    decide?: 'allow' | 'deny',
  ) => Promise<{ readonly status: number; readonly body: string; readonly redirected: string }>;
  /** The next token of the workspace, as an installation would give it. */
  readonly installed: (team: FakeTeam, scopes?: readonly string[]) => FakeBot;
  /** The token does not work from now on. `tell`: tokens_revoked is sent. */
  readonly revoke: (team: FakeTeam, tell?: boolean) => Promise<void>;
  /** app_uninstalled and tokens_revoked are sent, the token does not work from now on. */
  readonly uninstall: (team: FakeTeam) => Promise<void>;

  readonly sockets: {
    /** How many connections stand. */
    readonly open: () => number;
    /** Resolves once at least so many stand (hello was sent). */
    readonly connected: (count?: number) => Promise<void>;
    /** How many were opened in all. */
    readonly opened: () => number;
    /** Envelopes sent and not acknowledged yet. */
    readonly waiting: () => number;
    /** Sends what was not acknowledged once more, with retry_attempt. */
    readonly resend: () => void;
    /** Each envelope is sent so often, on as many connections as there are: default 1. */
    readonly repeat: (times: number) => void;
  };
  /**
   * `refresh`, `warning`, `link_disabled`: a disconnect message, and the connection is closed after it; `cut`: the line
   * is dropped without a word; `close`: closed with a code.
   */
  readonly disconnect: (how: 'refresh' | 'warning' | 'link_disabled' | 'cut' | 'close') => void;

  /** A method's name, `response_url`, `upload` or `*`. */
  readonly fault: (method: string, what: FaultWhat) => Fault;
  readonly requests: readonly FakeRequest[];
  readonly violations: readonly Violation[];
  /** All pings of all messages, and of what stood before they were edited. */
  readonly pings: readonly string[];
  readonly close: () => Promise<void>;
};
