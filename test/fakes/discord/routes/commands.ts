import type { APIApplicationCommand } from 'discord.js';
import { checkCommand } from '../check/command.ts';
import { isRecord, Spot } from '../form.ts';
import { broken, refuse } from '../refusal.ts';
import type { Context, Result, Route } from '../route.ts';
import { reachGuild } from './reach.ts';

const GLOBAL = '/applications/{application_id}/commands';
const OF_GUILD = '/applications/{application_id}/guilds/{guild_id}/commands';
const DAY = 86_400_000;
/** Creates of a scope in a day; replacing one that stands does not count. */
const DAILY = 200;

export const commandRoutes: readonly Route[] = [GLOBAL, OF_GUILD].flatMap((route): readonly Route[] => [
  { method: 'GET', route, handle: list, query: ['with_localizations'] },
  { method: 'PUT', route, handle: replace },
  { method: 'POST', route, handle: create },
  { method: 'DELETE', route: `${route}/{command_id}`, handle: remove },
]);

type Scope = {
  commands: APIApplicationCommand[];
  readonly created: number[];
  readonly guild: string | undefined;
};

function scopeOf(context: Context): {
  readonly scope: Scope;
  readonly set: (list: APIApplicationCommand[]) => void;
} {
  const { world, params } = context;
  if (params.application_id !== world.bot.id) throw refuse('missingAccess');
  const of = params.guild_id === undefined ? world : reachGuild(context);
  return {
    scope: { commands: of.commands, created: of.created, guild: params.guild_id },
    set: (commands) => {
      of.commands = commands;
      world.changed();
    },
  };
}

function list(context: Context): Result {
  return { status: 200, body: scopeOf(context).scope.commands };
}

function replace(context: Context): Result {
  const { scope, set } = scopeOf(context);
  const body = new Spot(context.body);
  const items = body.items(130);
  for (const item of items) checkCommand(item);
  const counts = new Map<number, number>();
  const names = new Set<string>();
  for (const { value } of items) {
    if (!isRecord(value)) continue;
    const type = Number(value.type ?? 1);
    counts.set(type, (counts.get(type) ?? 0) + 1);
    if (names.has(`${type} ${value.name}`))
      body.wrong('APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
    names.add(`${type} ${value.name}`);
  }
  for (const [type, count] of counts)
    if (count > (type === 1 ? 100 : 15))
      throw broken(400, 30032, 'Maximum number of application commands reached (100)');
  body.finish();
  const commands = items.map(({ value }) => made(context, scope, value));
  set(commands);
  return { status: 200, body: commands };
}

function create(context: Context): Result {
  const { scope, set } = scopeOf(context);
  const body = new Spot(context.body);
  checkCommand(body);
  body.finish();
  const command = made(context, scope, context.body);
  const others = scope.commands.filter(({ name, type }) => name !== command.name || type !== command.type);
  set([...others, command]);
  return { status: others.length === scope.commands.length ? 201 : 200, body: command };
}

function remove(context: Context): Result {
  const { scope, set } = scopeOf(context);
  const others = scope.commands.filter(({ id }) => id !== context.params.command_id);
  if (others.length === scope.commands.length) throw refuse('unknownCommand');
  set(others);
  return { status: 204 };
}

/** The command as Discord keeps it: one of the same name and type keeps its id. */
function made({ world }: Context, scope: Scope, value: unknown): APIApplicationCommand {
  const given = isRecord(value) ? value : {};
  const type = Number(given.type ?? 1);
  const known = scope.commands.find((one) => one.name === given.name && one.type === type);
  if (!known) {
    const now = world.now();
    if (scope.created.filter((at) => now - at < DAY).length >= DAILY)
      throw broken(400, 30034, 'Max number of daily application command creates has been reached (200)');
    scope.created.push(now);
  }
  return {
    default_member_permissions: null,
    description: '',
    nsfw: false,
    contexts: null,
    integration_types: [0],
    name_localizations: null,
    description_localizations: null,
    ...given,
    type,
    id: known?.id ?? world.newId(),
    application_id: world.bot.id,
    version: world.newId(),
    ...(scope.guild === undefined ? {} : { guild_id: scope.guild }),
  } as unknown as APIApplicationCommand;
}
