import { isIP } from 'node:net';

/** How the connection is encrypted: from the start, by STARTTLS or not at all, where STARTTLS is offered, never. */
export type SmtpTls = 'implicit' | 'required' | 'offered' | 'off';

export type SmtpServer = {
  readonly host: string;
  readonly port: number;
  readonly tls: SmtpTls;
  /** A secret. */
  readonly login: { readonly user: string; readonly password: string } | undefined;
};

const SUBMISSION = 587;
const SUBMISSIONS = 465;
const EXAMPLE = 'smtp://user:password@mail.example.org:587';

/**
 * Reads SMTP_URL: `smtp://` (port 587, STARTTLS; RFC 6409) or `smtps://` (port 465; RFC 8314). `?tls=off` does without
 * encryption, `?tls=required` asks for it on loopback too, where it is taken as offered otherwise. A mistake is a
 * sentence that does not repeat the value: it may hold a password.
 */
export function readSmtpUrl(text: string): SmtpServer | { readonly wrong: string } {
  const url = URL.parse(text);
  const secure = url?.protocol === 'smtps:';
  if (!url || !(secure || url.protocol === 'smtp:') || url.hostname === '')
    return { wrong: `SMTP_URL is no address of a mail server; it is written as ${EXAMPLE}` };
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const wish = [...url.searchParams];
  const unknown = wish.find(([name, value]) => name !== 'tls' || (value !== 'off' && value !== 'required'));
  if (unknown)
    return { wrong: 'SMTP_URL takes `?tls=off` and `?tls=required`, and nothing else behind the `?`' };
  if (secure && wish.length > 0)
    return { wrong: 'SMTP_URL begins with smtps://, which is always encrypted: leave out `?tls=...`' };
  return {
    host,
    port: url.port === '' ? (secure ? SUBMISSIONS : SUBMISSION) : Number(url.port),
    tls: secure ? 'implicit' : tlsOf(url.searchParams.get('tls'), host),
    login: url.username === '' ? undefined : { user: decode(url.username), password: decode(url.password) },
  };
}

function tlsOf(wish: string | null, host: string): SmtpTls {
  if (wish === 'off' || wish === 'required') return wish;
  return isLoopback(host) ? 'offered' : 'required';
}

/** The own machine: nobody stands between. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** A `%` that begins no escape is one. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
