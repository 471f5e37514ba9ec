import { UserError } from '../ports/errors.ts';
import type { Settings } from '../settings.ts';

/** What the daemon serves and speaks to, checked. Addresses may hold passwords: they are for their adapters alone. */
export type Services = {
  readonly smtp: { readonly url: string; readonly from: string | undefined } | undefined;
  readonly redis: string | undefined;
  /** The public address, without a slash at the end. */
  readonly url: string | undefined;
  readonly slack: SlackSetup | undefined;
  readonly discord: DiscordSetup | undefined;
  /** Seals tokens of installations. */
  readonly key: string | undefined;
  /** 0 = any that is free. */
  readonly port: number;
  readonly host: string;
};

/** Secrets, but the id of the client. */
export type SlackSetup = {
  /** Of the one workspace that it serves. */
  readonly botToken: string | undefined;
  /** Socket Mode. */
  readonly appToken: string | undefined;
  /** Over HTTP: where there is no Socket Mode. */
  readonly signingSecret: string | undefined;
  /** Several workspaces. */
  readonly oauth: { readonly clientId: string; readonly clientSecret: string } | undefined;
};

export type DiscordSetup = { readonly token: string; readonly publicKey: string | undefined };

const DEFAULT_PORT = 8080;
const MAX_PORT = 65_535;

/** Throws UserError that names the variable, never its value. */
export function readServices(settings: Settings): Services {
  return {
    smtp: readSmtp(settings),
    slack: readSlack(settings),
    discord: readDiscord(settings.discord),
    key: readKey(settings.key),
    redis: checkAddress('REDIS_URL', settings.redis, ['redis:', 'rediss:']),
    url: checkAddress('LOREWATCH_URL', settings.url, ['http:', 'https:'])?.replace(/\/+$/, ''),
    port: readPort(settings.port),
    host: settings.host,
  };
}

function readSmtp({ smtp, mailFrom }: Settings): Services['smtp'] {
  const url = checkAddress('SMTP_URL', smtp, ['smtp:', 'smtps:']);
  return url === undefined ? undefined : { url, from: mailFrom };
}

/** What is half set up would be silent for ever: it is told at the start. */
function readSlack({ slack, key, url }: Settings): SlackSetup | undefined {
  const { botToken, appToken, signingSecret, clientId, clientSecret } = slack;
  if ([botToken, appToken, signingSecret, clientId, clientSecret].every((each) => each === undefined))
    return undefined;
  checkToken('SLACK_BOT_TOKEN', botToken, 'xoxb-');
  checkToken('SLACK_APP_TOKEN', appToken, 'xapp-');
  const oauth = readOauth({ clientId, clientSecret });
  if (botToken === undefined && oauth === undefined)
    throw new UserError(
      'SLACK_BOT_TOKEN is missing: it stands on the page "OAuth & Permissions" of your Slack app and begins with xoxb-',
    );
  if (botToken !== undefined && oauth !== undefined)
    throw new UserError(
      'SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID and SLACK_CLIENT_SECRET are for several: leave one of them away',
    );
  if (oauth !== undefined) {
    if (key === undefined)
      throw new UserError(
        'LOREWATCH_KEY is missing: the tokens of the workspaces that install your Slack app are sealed with it; any 32 random characters or more, kept as safe as a password',
      );
    if (url === undefined)
      throw new UserError(
        'LOREWATCH_URL is missing: people install your Slack app at LOREWATCH_URL/slack/install',
      );
    if (signingSecret === undefined && appToken === undefined)
      throw new UserError('SLACK_SIGNING_SECRET is missing: several workspaces speak to it over HTTP');
  }
  return { botToken, appToken, signingSecret, oauth };
}

function readOauth({
  clientId,
  clientSecret,
}: Pick<Settings['slack'], 'clientId' | 'clientSecret'>): SlackSetup['oauth'] {
  if (clientId === undefined && clientSecret === undefined) return undefined;
  if (clientId !== undefined && clientSecret !== undefined) return { clientId, clientSecret };
  const [missing, there] =
    clientId === undefined
      ? ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET']
      : ['SLACK_CLIENT_SECRET', 'SLACK_CLIENT_ID'];
  throw new UserError(`${missing} is missing: it belongs to ${there}`);
}

function checkToken(name: string, token: string | undefined, start: string): void {
  if (token !== undefined && !(token.startsWith(start) && /^[\x21-\x7e]{10,500}$/.test(token)))
    throw new UserError(`${name} is no such token: it begins with ${start}`);
}

function readDiscord({ token, publicKey }: Settings['discord']): DiscordSetup | undefined {
  if (token === undefined) {
    if (publicKey === undefined) return undefined;
    throw new UserError(
      'DISCORD_TOKEN is missing: it stands on the page "Bot" of your application in the Discord Developer Portal',
    );
  }
  if (!/^[\x21-\x7e]{20,200}$/.test(token) || /^Bot /i.test(token))
    throw new UserError('DISCORD_TOKEN is no token of a bot: copy it anew, without `Bot` in front');
  if (publicKey !== undefined && !/^[0-9a-f]{64}$/i.test(publicKey))
    throw new UserError('DISCORD_PUBLIC_KEY is no key: it has 64 digits and letters a to f');
  return { token, publicKey };
}

const SHORTEST_KEY = 16;

function readKey(key: string | undefined): string | undefined {
  if (key === undefined || key.length >= SHORTEST_KEY) return key;
  throw new UserError(`LOREWATCH_KEY is too short: at least ${SHORTEST_KEY} characters, better 32`);
}

function checkAddress(
  name: string,
  value: string | undefined,
  schemes: readonly string[],
): string | undefined {
  if (value === undefined) return undefined;
  const parsed = URL.canParse(value) ? new URL(value) : undefined;
  if (parsed && schemes.includes(parsed.protocol) && parsed.hostname !== '') return value;
  const examples = schemes.map((scheme) => `${scheme}//host`).join(' or ');
  throw new UserError(`${name} is no address like ${examples}`);
}

function readPort(value: string | undefined): number {
  if (value === undefined) return DEFAULT_PORT;
  const port = Number(value);
  if (/^\d{1,5}$/.test(value) && port <= MAX_PORT) return port;
  throw new UserError(`PORT takes a number from 0 to ${MAX_PORT}, not \`${value.slice(0, 20)}\``);
}
