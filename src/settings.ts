import { readFileSync } from 'node:fs';
import { UserError } from './ports/errors.ts';

/** What the environment says. The only reader of it. */
export type Settings = {
  /** Folder of the store. */
  readonly data: string;
  /** The overlay: a file that must exist where it is named. */
  readonly config: string | undefined;
  /** What NO_COLOR, FORCE_COLOR and TERM ask for; undefined = a terminal decides. */
  readonly color: boolean | undefined;
  /** A mail address or a page of the operator's, for the User-Agent. */
  readonly contact: string | undefined;
  /** From which level on the daemon logs. */
  readonly log: string | undefined;
  readonly proxy: ProxySettings;
  /** `smtp://user:password@host:587`: a secret. */
  readonly smtp: string | undefined;
  /** What mails are from. */
  readonly mailFrom: string | undefined;
  /** `redis://host:6379`: may hold a secret. Given: work is shared by way of Redis. */
  readonly redis: string | undefined;
  /** The public address, without a slash at the end; for links to what is served here. */
  readonly url: string | undefined;
  /** Where the pages are served, as it was said. */
  readonly port: string | undefined;
  /** The address that it listens on. */
  readonly host: string;
  readonly slack: SlackSecrets;
  readonly discord: DiscordSecrets;
  /** What tokens of installations are sealed with in the store: a secret. */
  readonly key: string | undefined;
};

/** All of them secrets, but the id of the client. */
export type SlackSecrets = {
  /** `xoxb-...`: of the one workspace that it serves. */
  readonly botToken: string | undefined;
  /** `xapp-...`: Socket Mode. */
  readonly appToken: string | undefined;
  /** Given: Slack speaks to it over HTTP. */
  readonly signingSecret: string | undefined;
  /** Given: any workspace may install it. */
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
};

export type DiscordSecrets = {
  /** A secret. */
  readonly token: string | undefined;
  /** Given: Discord speaks to it over HTTP, and signs with the key that belongs to it. No secret. */
  readonly publicKey: string | undefined;
};

/** Proxies as everywhere: HTTP_PROXY, HTTPS_PROXY, NO_PROXY, in small letters too. May hold secrets. */
export type ProxySettings = {
  readonly http: string | undefined;
  readonly https: string | undefined;
  readonly no: string | undefined;
};

const DEFAULT_HOST = '127.0.0.1';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment; `NAME_FILE` names a file that holds the value. Throws UserError, never a value. */
export function readSettings(environment: Environment = process.env): Settings {
  return {
    data: readValue(environment, 'LOREWATCH_DATA') ?? './data',
    config: readValue(environment, 'LOREWATCH_CONFIG'),
    color: readColor(environment),
    contact: readValue(environment, 'LOREWATCH_CONTACT'),
    log: readValue(environment, 'LOREWATCH_LOG'),
    proxy: {
      http: eitherCase(environment, 'http_proxy'),
      https: eitherCase(environment, 'https_proxy'),
      no: eitherCase(environment, 'no_proxy'),
    },
    smtp: readValue(environment, 'SMTP_URL'),
    mailFrom: readValue(environment, 'MAIL_FROM'),
    redis: readValue(environment, 'REDIS_URL'),
    url: readValue(environment, 'LOREWATCH_URL'),
    port: readValue(environment, 'PORT'),
    // Not HOST: shells set that to the machine's name.
    host: readValue(environment, 'LOREWATCH_HOST') ?? DEFAULT_HOST,
    slack: {
      botToken: readValue(environment, 'SLACK_BOT_TOKEN'),
      appToken: readValue(environment, 'SLACK_APP_TOKEN'),
      signingSecret: readValue(environment, 'SLACK_SIGNING_SECRET'),
      clientId: readValue(environment, 'SLACK_CLIENT_ID'),
      clientSecret: readValue(environment, 'SLACK_CLIENT_SECRET'),
    },
    discord: {
      token: readValue(environment, 'DISCORD_TOKEN'),
      publicKey: readValue(environment, 'DISCORD_PUBLIC_KEY'),
    },
    key: readValue(environment, 'LOREWATCH_KEY'),
  };
}

/** The small one counts first, as curl has it. */
function eitherCase(environment: Environment, name: string): string | undefined {
  return environment[name] || environment[name.toUpperCase()] || undefined;
}

/** An empty variable counts as none. */
function readValue(environment: Environment, name: string): string | undefined {
  const path = environment[`${name}_FILE`];
  return environment[name] || (path ? readValueFile(name, path) : undefined);
}

function readValueFile(name: string, path: string): string {
  let value: string;
  try {
    value = readFileSync(path, 'utf8').trim();
  } catch {
    throw new UserError(`${name}_FILE names a file that cannot be read: ${path}`);
  }
  if (value === '') throw new UserError(`${name}_FILE names a file with nothing in it: ${path}`);
  return value;
}

/** no-color.org: NO_COLOR counts when it is not empty. */
function readColor({ NO_COLOR, FORCE_COLOR, TERM }: Environment): boolean | undefined {
  if (NO_COLOR) return false;
  if (FORCE_COLOR && FORCE_COLOR !== '0') return true;
  return TERM === 'dumb' ? false : undefined;
}
