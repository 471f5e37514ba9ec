import { cleanLine } from '../../render/clean.ts';
import { truncate } from '../../render/width.ts';
import { at, idAt, listAt, numberAt, textAt } from './fields.ts';
import { mayDo, permissionsIn, type Right, tellMissing } from './permissions.ts';
import type { DiscordRest, Reply, Trouble } from './rest.ts';

/** A channel of a guild, by their ids. */
export type Address = { readonly guild: string; readonly channel: string };

/** `plain`: it has no threads (a voice channel's chat, a thread). */
export type PlaceKind = 'text' | 'news' | 'forum' | 'plain' | 'thread';

export type Place = Address & {
  readonly kind: PlaceKind;
  /** Where a forum wants a tag on each post: the first that the bot may set. */
  readonly tag: string | undefined;
  /** Id of the bot. */
  readonly self: string;
  readonly permissions: bigint;
  /** "#kernel", clean. */
  readonly name: string;
  /** When it was looked at, ms. */
  readonly at: number;
};

/** `wrong`: nothing can be posted there, in a sentence. */
export type Looked = { readonly place: Place } | { readonly wrong: string } | { readonly trouble: Trouble };

export type Places = {
  readonly look: (address: Address, now: number, signal: AbortSignal) => Promise<Looked>;
  /** It may have changed: it is looked at again with the next post. */
  readonly forget: (address: Address) => void;
};

/** What is granted or taken away is noticed after that; a post that is refused for it, at once. */
const KNOWN_FOR = 15 * 60_000;
const MOST = 2000;

const KINDS: ReadonlyMap<number, PlaceKind> = new Map<number, PlaceKind>([
  [0, 'text'],
  [2, 'plain'],
  [5, 'news'],
  [10, 'thread'],
  [11, 'thread'],
  [12, 'thread'],
  [13, 'plain'],
  [15, 'forum'],
  [16, 'forum'],
]);
/** Of a channel's flags: each post of the forum has a tag. */
const REQUIRE_TAG = 1 << 4;

const NEEDED: Readonly<Record<PlaceKind, readonly Right[]>> = {
  text: ['view', 'send', 'embed'],
  news: ['view', 'send', 'embed'],
  plain: ['view', 'send', 'embed'],
  forum: ['view', 'send', 'embed', 'sendInThreads'],
  thread: ['view', 'sendInThreads', 'embed'],
};
const THREADS: readonly Right[] = ['createThreads', 'sendInThreads'];

/** What is known of the channels: asked before the first post to one, and again after a while. */
export function createPlaces(rest: DiscordRest): Places {
  const known = new Map<string, Place>();
  const self = createSelf(rest);
  return {
    look: async (address, now, signal) => {
      const key = `${address.guild}/${address.channel}`;
      const found = known.get(key);
      if (found !== undefined && now - found.at < KNOWN_FOR) return { place: found };
      known.delete(key);
      const looked = await lookAt(rest, address, { self, now, signal });
      if (!('place' in looked)) return looked;
      known.set(key, looked.place);
      const [oldest] = known.keys();
      if (known.size > MOST && oldest !== undefined) known.delete(oldest);
      return looked;
    },
    forget: ({ guild, channel }) => {
      known.delete(`${guild}/${channel}`);
    },
  };
}

type Self = (signal: AbortSignal) => Promise<{ readonly id: string } | { readonly trouble: Trouble }>;

/** Who the bot is: asked once. */
function createSelf(rest: DiscordRest): Self {
  let known: string | undefined;
  return async (signal) => {
    if (known !== undefined) return { id: known };
    const reply = await rest.call({ method: 'GET', path: '/users/@me', signal });
    if ('trouble' in reply) return reply;
    known = idAt(reply.body, 'id');
    return known === undefined ? { trouble: strange() } : { id: known };
  };
}

function strange(): Trouble {
  return { what: 'unclear', why: 'Discord answered what nobody understands' };
}

async function lookAt(
  rest: DiscordRest,
  address: Address,
  { self, now, signal }: { readonly self: Self; readonly now: number; readonly signal: AbortSignal },
): Promise<Looked> {
  const get = (path: `/${string}`): Promise<Reply> => rest.call({ method: 'GET', path, signal });
  const reply = await get(`/channels/${address.channel}`);
  if ('trouble' in reply) return reply;
  const wrong = wrongWith(reply.body, address);
  if (wrong !== undefined) return { wrong };
  const kind = KINDS.get(numberAt(reply.body, 'type') ?? -1) ?? 'plain';
  const parentId = idAt(reply.body, 'parent_id');
  // The permissions of a thread are those of the channel that it is in.
  const parent = kind === 'thread' && parentId !== undefined ? await get(`/channels/${parentId}`) : reply;
  if ('trouble' in parent) return parent;
  const me = await self(signal);
  if ('trouble' in me) return me;
  const roles = await get(`/guilds/${address.guild}/roles`);
  if ('trouble' in roles) return roles;
  const member = await get(`/guilds/${address.guild}/members/${me.id}`);
  if ('trouble' in member) return member;
  const permissions = permissionsIn(parent.body, {
    guild: address.guild,
    user: me.id,
    roles: listAt(member.body, 'roles').filter((role) => typeof role === 'string'),
    guildRoles: Array.isArray(roles.body) ? roles.body : [],
  });
  const name = nameOf(reply.body);
  return { place: { ...address, kind, tag: tagOf(reply.body), self: me.id, permissions, name, at: now } };
}

/** A channel of another guild, and what holds no messages, are no places. */
function wrongWith(channel: unknown, { guild }: Address): string | undefined {
  if (idAt(channel, 'guild_id') !== guild)
    return 'the channel is not on the Discord server that the target names: check both ids';
  const type = numberAt(channel, 'type') ?? -1;
  if (type === 4) return 'a category holds no messages: name one of the channels in it';
  if (!KINDS.has(type)) return 'nothing can be posted to that kind of channel';
  return KINDS.get(type) === 'thread' && at(channel, 'thread_metadata', 'locked') === true
    ? 'the thread is locked: name its channel, or an open thread'
    : undefined;
}

function nameOf(channel: unknown): string {
  const name = truncate(cleanLine((textAt(channel, 'name') ?? '').slice(0, 200)), 60);
  return name === '' ? 'the channel' : `#${name}`;
}

function tagOf(channel: unknown): string | undefined {
  if (((numberAt(channel, 'flags') ?? 0) & REQUIRE_TAG) === 0) return undefined;
  const open = listAt(channel, 'available_tags').find((tag) => at(tag, 'moderated') !== true);
  return idAt(open, 'id');
}

/** What keeps posts from going out; undefined: nothing. */
export function forbidden({ kind, permissions, name }: Place): string | undefined {
  return tellMissing(permissions, NEEDED[kind], name);
}

/** The same, and what there should be besides: threads for what happens to a card. */
export function lacking(place: Place): string | undefined {
  const { kind, permissions, name } = place;
  const wanted = kind === 'text' || kind === 'news' ? [...NEEDED[kind], ...THREADS] : NEEDED[kind];
  return tellMissing(permissions, wanted, name);
}

/** Whether lines go into a thread under their card. */
export function hasThreads({ kind, permissions }: Place): boolean {
  return (kind === 'text' || kind === 'news') && THREADS.every((right) => mayDo(permissions, right));
}

export function may(place: Place, right: Right): boolean {
  return mayDo(place.permissions, right);
}
