import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Readable } from 'node:stream';

/** What a fake host was asked. */
export type FakeRequest = {
  readonly method: string;
  /** Decoded nowhere: as it came. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  /** When it came, ms. */
  readonly at: number;
};

export type FakeReply = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | AsyncIterable<Buffer>;
};

/** A bad day, for the next request that fits. */
export type Fault = {
  /** Beginning of the paths it strikes; all where it is missing. */
  readonly at?: string;
  /** How many requests it strikes; 1. Infinity: until `faults.clear()`. */
  readonly times?: number;
} /** Closes the connection behind so many bytes of the body. */ & (
  | { readonly fault: 'cut'; readonly after: number }
  | { readonly fault: 'reply'; readonly reply: FakeReply }
  /** Takes the request and never answers. */
  | { readonly fault: 'hang' }
  /** Closes the connection at once. */
  | { readonly fault: 'reset' }
);

export type FakeHost = {
  /** `http://127.0.0.1:PORT`, no slash at the end. */
  readonly url: string;
  readonly requests: readonly FakeRequest[];
  readonly forget: () => void;
  readonly faults: { readonly add: (fault: Fault) => void; readonly clear: () => void };
  readonly close: () => Promise<void>;
};

/** The page with which hosts behind a bot check answer: HTTP 200, and no word of what was asked for. */
export const CHALLENGE: FakeReply = {
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!doctype html><html lang="en"><head><title>Making sure you&#39;re not a bot!</title></head><body><p>Loading...</p></body></html>',
};

type Answer = (request: FakeRequest, raw: IncomingMessage) => FakeReply | Promise<FakeReply>;
type Armed = { fault: Fault; left: number };

/** A host on loopback that answers as told, remembers what it was asked, and has bad days on demand. */
export async function startHost(answer: Answer): Promise<FakeHost> {
  const requests: FakeRequest[] = [];
  const sockets = new Set<Socket>();
  let armed: Armed[] = [];
  const server = createServer((raw, response) => {
    serve(raw, response).catch(() => raw.socket.destroy());
  });
  async function serve(raw: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(raw);
    requests.push(request);
    const strike = takeFault(armed, request.path);
    armed = armed.filter(({ left }) => left > 0);
    if (strike?.fault === 'hang') return;
    if (strike?.fault === 'reset') {
      raw.socket.destroy();
      return;
    }
    const reply = strike?.fault === 'reply' ? strike.reply : await answer(request, raw);
    await send(response, reply, strike?.fault === 'cut' ? strike.after : undefined);
  }
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    forget: () => {
      requests.length = 0;
    },
    faults: {
      add: (fault) => {
        armed.push({ fault, left: fault.times ?? 1 });
      },
      clear: () => {
        armed = [];
      },
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function takeFault(armed: readonly Armed[], path: string): Fault | undefined {
  const hit = armed.find(({ fault, left }) => left > 0 && path.startsWith(fault.at ?? ''));
  if (hit) hit.left--;
  return hit?.fault;
}

async function readRequest(raw: IncomingMessage): Promise<FakeRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of raw as AsyncIterable<Buffer>) chunks.push(chunk);
  const url = new URL(raw.url ?? '/', 'http://fake');
  const headers = Object.fromEntries(
    Object.entries(raw.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  return {
    method: raw.method ?? 'GET',
    path: (raw.url ?? '/').replace(/\?.*$/s, ''),
    query: url.searchParams,
    headers,
    body: Buffer.concat(chunks),
    at: Date.now(),
  };
}

/** A cut answer promises its whole length where that is known, as a server does whose connection breaks. */
async function send(response: ServerResponse, reply: FakeReply, cut: number | undefined): Promise<void> {
  const { status = 200, headers = {}, body = '' } = reply;
  const whole = typeof body === 'string' ? Buffer.from(body) : body;
  response.writeHead(
    status,
    Buffer.isBuffer(whole) ? { 'content-length': `${whole.length}`, ...headers } : headers,
  );
  let left = cut ?? Number.POSITIVE_INFINITY;
  for await (const chunk of Buffer.isBuffer(whole) ? Readable.from([whole]) : whole) {
    const part = chunk.subarray(0, left);
    left -= part.length;
    if (part.length > 0 && !response.write(part))
      await new Promise((resolve) => response.once('drain', resolve));
    if (left > 0) continue;
    // What was written has to leave before the connection is closed.
    await new Promise<void>((resolve) => response.write('', () => resolve()));
    response.destroy();
    return;
  }
  response.end();
}
