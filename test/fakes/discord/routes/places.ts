import { bodyOf } from '../form.ts';
import { broken, refuse } from '../refusal.ts';
import type { Context, Result, Route } from '../route.ts';
import { wireChannel, wireUser } from '../wire.ts';
import { wireApplication, wireGuild, wireMember, wireRole } from '../wire-guild.ts';
import type { World } from '../world/world.ts';
import { reachChannel, reachGuild } from './reach.ts';

const ok = (body: unknown): Result => ({ status: 200, body });

/** Who the bot is, and where: `gateway` and `publicKey` are known only when the fake listens. */
export function placeRoutes(about: {
  readonly gateway: () => string;
  readonly publicKey: string;
}): readonly Route[] {
  const application = ({ world }: Context): Result => ok(wireApplication(world, about.publicKey));
  return [
    { method: 'GET', route: '/users/@me', handle: ({ world }) => ok(me(world)) },
    { method: 'GET', route: '/users/@me/guilds', handle: ({ world }) => ok(myGuilds(world)) },
    { method: 'POST', route: '/users/@me/channels', handle: openDm },
    { method: 'GET', route: '/applications/@me', handle: application },
    { method: 'GET', route: '/oauth2/applications/@me', handle: application },
    { method: 'GET', route: '/gateway', handle: () => ok({ url: about.gateway() }) },
    {
      method: 'GET',
      route: '/gateway/bot',
      handle: () =>
        ok({
          url: about.gateway(),
          shards: 1,
          session_start_limit: { total: 1000, remaining: 999, reset_after: 86_400_000, max_concurrency: 1 },
        }),
    },
    {
      method: 'GET',
      route: '/channels/{channel_id}',
      handle: (context) => ok(wireChannel(context.world, reachChannel(context))),
    },
    {
      method: 'GET',
      route: '/guilds/{guild_id}',
      query: ['with_counts'],
      handle: (context) => ok(wireGuild(reachGuild(context))),
    },
    {
      method: 'GET',
      route: '/guilds/{guild_id}/channels',
      handle: (context) =>
        ok(reachGuild(context).channels.map((channel) => wireChannel(context.world, channel))),
    },
    {
      method: 'GET',
      route: '/guilds/{guild_id}/roles',
      handle: (context) => {
        const guild = reachGuild(context);
        return ok(guild.roles.map((role, at) => wireRole(guild, role, at)));
      },
    },
    { method: 'GET', route: '/guilds/{guild_id}/members/{user_id}', handle: member },
    { method: 'GET', route: '/users/@me/guilds/{guild_id}/member', handle: member },
  ];
}

function me(world: World): object {
  const user = wireUser(world, world.bot.id);
  return { ...user, mfa_enabled: false, locale: 'en-US', verified: true, email: null };
}

function myGuilds(world: World): readonly object[] {
  return world.guilds.map((guild) => ({
    id: guild.id,
    name: guild.name,
    icon: null,
    banner: null,
    owner: false,
    permissions: '0',
    features: [],
  }));
}

/** A bot asks for itself by its own id; `@me` is of people only. */
function member(context: Context): Result {
  const { world, params } = context;
  const guild = reachGuild(context);
  const id = params.user_id ?? world.bot.id;
  if (!/^\d{1,20}$/.test(id)) throw broken(400, 50035, 'Invalid Form Body', `user ${id} is no snowflake`);
  if (id !== world.bot.id && !guild.members.some((person) => person.id === id))
    throw refuse(world.people.has(id) ? 'unknownMember' : 'unknownUser');
  return ok(wireMember(world, guild, id));
}

function openDm({ world, body }: Context): Result {
  const spot = bodyOf(body);
  spot.object(['recipient_id']);
  const id = spot.get('recipient_id').snowflake(true);
  spot.finish();
  const person = world.people.get(id ?? '');
  if (!person) throw refuse('unknownUser');
  const channel = world.channels.get(person.dm().id);
  return ok(channel ? wireChannel(world, channel) : {});
}
