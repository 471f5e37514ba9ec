import { once } from 'node:events';
import type { Server } from 'node:http';
import { UserError } from '../ports/errors.ts';

/** Slow and huge requests are cut (ms, bytes). */
export const SERVER_LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 5000,
  maxHeaderSize: 8192,
};
const MAX_CONNECTIONS = 500;
const PATIENCE = 1000;

/** Resolves when it listens. `what`: what cannot be served where the port is taken or not allowed: a UserError. */
export async function listenOn(
  server: Server,
  what: string,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<{ readonly port: number }> {
  server.maxConnections = MAX_CONNECTIONS;
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    throw explain(error, what, port, host);
  }
  const address = server.address();
  return { port: typeof address === 'object' && address ? address.port : port };
}

/** Answers what was asked, for a second at most. */
export async function closeGently(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  const timer = setTimeout(() => server.closeAllConnections(), PATIENCE);
  server.closeIdleConnections();
  await closed;
  clearTimeout(timer);
}

function explain(error: unknown, what: string, port: number, host: string): Error {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const begin = `${what} cannot be served`;
  const way = 'set PORT (and LOREWATCH_HOST) to others';
  if (code === 'EADDRINUSE')
    return new UserError(`${begin}: port ${port} is taken; ${way}`, { cause: error });
  if (code === 'EACCES')
    return new UserError(`${begin}: port ${port} is not allowed to this user; ${way}`, { cause: error });
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new UserError(`${begin}: this machine has no address ${host}; ${way}`, { cause: error });
  return error instanceof Error ? error : new Error(String(error));
}
