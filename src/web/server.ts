import { once } from 'node:events';
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { UserError } from '../ports/errors.ts';
import { createApp } from './app.ts';
import type { WebDeps } from './deps.ts';

export type Web = {
  /** Resolves when it listens. Throws UserError where the port is taken or not allowed. */
  readonly listen: (port: number, host: string) => Promise<{ readonly port: number }>;
  /** One request, from whoever listens in its place. */
  readonly answer: (request: Request) => Promise<Response>;
  /** Answers what was asked, for a second at most. */
  readonly close: () => Promise<void>;
};

/** Slow and huge requests are cut (ms, bytes). */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 5000,
  maxHeaderSize: 8192,
};
const MAX_CONNECTIONS = 500;
const PATIENCE = 1000;

/** The pages on a port of this machine. */
export function createWeb(deps: WebDeps): Web {
  const app = createApp(deps);
  const server = createAdaptorServer({ fetch: app.fetch, serverOptions: LIMITS }) as Server;
  server.maxConnections = MAX_CONNECTIONS;
  return {
    listen: async (port, host) => {
      try {
        server.listen(port, host);
        await once(server, 'listening');
      } catch (error) {
        throw explain(error, port, host);
      }
      server.on('error', (error) => deps.onMistake('the web server', error));
      const address = server.address();
      return { port: typeof address === 'object' && address ? address.port : port };
    },
    answer: async (request) => app.fetch(request),
    close: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      const timer = setTimeout(() => server.closeAllConnections(), PATIENCE);
      server.closeIdleConnections();
      await closed;
      clearTimeout(timer);
    },
  };
}

function explain(error: unknown, port: number, host: string): Error {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const way = 'set PORT (and LOREWATCH_HOST) to others';
  if (code === 'EADDRINUSE')
    return new UserError(`the pages cannot be served: port ${port} is taken; ${way}`, { cause: error });
  if (code === 'EACCES')
    return new UserError(`the pages cannot be served: port ${port} is not allowed to this user; ${way}`, {
      cause: error,
    });
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new UserError(`the pages cannot be served: this machine has no address ${host}; ${way}`, {
      cause: error,
    });
  return error instanceof Error ? error : new Error(String(error));
}
