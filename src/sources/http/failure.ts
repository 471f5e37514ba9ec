import { errors } from 'undici';
import { HttpBroken } from '../../ports/http.ts';
import { Cancelled, NeverSent, TimedOut } from './deadline.ts';
import { AddressRefused } from './guard.ts';

const SENTENCES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody answers there: the connection was refused',
  ECONNRESET: 'the connection broke off',
  EPIPE: 'the connection broke off',
  UND_ERR_SOCKET: 'the connection broke off',
  UND_ERR_ABORTED: 'the connection broke off',
  ERR_STREAM_PREMATURE_CLOSE: 'the connection broke off',
  UND_ERR_PRX_CONN: 'the proxy broke the connection off',
  UND_ERR_PRX_TLS: 'the certificate of the proxy is not trusted',
  UND_ERR_DESTROYED: 'it was given up',
  UND_ERR_CLOSED: 'it was given up',
  ABORT_ERR: 'it was given up',
  ENOTFOUND: 'there is no host of that name',
  ENODATA: 'there is no host of that name',
  EAI_AGAIN: 'the name could not be looked up',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ETIMEDOUT: 'no connection came about in time',
  UND_ERR_CONNECT_TIMEOUT: 'no connection came about in time',
  UND_ERR_HEADERS_TIMEOUT: 'the head of the answer did not come in time',
  UND_ERR_BODY_TIMEOUT: 'the answer came to a halt',
  UND_ERR_HEADERS_OVERFLOW: 'the head of the answer is too large',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer is not as long as it says',
  Z_BUF_ERROR: 'the compressed answer ends too early',
};
const PREFIXES: readonly (readonly [string, string])[] = [
  ['Z_', 'the compressed answer is broken'],
  // Brotli's own.
  ['ERR__', 'the compressed answer is broken'],
];
/** What goes wrong before the first byte of a request can leave. */
const BEFORE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'ENODATA',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_PRX_TLS',
]);
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO|ISSUER/;
const TLS = /CERT|SELF_SIGNED|TLS|SSL|UNABLE_TO|ISSUER/;

/**
 * What went wrong, in words that hold no address and no secret: the library's own messages may. Throws the
 * error again where it is none that the outside world can cause.
 */
export function tellError(error: unknown): string {
  if (error instanceof HttpBroken || error instanceof AddressRefused) return error.message;
  if (error instanceof TimedOut) return 'the answer was not complete in time';
  if (error instanceof Cancelled) return 'it was given up';
  const proxy = error instanceof Error ? tellProxy(error.message) : undefined;
  if (proxy) return proxy;
  if (error instanceof errors.HTTPParserError) return 'the answer is no proper HTTP';
  const code = codeOf(error);
  if (code === undefined || code === 'UND_ERR_INVALID_ARG') throw error;
  const sentence = SENTENCES[code];
  if (sentence) return sentence;
  if (TLS.test(code)) return `its certificate is not trusted or TLS failed (${code})`;
  return PREFIXES.find(([prefix]) => code.startsWith(prefix))?.[1] ?? `it failed (${code})`;
}

/** Whether nothing of the request can have reached the server. */
export function isUnsent(error: unknown): boolean {
  if (error instanceof NeverSent) return true;
  if (error instanceof Error && tellProxy(error.message)) return true;
  const code = codeOf(error) ?? '';
  return BEFORE.has(code) || CERTIFICATE.test(code);
}

/** undici tells the answer of a proxy in its message alone. */
function tellProxy(message: string): string | undefined {
  const status = /^Proxy (?:response|Authentication Required) \((\d{3})\)/.exec(message)?.[1];
  return status && `the proxy refuses (HTTP ${status})`;
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
