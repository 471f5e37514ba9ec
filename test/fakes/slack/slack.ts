import { directChannel } from './calls/call.ts';
import { createDeliveries } from './deliver.ts';
import { revokeTokens } from './installation.ts';
import { METHODS } from './methods.ts';
import { install } from './oauth.ts';
import { eventPayload } from './payloads.ts';
import { createPerson } from './person.ts';
import { repliesOf } from './posts.ts';
import { serve } from './serve.ts';
import { createSockets } from './sockets.ts';
import { transcriptOf } from './transcript.ts';
import type {
  FakeChannel,
  FakePerson,
  FakePersonRights,
  FakeSlack,
  FakeSlackOptions,
  FakeTeam,
} from './types.ts';
import { createWorld, installApp, type Team, teamOf, type World } from './world.ts';

/** All that a bot may be granted here. */
const BOT_SCOPES: readonly string[] = [
  ...new Set(Object.values(METHODS).flatMap(({ scopes, token }) => (token === 'bot' ? scopes : []))),
]
  .filter((scope) => !scope.startsWith(':'))
  .concat(
    ['channels', 'groups', 'im'].flatMap((kind) => [`${kind}:read`, `${kind}:history`]),
    'commands',
  );

/**
 * A strict stand-in for Slack on loopback: Web API, Socket Mode, HTTP deliveries, OAuth. It refuses what Slack refuses,
 * and keeps in `violations` whatever broke the contract.
 */
export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const world = createWorld(options);
  const sockets = createSockets(world);
  const deliveries = createDeliveries(world, sockets);
  const served = await serve(world, sockets);
  world.url = served.url;
  world.tokens.set(world.app.token, {
    team: undefined,
    kind: 'app',
    scopes: new Set(['connections:write']),
    wrong: undefined,
  });
  const addPerson = (team: FakeTeam, name: string, rights: FakePersonRights = {}): FakePerson => {
    const there = teamOf(world, team.id);
    const person = createPerson({ world, deliveries }, there, name, rights);
    for (const channel of there.channels.values()) {
      if (channel.kind === 'channel') channel.members.add(person.id);
    }
    return person;
  };
  const addTeam = (name: string, installed = false): Team => {
    const team = newTeam(world, name);
    const owner = addPerson(team, 'dana', { owner: true, admin: true });
    if (installed) installApp(world, team, options.scopes ?? BOT_SCOPES);
    addChannel(world, team, 'general', { bot: installed, creator: owner.id });
    return team;
  };
  const first = newTeam(world, 'Example Works');
  const people = {
    ada: addPerson(first, 'ada', { owner: true, admin: true }),
    bo: addPerson(first, 'bo', { admin: true }),
    cy: addPerson(first, 'cy'),
  };
  const { token: botToken } = installApp(world, first, options.scopes ?? BOT_SCOPES);
  const channels = furnish(world, first, people.ada.id);
  const event: FakeSlack['event'] = (team, what) => deliveries.event(eventPayload(world, team.id, what));
  const { app } = world;
  return {
    url: served.url,
    api: `${served.url}/api/`,
    authorizeUrl: `${served.url}/oauth/v2/authorize`,
    appId: app.id,
    appToken: app.token,
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    signingSecret: app.signingSecret,
    botToken,
    team: first,
    teams: world.teams,
    channels,
    people,
    addTeam,
    addPerson,
    addChannel: (team, name, how) => addChannel(world, teamOf(world, team.id), name, how),
    ...readings(world),
    deliverTo: deliveries.deliverTo,
    post: deliveries.post,
    sign: deliveries.sign,
    event,
    install: (url, as, decide = 'allow') => install(world, url, as, decide),
    installed: (team, scopes = options.scopes ?? BOT_SCOPES) =>
      installApp(world, teamOf(world, team.id), scopes),
    revoke: async (team, tell = false) => {
      const bot = teamOf(world, team.id).bot?.user ?? '';
      revokeTokens(world, teamOf(world, team.id), 'token_revoked');
      if (tell) await event(team, { type: 'tokens_revoked', tokens: { oauth: [], bot: [bot] } });
    },
    uninstall: async (team) => {
      const there = teamOf(world, team.id);
      const bot = there.bot?.user ?? '';
      const payloads = [
        { type: 'tokens_revoked', tokens: { oauth: [], bot: [bot] } },
        { type: 'app_uninstalled' },
      ].map((what) => eventPayload(world, team.id, what));
      revokeTokens(world, there, 'account_inactive');
      await Promise.all(payloads.map(deliveries.event));
    },
    sockets,
    disconnect: sockets.disconnect,
    fault: world.faults.add,
    requests: world.requests,
    get files() {
      return [...world.files.values()];
    },
    get pings() {
      return [...world.messages.values()].flatMap(({ pings, history }) => [
        ...pings,
        ...history.flatMap((state) => state.pings),
      ]);
    },
    violations: world.violations,
    close: async () => {
      deliveries.end();
      world.faults.end();
      sockets.cutAll();
      await served.close();
    },
  };
}

type Readings = Pick<FakeSlack, 'messages' | 'replies' | 'transcript' | 'until'>;

function readings(world: World): Readings {
  const messages: FakeSlack['messages'] = (channel) =>
    [...world.messages.values()].filter((message) => channel === undefined || message.channel === channel);
  return {
    messages,
    replies: (parent) => repliesOf(world, parent),
    transcript: (channel) => transcriptOf(world, channel),
    until: world.until,
  };
}

function newTeam(world: World, name: string): Team {
  const team: Team = {
    id: world.id('T'),
    name,
    domain: name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    bot: undefined,
    channels: new Map(),
    people: new Map(),
  };
  world.teams.set(team.id, team);
  return team;
}

type ChannelOptions = NonNullable<Parameters<FakeSlack['addChannel']>[2]>;

function addChannel(world: World, team: Team, name: string, options: ChannelOptions = {}): FakeChannel {
  const { kind = 'channel', bot = true, creator = [...team.people.keys()][0] ?? '' } = options;
  if (kind === 'im' && team.bot) return directChannel(world, team, team.bot, creator);
  const members = new Set(kind === 'channel' ? team.people.keys() : [creator]);
  if (bot && team.bot) members.add(team.bot.user);
  const made: FakeChannel = {
    id: world.id(kind === 'channel' ? 'C' : 'G'),
    team: team.id,
    name,
    kind,
    creator,
    members,
    archived: false,
  };
  team.channels.set(made.id, made);
  return made;
}

function furnish(world: World, team: Team, creator: string): FakeSlack['channels'] {
  const add = (name: string, options: ChannelOptions = {}): FakeChannel =>
    addChannel(world, team, name, { creator, ...options });
  const old = add('old');
  old.archived = true;
  return {
    general: add('general'),
    rust: add('rust'),
    secret: add('secret', { kind: 'group' }),
    elsewhere: add('elsewhere', { bot: false }),
    hidden: add('hidden', { kind: 'group', bot: false }),
    old,
  };
}
