import type { Readable } from 'node:stream';
import type { Clock } from '../../ports/clock.ts';
import type { HttpRequest, Trust } from '../../ports/http.ts';
import { Cancelled, NeverSent, once, startDeadline } from './deadline.ts';
import { CODINGS } from './decode.ts';
import { hostKey } from './host.ts';
import type { Pace, Release } from './pace.ts';
import type { Wire } from './wire.ts';

/** What a POST carries, and its Content-Type. */
export type Content = { readonly type: string; readonly text: string };

/** One request of the way to an answer. */
export type Hop = {
  /** Without userinfo. */
  readonly url: URL;
  readonly trust: Trust;
  readonly method: 'GET' | 'POST';
  readonly content: Content | undefined;
  /** The value of Authorization. */
  readonly credentials: string | undefined;
  /** What the caller adds; of the first origin alone. */
  readonly headers: Readonly<Record<string, string>>;
};

/** The time that a whole answer has left; the waiting for turns does not count. */
export type Budget = { left: number };

export type Reply = {
  readonly hop: Hop;
  readonly status: number;
  /** The first value of a header; names in small letters. */
  readonly header: (name: string) => string | undefined;
  readonly body: Readable;
  /** Lets go of everything, also of the connection where the body was not read to its end. */
  readonly end: () => void;
};

export type ExchangeOptions = {
  readonly pace: Pace;
  readonly wire: Wire;
  readonly now: Clock;
  readonly userAgent: string;
  readonly headersTimeout: number;
  readonly closing: AbortSignal;
};

const NO_TURN: Release = () => undefined;

/** Of what a server gave, what fits a header of ours. */
const VALIDATOR = /^[\x20-\x7e]{1,1024}$/;

/** Waits for the host's turn, asks, and gives the head of the answer. The turn is held until `end` or the deadline. */
export async function exchange(
  hop: Hop,
  request: HttpRequest,
  budget: Budget,
  options: ExchangeOptions,
): Promise<Reply> {
  const release = await takeTurn(hop.url, request, options);
  const deadline = startDeadline(budget.left, [request.signal, options.closing]);
  const started = options.now();
  const finish = once(() => {
    budget.left = Math.max(1, budget.left - Math.max(0, options.now() - started));
    deadline.end();
    release();
  });
  // Also where nobody reads the answer.
  deadline.signal.addEventListener('abort', finish, { once: true });
  try {
    const { statusCode, headers, body } = await send(hop, request, deadline.signal, options);
    body.on('error', () => {});
    return {
      hop,
      status: statusCode,
      header: (name) => first(headers[name]),
      body,
      end: () => {
        body.destroy();
        finish();
      },
    };
  } catch (error) {
    finish();
    throw error;
  }
}

async function send(hop: Hop, request: HttpRequest, signal: AbortSignal, options: ExchangeOptions) {
  const dispatcher = await options.wire.reach(hop.url, hop.trust);
  return dispatcher.request({
    origin: hop.url.origin,
    path: hop.url.pathname + hop.url.search,
    method: hop.method,
    headers: headersOf(hop, request, options.userAgent),
    body: hop.content?.text ?? null,
    signal,
    headersTimeout: options.headersTimeout,
    // The deadline sees to it.
    bodyTimeout: 0,
  });
}

async function takeTurn(
  url: URL,
  { signal, paced }: Pick<HttpRequest, 'signal' | 'paced'>,
  { pace, closing }: ExchangeOptions,
): Promise<Release> {
  const waiting = startDeadline(undefined, [signal, closing]);
  try {
    waiting.signal.throwIfAborted();
    return paced === false ? NO_TURN : await pace.take(hostKey(url), waiting.signal);
  } catch (error) {
    throw error instanceof Cancelled ? new NeverSent(error.message) : error;
  } finally {
    waiting.end();
  }
}

function headersOf(hop: Hop, request: HttpRequest, userAgent: string): Record<string, string> {
  const { etag, lastModified } = request.validators ?? {};
  return {
    ...hop.headers,
    'user-agent': userAgent,
    accept: request.accept ?? '*/*',
    'accept-encoding': CODINGS,
    ...(hop.content === undefined ? {} : { 'content-type': hop.content.type }),
    ...(hop.credentials === undefined ? {} : { authorization: hop.credentials }),
    ...(etag && VALIDATOR.test(etag) ? { 'if-none-match': etag } : {}),
    ...(lastModified && VALIDATOR.test(lastModified) ? { 'if-modified-since': lastModified } : {}),
  };
}

function first(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.[0];
}
