import { AsyncLocalStorage } from 'node:async_hooks';
import type { REST, RouteLike } from 'discord.js';
import { UNSENT } from '../unsent.ts';
import { numberAt, textAt } from './fields.ts';
import { createGuard } from './guard.ts';
import type { DiscordPicture } from './render/message.ts';
import { encodingForms } from './request.ts';

type Discord = typeof import('discord.js');

export type RestSettings = {
  /** `https://discord.com/api`, without the version. */
  readonly api: string;
  readonly token: string;
  /** How long one request may take, ms. */
  readonly timeout?: number;
  readonly now?: () => number;
  /** After how many refused requests of ten minutes nothing more is asked. */
  readonly mostRefused?: number;
};

export type Call = {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: RouteLike;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly files?: readonly DiscordPicture[];
  readonly signal: AbortSignal;
};

/** Why a request was not answered with what was asked for. Nothing of it tells the token. Times in ms. */
export type Trouble =
  /** Discord said no. `code`: its own, docs, JSON Error Codes. */
  | {
      readonly what: 'refused';
      readonly status: number;
      readonly code: number | undefined;
      readonly message: string;
      readonly wait?: number | undefined;
    }
  | { readonly what: 'limited'; readonly wait: number | undefined; readonly isGlobal: boolean }
  /** Nothing reached Discord. */
  | { readonly what: 'unsent'; readonly why: string }
  /** It may have been done. */
  | { readonly what: 'unclear'; readonly why: string }
  /** Too much was refused lately: nothing is asked any more, for so long. */
  | { readonly what: 'stopped'; readonly wait: number };

export type Reply =
  /** `wait`: until the next request of this kind may be made; undefined: at once. */
  { readonly body: unknown; readonly wait: number | undefined } | { readonly trouble: Trouble };

export type DiscordRest = {
  readonly call: (call: Call) => Promise<Reply>;
  readonly close: () => void;
};

const TIMEOUT = 20_000;
/** What discord.js waits for the head of an answer: less than for all of it. */
const HEAD_SHARE = 0.75;
const TOKEN_REFUSED: Trouble = { what: 'refused', status: 401, code: undefined, message: '' };

type Flight = { began: boolean; wait: number | undefined };

/**
 * Discord's REST as discord.js speaks it, loaded with the first request. It keeps to the limits that the answers tell
 * of, and gives every limit, failure and timeout back at once: nothing is tried twice by itself.
 */
export function createRest(settings: RestSettings): DiscordRest {
  const { timeout = TIMEOUT, now = Date.now } = settings;
  const guard = createGuard(settings.mostRefused);
  const flights = new AsyncLocalStorage<Flight>();
  let opened: Promise<Opened> | undefined;
  const open = (): Promise<Opened> =>
    openRest(settings.api, timeout, flights, (status, isShared) => guard.note(status, isShared, now()));
  return {
    call: async (call) => {
      const until = guard.stoppedUntil(now());
      if (until !== undefined) return { trouble: { what: 'stopped', wait: until - now() } };
      if (guard.isTokenRefused(now())) return { trouble: TOKEN_REFUSED };
      if (call.signal.aborted) return { trouble: { what: 'unsent', why: 'the program stopped' } };
      opened ??= open();
      const { discord, rest } = await opened;
      const flight: Flight = { began: false, wait: undefined };
      try {
        // A refused token is thrown away by the client; whether it is good again is for Discord to say.
        rest.setToken(settings.token);
        const body = await flights.run(flight, () => rest.request(requestOf(call, timeout, discord)));
        return { body, wait: flight.wait };
      } catch (error) {
        return { trouble: troubleOf(error, discord, flight, settings.token) };
      }
    },
    close: () => {
      void opened?.then(({ rest }) => {
        rest.clearHashSweeper();
        rest.clearHandlerSweeper();
      });
    },
  };
}

type Opened = { readonly discord: Discord; readonly rest: REST };

/** `note`: is told of each answer's status, and whether its limit is shared with others. */
async function openRest(
  api: string,
  timeout: number,
  flights: AsyncLocalStorage<Flight>,
  note: (status: number, isShared: boolean) => void,
): Promise<Opened> {
  const discord = await import('discord.js');
  const ask = encodingForms(discord.DefaultRestOptions.makeRequest);
  const rest = new discord.REST({
    api,
    retries: 0,
    rejectOnRateLimit: () => true,
    timeout: timeout * HEAD_SHARE,
    makeRequest: async (url, init) => {
      const flight = flights.getStore();
      if (flight) flight.began = true;
      const response = await ask(url, init);
      const headers = new Headers([...response.headers]);
      note(response.status, headers.get('x-ratelimit-scope') === 'shared');
      if (flight) flight.wait = waitOf(headers);
      return response;
    },
  });
  return { discord, rest };
}

function requestOf(
  { method, path, query, body, files, signal }: Call,
  timeout: number,
  { RequestMethod }: Discord,
): Parameters<REST['request']>[0] {
  const methods = { GET: RequestMethod.Get, POST: RequestMethod.Post, PATCH: RequestMethod.Patch };
  return {
    method: methods[method],
    fullRoute: path,
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
    ...(query === undefined ? {} : { query: new URLSearchParams({ ...query }) }),
    ...(body === undefined ? {} : { body }),
    ...(files === undefined || files.length === 0
      ? {}
      : { files: files.map(({ name, bytes }) => ({ name, data: bytes, contentType: 'image/png' })) }),
  };
}

/** How long a bucket that is used up needs. */
function waitOf(headers: Headers): number | undefined {
  if (headers.get('x-ratelimit-remaining') !== '0') return undefined;
  const seconds = Number(headers.get('x-ratelimit-reset-after') ?? 'none');
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds * 1000) : undefined;
}

function troubleOf(error: unknown, discord: Discord, flight: Flight, token: string): Trouble {
  if (error instanceof discord.RateLimitError) {
    const wait = Math.max(error.retryAfter, error.sublimitTimeout, error.timeToReset);
    return { what: 'limited', wait: wait > 0 ? Math.ceil(wait) : undefined, isGlobal: error.global };
  }
  if (error instanceof discord.DiscordAPIError) {
    const seconds = numberAt(error.rawError, 'retry_after');
    return {
      what: 'refused',
      status: error.status,
      code: typeof error.code === 'number' ? error.code : undefined,
      message: error.message.slice(0, 2000).replaceAll(token, '***'),
      wait: seconds === undefined ? undefined : Math.ceil(seconds * 1000),
    };
  }
  if (error instanceof discord.HTTPError)
    return { what: 'unclear', why: `Discord has trouble (HTTP ${error.status})` };
  return brokenOff(error, flight);
}

function brokenOff(error: unknown, { began }: Flight): Trouble {
  const code = textAt(error, 'code') ?? textAt(error, 'cause', 'code') ?? '';
  const isTimeout = textAt(error, 'name') === 'AbortError' || textAt(error, 'name') === 'TimeoutError';
  if (!began)
    return { what: 'unsent', why: isTimeout ? 'Discord was not asked in time' : 'Discord was not asked' };
  if (UNSENT.has(code)) return { what: 'unsent', why: `Discord cannot be reached (${code})` };
  if (error instanceof SyntaxError)
    return { what: 'unclear', why: 'Discord answered what nobody understands' };
  return {
    what: 'unclear',
    why: isTimeout ? 'Discord took too long to answer' : 'the connection to Discord broke off',
  };
}
