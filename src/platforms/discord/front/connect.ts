import type { REST } from 'discord.js';
import type { CommandSpec } from '../../../domain/answer/command-spec.ts';
import { UserError } from '../../../ports/errors.ts';
import { type Gateway, type GatewayDeps, openGateway } from './gateway.ts';
import { registerCommands } from './register.ts';
import { untilDone } from './retry.ts';
import type { DiscordFrontSettings } from './settings.ts';
import { isRefused, readTrouble } from './trouble.ts';

export type ConnectDeps = Omit<GatewayDeps, 'settings'> & {
  readonly settings: DiscordFrontSettings;
  readonly specs: readonly CommandSpec[];
  readonly rest: REST;
  readonly closed: AbortSignal;
};

const BAD_TOKEN =
  'Discord refuses the token: make a new one under Bot in the developer portal, set DISCORD_TOKEN to it, and start again';
const OTHER_KEY =
  'the public key is of another application than the token: copy it from General Information, Public Key, of that one';

/**
 * Asks Discord who we are, connects, declares the commands. What cannot be reached is tried again; what is set up
 * wrongly throws UserError and is not: Discord shuts out who insists.
 */
export async function connect(deps: ConnectDeps): Promise<Gateway> {
  const { standing, talk, settings } = deps;
  let gateway: Gateway | undefined;
  const attempt = async (): Promise<'done' | 'again'> => {
    try {
      const application = await askWhoWeAre(deps);
      if (settings.publicKey === undefined) gateway = await openGateway(deps);
      else standing.connected(true);
      if (deps.closed.aborted) await gateway?.close();
      else await untilDone(() => register(application, deps), deps.closed);
      return 'done';
    } catch (error) {
      if (error instanceof UserError) {
        standing.connected(false, error.message);
        talk('error', error.message);
        throw error;
      }
      const { words } = readTrouble(error);
      talk('warn', 'Discord cannot be asked; it is tried again', { why: words });
      standing.connected(false, `${words}; it is tried again`);
      return 'again';
    }
  };
  await untilDone(attempt, deps.closed);
  return { close: async () => gateway?.close() };
}

/** The id of the application. */
async function askWhoWeAre({ rest, settings, standing }: ConnectDeps): Promise<string> {
  const application = await rest.get('/applications/@me').catch((error: unknown) => {
    throw isRefused(readTrouble(error)) ? new UserError(BAD_TOKEN) : error;
  });
  const read = (name: string): unknown =>
    typeof application === 'object' && application !== null ? Reflect.get(application, name) : undefined;
  const [id, key, count] = [read('id'), read('verify_key'), read('approximate_guild_count')];
  if (typeof id !== 'string' || !/^\d{1,20}$/.test(id)) throw new Error('no application');
  if (settings.publicKey !== undefined && typeof key === 'string' && key !== settings.publicKey.toLowerCase())
    throw new UserError(OTHER_KEY);
  if (typeof count === 'number') standing.roughly(count);
  return id;
}

async function register(application: string, deps: ConnectDeps): Promise<'done' | 'again'> {
  const { rest, specs, settings, standing, talk } = deps;
  try {
    const changed = await registerCommands({ rest, application, specs, guilds: settings.guilds });
    if (changed > 0) talk('info', 'the commands were declared to Discord anew', { places: changed });
    standing.complain('');
    return 'done';
  } catch (error) {
    const { words, status } = readTrouble(error);
    const isOurs = status >= 400 && status < 500 && status !== 429;
    standing.complain(`the commands could not be declared: ${words}`);
    talk(isOurs ? 'error' : 'warn', 'the commands could not be declared', { why: words });
    return isOurs ? 'done' : 'again';
  }
}
