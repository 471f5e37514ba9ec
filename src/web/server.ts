import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { createApp } from './app.ts';
import type { WebDeps } from './deps.ts';
import { closeGently, listenOn, SERVER_LIMITS } from './listening.ts';

export type Web = {
  /** Resolves when it listens. Throws UserError where the port is taken or not allowed. */
  readonly listen: (port: number, host: string) => Promise<{ readonly port: number }>;
  /** One request, from whoever listens in its place. */
  readonly answer: (request: Request) => Promise<Response>;
  /** Answers what was asked, for a second at most. */
  readonly close: () => Promise<void>;
};

/** The pages on a port of this machine. */
export function createWeb(deps: WebDeps): Web {
  const app = createApp(deps);
  const server = createAdaptorServer({ fetch: app.fetch, serverOptions: SERVER_LIMITS }) as Server;
  return {
    listen: async (port, host) => {
      const at = await listenOn(server, 'the pages', { port, host });
      server.on('error', (error) => deps.onMistake('the web server', error));
      return at;
    },
    answer: async (request) => app.fetch(request),
    close: () => closeGently(server),
  };
}
