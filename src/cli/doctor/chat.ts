import type { Endpoints } from '../../domain/source/plan.ts';
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
    ...(discord === undefined ? [] : [discordBot(http, endpoints.discordApi, discord)]),
  ];
}

function slackBot(http: Http, api: string, token: string): Check {
  const mend = 'copy SLACK_BOT_TOKEN anew from "OAuth & Permissions" of your Slack app';
  return {
    name: 'slack',
    run: async () => {
      const said = await ask(http, `${api}/auth.test`, `Bearer ${token}`, 'POST');
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
      const said = await ask(http, `${api}/apps.connections.open`, `Bearer ${token}`, 'POST');
      if ('why' in said) return [bad('slack socket', said.why, 'check the network')];
      if (said.body.ok !== true)
        return [bad('slack socket', `the app's token is refused: ${word(said.body.error)}`, mend)];
      return [ok('slack socket', 'Socket Mode lets us in')];
    },
  };
}

function discordBot(http: Http, api: string, { token, publicKey }: NonNullable<Services['discord']>): Check {
  const mend = 'copy DISCORD_TOKEN anew from the page "Bot" in the Discord Developer Portal';
  return {
    name: 'discord',
    run: async () => {
      const said = await ask(http, `${api}/v10/applications/@me`, `Bot ${token}`, 'GET');
      if ('why' in said) {
        const isToken = said.status === 401;
        const found = isToken ? 'the token of the bot is refused' : said.why;
        return [bad('discord', found, isToken ? mend : 'check the network, and `endpoints.discord_api`')];
      }
      const { verify_key: key, name } = said.body;
      if (publicKey !== undefined && typeof key === 'string' && key !== publicKey.toLowerCase())
        return [bad('discord', 'DISCORD_PUBLIC_KEY belongs to another application', 'copy it anew')];
      return [ok('discord', `we are the application ${word(name)}`), ...intents(said.body)];
    },
  };
}

/** Presence, members, message content: bits 12 to 19 of an application's flags. */
const PRIVILEGED = 0xff000;

function intents({ flags }: Said): CheckResult[] {
  if (typeof flags !== 'number' || (flags & PRIVILEGED) === 0) return [];
  const found = 'the application asks for privileged intents, which lorewatch never uses';
  return [warn('discord intents', found, 'switch them off on the page "Bot"')];
}

type Answer = { readonly body: Said } | { readonly why: string; readonly status: number | undefined };

async function ask(http: Http, url: string, authorization: string, method: 'GET' | 'POST'): Promise<Answer> {
  const answer = await http.get({
    url,
    trust: 'operator',
    method,
    ...(method === 'POST' && { form: '' }),
    headers: { authorization },
    redirects: 'refuse',
    paced: false,
    accept: 'application/json',
    maxBytes: MAX_BYTES,
    timeout: TIMEOUT,
  });
  if (answer.kind !== 'ok') {
    const why = answer.kind === 'unchanged' ? 'answers as if it had been asked' : answer.why;
    return { why, status: answer.kind === 'refused' ? answer.status : undefined };
  }
  const body = readJson(answer.body);
  return body === undefined
    ? { why: `${url} answers with something else than JSON`, status: undefined }
    : { body };
}

function readJson(body: Buffer): Said | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Said) : undefined;
  } catch {
    return undefined;
  }
}

function word(value: unknown): string {
  return cleanLine(String(value ?? 'unknown').slice(0, LONGEST));
}
