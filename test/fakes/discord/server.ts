import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Faults, Strike } from './faults.ts';
import type { DiscordSpec } from './openapi.ts';
import { laneOf, limitedHeaders, type RateAnswer, type Rates } from './rates.ts';
import { broken, Refusal } from './refusal.ts';
import { type Context, type Found, findRoute, type Result, type Route, readBody } from './route.ts';
import type { DiscordFault, SeenRequest } from './types.ts';
import type { World } from './world/world.ts';

const BASE = '/api/v10';
/** Refused requests in ten minutes after which Discord answers nothing any more. */
const BAN = 10_000;
const BAN_WINDOW = 10 * 60_000;

type Parts = {
  readonly world: World;
  readonly routes: readonly Route[];
  readonly rates: Rates;
  readonly faults: Faults;
  readonly spec: DiscordSpec | undefined;
};
type Entry = { -readonly [key in keyof SeenRequest]: SeenRequest[key] };
type Said = Result & { readonly headers?: Readonly<Record<string, string>>; readonly raw?: string };

export type DiscordServer = {
  readonly server: Server;
  readonly invalid: () => number;
  readonly close: () => Promise<void>;
};

/** The REST side: every request goes through the same gates, in Discord's order. */
export function createDiscordServer(parts: Parts): DiscordServer {
  const { world } = parts;
  const invalid: number[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      world.violate(`${request.method} ${request.url}`, `the fake itself failed: ${error}`);
      response.destroy();
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const recent = (): number => invalid.filter((at) => world.now() - at < BAN_WINDOW).length;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await receive(parts, request);
    // Who went while he spoke has said nothing.
    if (!call) return;
    const { entry } = call;
    const strike = parts.faults.take(entry.method, entry.route, entry.path);
    const moment = strike ? momentOf(strike.fault) : undefined;
    const hangUp = (): void => void request.socket.destroy();
    if (moment === 'cut before') return hangUp();
    if (moment === 'stall before') await strike?.released;
    const said =
      recent() >= (world.options.banAt ?? BAN)
        ? BANNED
        : ((strike && struck(parts, call, strike)) ?? answer(parts, call));
    if (isInvalid(said)) invalid.push(world.now());
    if (moment === 'cut after') return hangUp();
    if (moment === 'stall after') await strike?.released;
    const last = lost(strike) ?? said;
    entry.status = last.status;
    send(response, last);
    world.changed();
  }

  return {
    server,
    invalid: recent,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Reads a request to its end, and writes it down. */
async function receive({ world, routes }: Parts, request: IncomingMessage): Promise<Call | undefined> {
  const raw = await bytesOf(request).catch(() => undefined);
  if (!raw) return undefined;
  const url = new URL(request.url ?? '/', 'http://fake');
  const path = url.pathname.startsWith(`${BASE}/`) ? url.pathname.slice(BASE.length) : '';
  const found = path === '' ? undefined : findRoute(routes, request.method ?? 'GET', path);
  const entry = enter(world, request, path || url.pathname, found);
  const read = await readBody(raw, request.headers['content-type']).catch(refusalOf);
  if (!(read instanceof Refusal)) entry.body = read.body;
  return { request, found, url, read, entry };
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function momentOf(fault: DiscordFault): string | undefined {
  if ('cut' in fault) return `cut ${fault.cut}`;
  return 'stall' in fault ? `stall ${fault.stall}` : undefined;
}

/** It was done, and the answer got lost on its way. */
function lost(strike: Strike | undefined): Said | undefined {
  const isLost = strike && 'statusAfter' in strike.fault;
  return isLost ? { status: strike.fault.statusAfter, raw: 'upstream connect error' } : undefined;
}

const BANNED: Said = { status: 429, headers: { 'retry-after': '3600' }, raw: 'error code: 1015' };

function enter(world: World, request: IncomingMessage, path: string, found: Found | undefined): Entry {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  const method = request.method ?? '';
  const route = found?.route.route ?? '';
  const entry: Entry = { at: world.now(), method, path, route, headers, body: undefined, status: undefined };
  world.requests.push(entry);
  return entry;
}

type Call = {
  readonly request: IncomingMessage;
  readonly found: Found | undefined;
  readonly url: URL;
  readonly read: Awaited<ReturnType<typeof readBody>> | Refusal;
  readonly entry: Entry;
};

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  return broken(400, 50035, 'Invalid Form Body', `the body cannot be read: ${error}`);
}

/** What counts towards the ban; a limit that all share does not. */
const isInvalid = ({ status, headers }: Said): boolean =>
  [401, 403, 429].includes(status) && headers?.['x-ratelimit-scope'] !== 'shared';

/** What a fault answers in the place of the route. */
function struck({ rates }: Parts, { found, request }: Call, { fault }: Strike): Said | undefined {
  if ('retryAfter' in fault) {
    const name = `${request.method} ${found?.route.route ?? ''}`;
    const lane = fault.global ? 'global' : laneOf(name, found ? majorOf(found.params) : '');
    const scope = fault.scope ?? (fault.global ? 'global' : 'user');
    return limited(rates.limit(lane, fault.retryAfter * 1000, scope, {}), fault.code);
  }
  if (!('status' in fault)) return undefined;
  if (fault.body !== undefined) return { status: fault.status, raw: fault.body };
  return {
    status: fault.status,
    body: { code: fault.code ?? 0, message: fault.message ?? `${fault.status}: no` },
  };
}

function limited({ headers, limited: limit }: RateAnswer, code?: number): Said {
  if (!limit) throw new Error('not limited');
  const body = {
    message: 'You are being rate limited.',
    retry_after: limit.retryAfter,
    global: limit.global,
    ...(code === undefined ? {} : { code }),
  };
  return { status: 429, body, headers: { ...headers, ...limitedHeaders(limit) } };
}

/** Buckets are told apart by these. */
const majorOf = (params: Readonly<Record<string, string>>): string =>
  params.channel_id ?? params.guild_id ?? params.webhook_token ?? '';

function answer(parts: Parts, call: Call): Said {
  const { world } = parts;
  const name = `${call.request.method} ${call.found?.route.route ?? call.url.pathname}`;
  let headers: Readonly<Record<string, string>> = {};
  try {
    const found = admit(parts, call);
    if (world.options.unlimited) return handle(parts, call, found, name);
    const rate = parts.rates.take(name, majorOf(found.params), found.route.isFree === true);
    headers = rate.headers;
    if (rate.early !== undefined) world.violate(name, `sent ${rate.early} ms before it may be`);
    if (rate.limited) return limited(rate);
    return { ...handle(parts, call, found, name), headers };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.violation !== undefined) world.violate(name, error.violation);
    const body = { message: error.message, code: error.code, ...error.more };
    const wait = error.more.retry_after;
    const more = typeof wait === 'number' ? { 'retry-after': `${Math.ceil(wait)}` } : {};
    return { status: error.status, body, headers: { ...headers, ...more } };
  }
}

/** Route, token, name: what is looked at before anything is read. */
function admit({ world }: Parts, { found, request, url }: Call): Found {
  if (!found) throw broken(404, 0, '404: Not Found', `no such route: ${request.method} ${url.pathname}`);
  const { authorization } = request.headers;
  const isKnown = authorization === `Bot ${world.token}` && !world.isRevoked;
  if (!found.route.isFree && !isKnown) throw new Refusal(401, 0, '401: Unauthorized');
  if (!request.headers['user-agent']?.startsWith('DiscordBot ('))
    throw broken(403, 40333, 'internal network error', 'the User-Agent does not begin with "DiscordBot ("');
  for (const key of url.searchParams.keys())
    if (!found.route.query?.includes(key)) throw broken(400, 50035, 'Invalid Form Body', `a query ${key}`);
  return found;
}

function handle(parts: Parts, call: Call, found: Found, name: string): Result {
  const { world, spec } = parts;
  const { method = '' } = call.request;
  if (call.read instanceof Refusal) throw call.read;
  const { body, files } = call.read;
  const context: Context = {
    world,
    route: name,
    params: found.params,
    query: call.url.searchParams,
    body,
    files,
  };
  const complaints = body === undefined ? [] : (spec?.request(method, found.route.route, body) ?? []);
  const result = found.route.handle(context);
  // Discord's own text says less than its documentation, but never more: what it refuses was let through wrongly.
  for (const what of complaints) world.violate(name, `OpenAPI: ${what}`, true);
  const wrong = spec?.answer(method, found.route.route, result.status, result.body) ?? [];
  for (const what of wrong) world.violate(name, `the fake's own answer: ${what}`, true);
  return result;
}

function send(response: ServerResponse, { status, body, headers = {}, raw }: Said): void {
  const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const type = raw === undefined ? 'application/json' : 'text/plain';
  // No content type where there is no content: a client would try to read it.
  response.writeHead(status, { ...headers, ...(text === undefined ? {} : { 'content-type': type }) });
  response.end(text);
}
