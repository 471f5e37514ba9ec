import {
  type Http,
  type HttpAnswer,
  HttpBroken,
  type HttpRequest,
  type HttpStream,
} from '../../ports/http.ts';
import { readReply } from './answer.ts';
import { startDeadline } from './deadline.ts';
import type { ExchangeOptions } from './exchange.ts';
import { type FollowOptions, follow } from './follow.ts';
import { resolveName } from './guard.ts';
import { hostKey, readAllowed } from './host.ts';
import type { HttpOptions } from './options.ts';
import { createPace } from './pace.ts';
import { readProxies } from './proxy.ts';
import { createRobots } from './robots.ts';
import { createWire } from './wire.ts';

/** The one client of the program. Throws UserError where a proxy is no URL. */
export function createHttp(options: HttpOptions): Http {
  const closing = new AbortController();
  const { now = Date.now, timeout = 60_000, maxRedirects = 5 } = options;
  const isAllowed = readAllowed(options.allowPrivate ?? []);
  const exchanges: ExchangeOptions = {
    pace: createPace(options.pause ?? 1000, now, options.wait),
    wire: createWire({
      chooseProxy: readProxies(options.proxy),
      isAllowed,
      resolve: options.resolve ?? resolveName,
      connectTimeout: options.connectTimeout ?? 10_000,
    }),
    now,
    userAgent: options.userAgent,
    headersTimeout: options.headersTimeout ?? 30_000,
    closing: closing.signal,
  };
  const get = async (request: HttpRequest): Promise<HttpAnswer> => gather(await stream(request));
  const all: FollowOptions = {
    ...exchanges,
    isAllowed,
    maxRedirects,
    timeout,
    robots: createRobots((request) => get(request), now),
  };
  const stream = async (request: HttpRequest): Promise<HttpStream> => {
    const opened = await follow(request, all);
    return opened.kind === 'opened' ? readReply(opened.reply, request, now) : opened;
  };
  return {
    get,
    stream,
    turn: (url, signal) => takeTurn(url, signal, exchanges),
    userAgent: options.userAgent,
    close: async () => {
      closing.abort();
      await exchanges.wire.close();
    },
  };
}

/** Reads a stream to its end; what broke off is no answer. */
async function gather(answer: HttpStream): Promise<HttpAnswer> {
  if (answer.kind !== 'ok') return answer;
  const { chunks, ...head } = answer;
  const parts: Buffer[] = [];
  try {
    for await (const chunk of chunks) parts.push(chunk);
  } catch (error) {
    if (error instanceof HttpBroken) return { kind: 'failed', why: error.message };
    throw error;
  }
  return { ...head, body: Buffer.concat(parts) };
}

/** The turn is over at once: how long the other one speaks is not known here. */
async function takeTurn(
  text: string,
  signal: AbortSignal | undefined,
  { pace, closing }: ExchangeOptions,
): Promise<void> {
  const url = URL.parse(text);
  // A path, or `user@host:path`.
  if (!url || url.hostname === '') return;
  const waiting = startDeadline(undefined, [signal, closing]);
  try {
    const release = await pace.take(hostKey(url), waiting.signal);
    release();
  } catch (error) {
    throw signal?.aborted ? signal.reason : error;
  } finally {
    waiting.end();
  }
}
