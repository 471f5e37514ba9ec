import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Front } from '../../ports/chat.ts';
import { closeGently, listenOn, SERVER_LIMITS } from '../../web/listening.ts';

/** A request for somebody else's page, and what it is answered: plain data, for another thread. */
export type PageRequest = {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};
export type PageAnswer = {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
};

/** Nobody sends more to a page. */
const LARGEST = 64 * 1024;
/** The pages know no others. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST']);

export type HttpDoor = {
  readonly listen: (port: number, host: string) => Promise<{ readonly port: number }>;
  readonly close: () => Promise<void>;
};

/** Listens for the fronts that are spoken to over HTTP; what is for none of them is handed on. */
export function createHttpDoor(
  fronts: readonly Front[],
  handOn: (request: PageRequest) => Promise<PageAnswer>,
): HttpDoor {
  const server = createServer(SERVER_LIMITS, (request, response) => {
    // What is no address is asked of the pages, which know nothing by it.
    const path = URL.parse(request.url ?? '/', 'http://here')?.pathname ?? '';
    const front = fronts.find(({ http }) => http?.paths.includes(path));
    if (front?.http) front.http.handle(request, response);
    else void passOn(request, response, handOn);
  });
  return {
    listen: (port, host) => listenOn(server, 'chat and pages', { port, host }),
    close: () => closeGently(server),
  };
}

async function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  handOn: (request: PageRequest) => Promise<PageAnswer>,
): Promise<void> {
  try {
    if (!METHODS.has(request.method ?? '')) {
      response.writeHead(405, { allow: [...METHODS].join(', '), connection: 'close' }).end();
      return;
    }
    const body = await readBody(request);
    if (body === undefined) {
      response
        .writeHead(413, { 'content-type': 'text/plain', connection: 'close' })
        .end('That is too much.\n');
      return;
    }
    const { method = 'GET', url = '/' } = request;
    const answer = await handOn({ method, url, headers: plainHeaders(request), body });
    response.writeHead(answer.status, answer.headers.flat());
    response.end(answer.body);
  } catch {
    if (!response.headersSent) response.writeHead(503, { 'content-type': 'text/plain' });
    response.end('This did not work: the pages cannot be asked now.\n');
  }
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request) {
    if (!Buffer.isBuffer(piece)) continue;
    size += piece.length;
    if (size > LARGEST) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function plainHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}
