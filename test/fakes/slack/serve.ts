import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { answerJson, prepare } from './api.ts';
import type { Result } from './calls/call.ts';
import { takeUpload } from './calls/files.ts';
import type { Strike } from './faults.ts';
import { authorizePage } from './oauth.ts';
import { respond } from './response-url.ts';
import { isObject } from './schema.ts';
import type { Sockets } from './sockets.ts';
import type { Json } from './types.ts';
import type { World } from './world.ts';

type Reply = {
  readonly status: number;
  readonly body: string | Json;
  readonly headers?: Readonly<Record<string, string>>;
  /** Slack's own word, for the log. */
  readonly error: string;
};

/** Something that was asked: what it is, and how it is done. */
type Asked = {
  readonly method: string;
  readonly args: Json;
  readonly team: string | undefined;
  readonly run: () => Reply | Promise<Reply>;
  /** Answers with an error of Slack's. */
  readonly refuse: (error: string) => Reply;
  /** Remembers that it was told to wait. */
  readonly hold: (seconds: number) => void;
};

export type Served = { readonly url: string; readonly close: () => Promise<void> };

/** Listens on loopback for all that Slack offers: methods, reply addresses, uploads, sockets, the page of OAuth. */
export async function serve(world: World, sockets: Sockets): Promise<Served> {
  const lines = new Set<Socket>();
  const server = createServer((request, response) => {
    handle(world, request, response).catch((error: unknown) => {
      world.violate('fake', `the fake itself failed: ${String(error)}`);
      request.socket.destroy();
    });
  });
  server.on('connection', (line) => {
    lines.add(line);
    line.on('close', () => lines.delete(line));
  });
  server.on('upgrade', (request, line, head) => sockets.accept(request, line, head));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const line of lines) line.destroy();
      }),
  };
}

async function handle(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const asked = await read(world, request, Buffer.concat(chunks));
  const at = world.now();
  const strike = world.faults.strike(asked.method, asked.args);
  const reply = strike ? await struck(asked, strike) : await asked.run();
  const { method, args, team } = asked;
  world.requests.push({ at, method, args, team, status: reply?.status ?? 0, error: reply?.error ?? '' });
  if (reply) send(response, reply);
  else request.socket.destroy();
  world.changed();
}

/** undefined: the line is cut. */
async function struck(asked: Asked, { what, released }: Strike): Promise<Reply | undefined> {
  const done = what.committed === true || what.cut === 'after' ? await asked.run() : undefined;
  if (what.cut !== undefined) return undefined;
  if (what.stall === true) {
    if ((await released) === 'ended') return undefined;
    if (what.status === undefined && what.error === undefined) return done ?? asked.run();
  }
  if (what.retryAfter !== undefined) {
    asked.hold(what.retryAfter);
    return limited(what.retryAfter);
  }
  if (what.error !== undefined) return asked.refuse(what.error);
  const status = what.status ?? 500;
  return { status, body: `status ${status}`, error: `http_${status}` };
}

function limited(seconds: number): Reply {
  return {
    status: 429,
    headers: { 'retry-after': `${seconds}` },
    body: { ok: false, error: 'ratelimited' },
    error: 'ratelimited',
  };
}

async function read(world: World, request: IncomingMessage, body: Buffer): Promise<Asked> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://fake');
  const [, first, second = '', third = ''] = pathname.split('/');
  const type = request.headers['content-type'] ?? '';
  if (first === 'api' && request.method === 'POST') return readCall(world, second, type, request, body);
  const plain = (method: string, args: Json, run: Asked['run']): Asked => ({
    method,
    args,
    team: undefined,
    run,
    refuse: (error) => ({ status: 400, body: { ok: false, error }, error }),
    hold: () => undefined,
  });
  if (first === 'response' && request.method === 'POST') {
    return plain('response_url', parse(body), () => {
      const { status, body: said } = respond(world, third, body);
      return { status, body: said, error: typeof said.error === 'string' ? said.error : '' };
    });
  }
  if (first === 'upload') {
    return plain('upload', { bytes: body.length }, async () => ({
      ...(await takeUpload(world, third, type, body)),
      error: '',
    }));
  }
  if (pathname === '/oauth/v2/authorize') {
    return plain('oauth.authorize', {}, () => ({ ...authorizePage(world, searchParams), error: '' }));
  }
  return plain(pathname, {}, () => {
    world.violate('path', `there is nothing at ${request.method} ${pathname}`);
    return { status: 404, body: 'not found', error: 'not_found' };
  });
}

function readCall(world: World, method: string, type: string, request: IncomingMessage, body: Buffer): Asked {
  const { args, team, scopes, spec, run } = prepare(world, {
    method,
    type,
    authorization: request.headers.authorization,
    body,
  });
  const channel = String(args.channel ?? '');
  const headers = { 'x-oauth-scopes': scopes.join(',') };
  const told = (result: Result): Reply => ({
    status: 200,
    body: answerJson(result, scopes),
    headers,
    error: 'error' in result ? result.error : '',
  });
  return {
    method,
    args: withoutSecrets(args),
    team,
    run: () => {
      if (!spec || team === undefined) return told(run());
      const early = world.rates.early(method, spec, team, channel);
      if (early > 0) world.violate('retry_after', `${method}: ${early} ms before it was told to`);
      const seconds = world.rates.take(method, spec, team, channel);
      return seconds === undefined ? told(run()) : limited(seconds);
    },
    refuse: (error) => told({ error }),
    hold: (seconds) => {
      if (spec) world.rates.hold(method, spec, team ?? '', channel, seconds);
    },
  };
}

function withoutSecrets(args: Json): Json {
  return Object.fromEntries(
    Object.entries(args).map(([key, value]) => [
      key,
      ['client_secret', 'code', 'token'].includes(key) ? '(hidden)' : unpacked(value),
    ]),
  );
}

/** What came as JSON within a form is shown as what it is. */
function unpacked(value: unknown): unknown {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function parse(body: Buffer): Json {
  const value = unpacked(body.toString('utf8'));
  return isObject(value) ? value : {};
}

function send(response: ServerResponse, { status, body, headers = {} }: Reply): void {
  const isText = typeof body === 'string';
  response.writeHead(status, {
    'content-type': isText ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
    ...headers,
  });
  response.end(isText ? body : JSON.stringify(body));
}
