import { createFaults, type Faults } from './faults.ts';
import { createRates, type Rates } from './rates.ts';
import type { Trace } from './trace.ts';
import type {
  FakeBot,
  FakeChannel,
  FakeFile,
  FakeMessage,
  FakePerson,
  FakeRequest,
  FakeSlackOptions,
  FakeTeam,
  FakeView,
  Json,
  Shown,
  Violation,
} from './types.ts';
import { createWatch } from './watch.ts';

export type Team = Omit<FakeTeam, 'bot' | 'channels' | 'people'> & {
  bot: FakeBot | undefined;
  readonly channels: Map<string, FakeChannel>;
  readonly people: Map<string, FakePerson>;
};

export type Token = {
  readonly team: string | undefined;
  readonly kind: 'bot' | 'app';
  readonly scopes: Set<string>;
  /** What is answered to it; undefined: it works. */
  wrong: 'token_revoked' | 'account_inactive' | undefined;
};

/** What one person has before him. */
export type Sight = { readonly seen: Shown[]; modals: FakeView[]; home: FakeView | undefined };

/** All that is kept of the app; everything else of the fake works on it. */
export type World = {
  readonly options: FakeSlackOptions;
  readonly now: () => number;
  readonly ackWithin: number;
  readonly app: {
    readonly id: string;
    readonly token: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly signingSecret: string;
    readonly commands: readonly string[];
  };
  /** Known once it listens. */
  url: string;
  readonly teams: Map<string, Team>;
  readonly tokens: Map<string, Token>;
  /** By `keyOf`, oldest first. */
  readonly messages: Map<string, FakeMessage>;
  /** By team and person. */
  readonly sights: Map<string, Sight>;
  readonly files: Map<string, FakeFile>;
  readonly codes: Map<
    string,
    {
      readonly team: string;
      readonly user: string;
      readonly scopes: readonly string[];
      readonly redirect: string;
      readonly until: number;
    }
  >;
  readonly traces: Trace[];
  readonly requests: FakeRequest[];
  readonly violations: Violation[];
  readonly faults: Faults;
  readonly rates: Rates;
  readonly violate: (rule: string, text: string) => void;
  /** To be called after each change: wakes those who wait. */
  readonly changed: () => void;
  readonly until: <T>(look: () => T | undefined, what?: string) => Promise<T>;
  /** A new id: `C` and more. */
  readonly id: (prefix: string) => string;
  /** Later than any before. */
  readonly ts: () => string;
};

export function createWorld(options: FakeSlackOptions): World {
  const now = options.now ?? Date.now;
  const watch = createWatch();
  const violations: Violation[] = [];
  let count = 0;
  let lastTs = 0;
  return {
    options,
    now,
    ackWithin: options.ackWithin ?? 3000,
    app: {
      id: 'A00000LORE',
      token: 'xapp-1-A00000LORE-0001-fake',
      clientId: '1000.2000',
      clientSecret: 'fake-client-secret-0001',
      signingSecret: 'fake-signing-secret-0001',
      commands: options.commands ?? ['/lorewatch'],
    },
    url: '',
    teams: new Map(),
    tokens: new Map(),
    messages: new Map(),
    sights: new Map(),
    files: new Map(),
    codes: new Map(),
    traces: [],
    requests: [],
    violations,
    faults: createFaults(),
    rates: createRates(now, options.rateLimits ?? true),
    violate: (rule, text) => {
      violations.push({ at: now(), rule, text });
    },
    changed: watch.changed,
    until: watch.until,
    id: (prefix) => `${prefix}0${(46_655 + ++count).toString(36).toUpperCase().padStart(9, '0')}`,
    ts: () => {
      lastTs = Math.max(lastTs + 1, Math.floor(now() * 1000));
      return `${Math.floor(lastTs / 1_000_000)}.${String(lastTs % 1_000_000).padStart(6, '0')}`;
    },
  };
}

export function keyOf({ team, channel, ts }: Pick<FakeMessage, 'team' | 'channel' | 'ts'>): string {
  return `${team}/${channel}/${ts}`;
}

/** Throws: tests name only what there is. */
export function teamOf(world: World, id: string): Team {
  const team = world.teams.get(id);
  if (!team) throw new Error(`no workspace ${id}`);
  return team;
}

export function sightOf(world: World, team: string, user: string): Sight {
  const key = `${team}/${user}`;
  const sight = world.sights.get(key) ?? { seen: [], modals: [], home: undefined };
  world.sights.set(key, sight);
  return sight;
}

/** The name behind an id: of a person, the bot, a channel. */
export function nameOf(world: World, team: string): (id: string) => string | undefined {
  const { people, channels, bot } = teamOf(world, team);
  return (id) =>
    people.get(id)?.name ?? channels.get(id)?.name ?? (bot?.user === id ? 'lorewatch' : undefined);
}

/** Whether the picture was uploaded whole, and is one that Slack can show. */
export function knowsFile(world: World, team: string): (file: Json) => boolean {
  return ({ id, url }) => {
    const file = [...world.files.values()].find(
      (one) => one.team === team && one.completed && (one.id === id || one.url === url),
    );
    return file !== undefined && /^(?:\x89PNG|\xff\xd8\xff|GIF8)/.test(file.bytes.toString('latin1', 0, 4));
  };
}

/** Gives the workspace a new token. */
export function installApp(world: World, team: Team, scopes: readonly string[]): FakeBot {
  const token = `xoxb-${team.id}-${world.id('').toLowerCase()}-fake`;
  const set = new Set(scopes);
  const bot = {
    user: team.bot?.user ?? world.id('U'),
    id: team.bot?.id ?? world.id('B'),
    token,
    scopes: set,
  };
  team.bot = bot;
  world.tokens.set(token, { team: team.id, kind: 'bot', scopes: set, wrong: undefined });
  for (const channel of team.channels.values()) {
    if (channel.kind === 'im') channel.members.add(bot.user);
  }
  world.changed();
  return bot;
}
