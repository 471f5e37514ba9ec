import { UserError } from '../ports/errors.ts';
import type { Settings } from '../settings.ts';

/** What the daemon serves and speaks to, checked. Addresses may hold passwords: they are for their adapters alone. */
export type Services = {
  readonly smtp: { readonly url: string; readonly from: string | undefined } | undefined;
  readonly redis: string | undefined;
  /** The public address, without a slash at the end. */
  readonly url: string | undefined;
  /** 0 = any that is free. */
  readonly port: number;
  readonly host: string;
};

const DEFAULT_PORT = 8080;
const MAX_PORT = 65_535;

/** Throws UserError that names the variable, never its value. */
export function readServices(settings: Settings): Services {
  return {
    smtp: readSmtp(settings),
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
