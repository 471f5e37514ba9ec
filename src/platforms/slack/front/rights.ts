import type { Clock } from '../../../ports/clock.ts';
import type { Caller } from './caller.ts';
import { fieldsAt, isFields, textAt } from './fields.ts';
import { within } from './within.ts';

/** What somebody may, as Slack says. */
export type Rights = {
  readonly may: boolean;
  /** Who may, in words. */
  readonly managers: string;
  /** Why nothing can be posted to the channel; undefined: it can, as far as is known. */
  readonly cannotPost: string | undefined;
};

/** Asks Slack; what it says is kept for a minute. Where it says nothing, he may not. Never rejects. */
export type AskRights = (caller: Caller) => Promise<Rights>;

const KEPT = 60_000;
const MOST = 1000;
/** For both questions together, ms: somebody waits for the answer. */
const PATIENCE = 2500;

/** `listed`: ids of people who may in any case, `U123` or `T1/U123`. */
export function createRights(listed: readonly string[], now: Clock): AskRights {
  const kept = new Map<string, { readonly at: number; readonly rights: Rights }>();
  return async (caller) => {
    const key = [caller.team, caller.channel?.id, caller.user.id].join('/');
    const known = kept.get(key);
    if (known && now() - known.at < KEPT) return known.rights;
    const named = listed.includes(caller.user.id) || listed.includes(`${caller.team}/${caller.user.id}`);
    const [user, channel] = await Promise.all([
      named ? undefined : told(caller.client.users.info({ user: caller.user.id })),
      caller.channel && told(caller.client.conversations.info({ channel: caller.channel.id })),
    ]);
    const rights = judge(caller, named, user, channel);
    kept.delete(key);
    // What Slack did not say now it may say in a moment; and who was told to invite the program does so at once.
    const isSure = ![user, channel].some(isSilent) && rights.cannotPost === undefined;
    if (isSure) kept.set(key, { at: now(), rights });
    for (const old of kept.keys()) {
      if (kept.size <= MOST) break;
      kept.delete(old);
    }
    return rights;
  };
}

type Told = { readonly answer: unknown } | { readonly error: string };

async function told(call: Promise<unknown>): Promise<Told> {
  return within(
    PATIENCE,
    call.then(
      (answer) => ({ answer }),
      (error: unknown) => ({ error: textAt(error, 'data', 'error') || 'silent' }),
    ),
    { error: 'silent' },
  );
}

function isSilent(one: Told | undefined): boolean {
  return one !== undefined && 'error' in one && one.error !== 'channel_not_found';
}

function judge(caller: Caller, named: boolean, user: Told | undefined, channel: Told | undefined): Rights {
  const person = fieldsAt(user, 'answer', 'user');
  const room = fieldsAt(channel, 'answer', 'channel');
  const own = isOfTeam(person, caller.team) && person.deleted !== true;
  const rules = own && [person.is_admin, person.is_owner, person.is_primary_owner].includes(true);
  const made = own && textAt(room, 'creator') === caller.user.id;
  return {
    may: named || rules || made,
    managers: managersOf(caller, user, channel),
    cannotPost: caller.channel && refusalOf(channel, room),
  };
}

/** Somebody of another workspace, in a channel that both share, rules there and not here. */
function isOfTeam(person: object, team: string): boolean {
  if (textAt(person, 'team_id') === team) return true;
  const { teams } = fieldsAt(person, 'enterprise_user');
  return Array.isArray(teams) && teams.includes(team);
}

function managersOf({ channel: at }: Caller, user: Told | undefined, channel: Told | undefined): string {
  const who = at
    ? "workspace admins, this channel's creator and people the operator named"
    : 'workspace admins and people the operator named';
  if (lacksScope(user) || lacksScope(channel)) return `${who} (I may not ask who that is: install me anew)`;
  return isSilent(user) || isSilent(channel) ? `${who} (Slack did not say who that is: try again soon)` : who;
}

function lacksScope(one: Told | undefined): boolean {
  return one !== undefined && 'error' in one && one.error === 'missing_scope';
}

function refusalOf(channel: Told | undefined, room: object): string | undefined {
  const unseen = channel !== undefined && 'error' in channel && channel.error === 'channel_not_found';
  const outside = isFields(room) && room.is_member === false;
  if (isFields(room) && room.is_archived === true) return 'this channel is archived: nobody can post to it';
  return unseen || outside ? 'I am not in this channel: type /invite and my name, then try again' : undefined;
}
