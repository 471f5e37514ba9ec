import { AsyncLocalStorage } from 'node:async_hooks';
import type { FetchFunction, Logger, LogLevel, WebClient } from '@slack/web-api';
import { type Trouble, troubleOf } from './trouble.ts';

/** Of one call; a send has half a minute in all. */
const TIMEOUT = 12_000;
const KNOWN = 1000;

export type Called<T> = { readonly value: T } | { readonly trouble: Trouble };

/** Makes one call of the Web API; ends it when the signal says so. Never rejects. */
export type Call = <T>(make: (client: WebClient) => Promise<T>, signal: AbortSignal) => Promise<Called<T>>;

/** Clients by their tokens, made when they are used first; the SDK is loaded then. */
export type Clients = { readonly callWith: (token: string) => Call };

/** `api`: of the Web API, `https://slack.com/api/`. Nothing is tried twice, nothing is logged. */
export function createClients(api: string): Clients {
  const signals = new AsyncLocalStorage<AbortSignal>();
  const clients = new Map<string, Promise<WebClient>>();
  const fetchUntil: FetchFunction = async (url, init) => {
    const ends = [init?.signal, signals.getStore()].filter((signal) => signal instanceof AbortSignal);
    return fetch(url, { ...init, signal: AbortSignal.any(ends) });
  };
  const clientFor = (token: string): Promise<WebClient> => {
    const known = clients.get(token);
    if (known) return known;
    const made = makeClient(token, api, fetchUntil);
    const [oldest] = clients.keys();
    if (clients.size >= KNOWN && oldest !== undefined) clients.delete(oldest);
    clients.set(token, made);
    return made;
  };
  return {
    callWith: (token) => async (make, signal) => {
      if (signal.aborted) return { trouble: { kind: 'unsent', code: 'STOPPED' } };
      const client = await clientFor(token);
      try {
        return { value: await signals.run(signal, () => make(client)) };
      } catch (error) {
        return { trouble: troubleOf(error) };
      }
    },
  };
}

async function makeClient(token: string, api: string, fetchUntil: FetchFunction): Promise<WebClient> {
  const { WebClient: Client, LogLevel: Level } = await import('@slack/web-api');
  return new Client(token, {
    slackApiUrl: api,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: TIMEOUT,
    maxRequestConcurrency: 1000,
    allowAbsoluteUrls: false,
    fetch: fetchUntil,
    logger: silentAt(Level.ERROR),
  });
}

/** The SDK logs whole messages; what is to be known is in outcomes. */
function silentAt(level: LogLevel): Logger {
  const nothing = (): void => {};
  return {
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: nothing,
    setLevel: nothing,
    getLevel: () => level,
    setName: nothing,
  };
}
