import type { Endpoints } from '../../domain/source/plan.ts';
import { createRest, type Trouble } from '../../platforms/discord/rest.ts';
import { UserError } from '../../ports/errors.ts';
import type { Http } from '../../ports/http.ts';
import { cleanLine } from '../../render/clean.ts';
import type { Services } from '../services.ts';
import { bad, type Check, type CheckResult, ok, warn } from './check.ts';

const TIMEOUT = 20_000;
const MAX_BYTES = 1 << 20;
const LONGEST = 80;

/** What there is to speak with, as the environment sets it up; throws UserError where that is half of it. */
export type ReadChats = () => Pick<Services, 'slack' | 'discord'>;

type Chats = { readonly http: Http; readonly endpoints: Endpoints; readonly readChats: ReadChats };

type Said = Readonly<Record<string, unknown>>;

/** Slack and Discord, with the tokens that are set; no check of what is not. Tokens are told nobody. */
export function chatChecks({ http, endpoints, readChats }: Chats): Check[] {
  let chats: ReturnType<ReadChats>;
  try {
    chats = readChats();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { message } = error;
    return [{ name: 'chat', run: async () => [bad('chat', message, 'correct the environment')] }];
  }
  const { slack, discord } = chats;
  return [
    ...(slack?.botToken === undefined ? [] : [slackBot(http, endpoints.slackApi, slack.botToken)]),
    ...(slack?.appToken === undefined ? [] : [slackSocket(http, endpoints.slackApi, slack.appToken)]),
    ...(discord === undefined ? [] : [discordBot(endpoints.discordApi, discord)]),
  ];
}

function slackBot(http: Http, api: string, token: string): Check {
  const mend = 'copy SLACK_BOT_TOKEN anew from "OAuth & Permissions" of your Slack app';
  return {
    name: 'slack',
    run: async () => {
      const said = await ask(http, `${api}/auth.test`, token);
      if ('why' in said) return [bad('slack', said.why, 'check the network, and `endpoints.slack_api`')];
      if (said.body.ok !== true)
        return [bad('slack', `the bot's token is refused: ${word(said.body.error)}`, mend)];
      return [ok('slack', `we are ${word(said.body.user)} in the workspace ${word(said.body.team)}`)];
    },
  };
}

function slackSocket(http: Http, api: string, token: string): Check {
  const mend =
    'make SLACK_APP_TOKEN anew in "Basic Information" of your Slack app, with the scope connections:write, and switch Socket Mode on';
  return {
    name: 'slack socket',
    run: async () => {
      const said = await ask(http, `${api}/apps.connections.open`, token);
      if ('why' in said) return [bad('slack socket', said.why, 'check the network')];
      if (said.body.ok !== true)
        return [bad('slack socket', `the app's token is refused: ${word(said.body.error)}`, mend)];
      return [ok('slack socket', 'Socket Mode lets us in')];
    },
  };
}

function discordBot(api: string, { token, publicKey }: NonNullable<Services['discord']>): Check {
  return {
    name: 'discord',
    run: async () => {
      // As discord.js asks: anybody else is turned away at the door.
      const rest = createRest({ api, token, timeout: TIMEOUT });
      try {
        const path = '/applications/@me';
        const reply = await rest.call({ method: 'GET', path, signal: AbortSignal.timeout(TIMEOUT) });
        return 'trouble' in reply ? [refusedBot(reply.trouble)] : judgeBot(reply.body, publicKey);
      } finally {
        rest.close();
      }
    },
  };
}

function refusedBot(trouble: Trouble): CheckResult {
  if (trouble.what === 'refused' && trouble.status === 401) {
    const mend = 'copy DISCORD_TOKEN anew from the page "Bot" in the Discord Developer Portal';
    return bad('discord', 'the token of the bot is refused', mend);
  }
  const why =
    'why' in trouble
      ? trouble.why
      : `Discord answers with ${'status' in trouble ? trouble.status : 'a limit'}`;
  return bad('discord', why, 'check the network, and `endpoints.discord_api`');
}

function judgeBot(body: unknown, publicKey: string | undefined): CheckResult[] {
  const { verify_key: key, name, flags } = isSaid(body) ? body : {};
  if (publicKey !== undefined && typeof key === 'string' && key !== publicKey.toLowerCase())
    return [bad('discord', 'DISCORD_PUBLIC_KEY belongs to another application', 'copy it anew')];
  return [ok('discord', `we are the application ${word(name)}`), ...intents(flags)];
}

/** Presence, members, message content: bits 12 to 19 of an application's flags. */
const PRIVILEGED = 0xff000;

function intents(flags: unknown): CheckResult[] {
  if (typeof flags !== 'number' || (flags & PRIVILEGED) === 0) return [];
  const found = 'the application asks for privileged intents, which lorewatch never uses';
  return [warn('discord intents', found, 'switch them off on the page "Bot"')];
}

type Answer = { readonly body: Said } | { readonly why: string };

async function ask(http: Http, url: string, token: string): Promise<Answer> {
  const answer = await http.get({
    url,
    trust: 'operator',
    method: 'POST',
    form: '',
    headers: { authorization: `Bearer ${token}` },
    redirects: 'refuse',
    paced: false,
    accept: 'application/json',
    maxBytes: MAX_BYTES,
    timeout: TIMEOUT,
  });
  if (answer.kind === 'unchanged') return { why: `${url} answers as if it had been asked before` };
  if (answer.kind !== 'ok') return { why: answer.why };
  const body = readJson(answer.body);
  return body === undefined ? { why: `${url} answers with something else than JSON` } : { body };
}

function readJson(body: Buffer): Said | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return isSaid(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isSaid(value: unknown): value is Said {
  return typeof value === 'object' && value !== null;
}

function word(value: unknown): string {
  return cleanLine(String(value ?? 'unknown').slice(0, LONGEST));
}
