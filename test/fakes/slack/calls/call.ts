import type { Args } from '../args.ts';
import type { Refusal } from '../content.ts';
import type { FakeBot, FakeChannel, Json } from '../types.ts';
import type { Team, World } from '../world.ts';

/** Who calls: a bot whose token works, in its workspace. */
export type Caller = { readonly team: Team; readonly bot: FakeBot };
export type Result = { readonly ok: Json } | Refusal;
export type Call = (world: World, args: Args, caller: Caller) => Result;

export const NOT_FOUND: Refusal = { error: 'channel_not_found' };

/** A channel that the bot may know of: public, or one that it is in. */
export function knownChannel({ team, bot }: Caller, id: unknown): FakeChannel | undefined {
  const channel = team.channels.get(String(id));
  if (!channel) return undefined;
  return channel.kind === 'channel' || channel.members.has(bot.user) ? channel : undefined;
}

/** The scope that a conversation of its kind needs: `:history` becomes `groups:history`. */
export function missingScope(
  caller: Caller,
  channel: FakeChannel | undefined,
  scope: string,
): Refusal | undefined {
  const kinds = { channel: 'channels', group: 'groups', im: 'im' } as const;
  const needed = channel
    ? [`${kinds[channel.kind]}${scope}`]
    : Object.values(kinds).map((kind) => `${kind}${scope}`);
  if (needed.some((one) => caller.bot.scopes.has(one))) return undefined;
  return { error: 'missing_scope', errors: needed };
}

/** Where a bot talks with one person; made at the first use. */
export function directChannel(world: World, team: Team, bot: FakeBot, user: string): FakeChannel {
  const found = [...team.channels.values()].find(({ kind, members }) => kind === 'im' && members.has(user));
  if (found) return found;
  const made: FakeChannel = {
    id: world.id('D'),
    team: team.id,
    name: 'directmessage',
    kind: 'im',
    creator: user,
    members: new Set([user, bot.user]),
    archived: false,
  };
  team.channels.set(made.id, made);
  return made;
}

export function authorOf({ bot }: Caller): string {
  return bot.user;
}

/** One page of a list, by a cursor that is a number. */
export function pageOf<T>(
  entries: readonly T[],
  args: Args,
  usual: number,
): { readonly page: readonly T[]; readonly next: string } | undefined {
  const from = typeof args.cursor === 'string' && args.cursor !== '' ? readCursor(args.cursor) : 0;
  if (from === undefined || from > entries.length) return undefined;
  const limit = typeof args.limit === 'number' && args.limit > 0 ? args.limit : usual;
  const to = from + limit;
  return {
    page: entries.slice(from, to),
    next: to < entries.length ? Buffer.from(`next:${to}`).toString('base64') : '',
  };
}

function readCursor(cursor: string): number | undefined {
  const [, at] = /^next:(\d{1,6})$/.exec(Buffer.from(cursor, 'base64').toString('utf8')) ?? [];
  return at === undefined ? undefined : Number(at);
}
