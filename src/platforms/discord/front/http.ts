import type { KeyObject } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { APIInteractionResponse } from 'discord.js';
import type { Front } from '../../../ports/chat.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { FirstOf } from './intake.ts';
import type { First } from './line.ts';
import { readBody } from './read-body.ts';
import { isSigned, readPublicKey } from './verify.ts';

const PATHS = ['/discord/interactions'] as const;
const PONG: APIInteractionResponse = { type: 1 };

type Take = (interaction: unknown, firstOf: FirstOf) => Promise<boolean>;

/** Interactions over HTTP. `checkKey` throws UserError where the public key is none; then all is refused. */
export function createHttp(
  publicKey: string,
  now: Clock,
  take: Take,
): NonNullable<Front['http']> & { readonly checkKey: () => void } {
  let key: KeyObject | undefined;
  return {
    paths: PATHS,
    checkKey: () => {
      key = readPublicKey(publicKey);
    },
    handle: (request, response) => {
      // Nothing of it rejects but what Node itself does on connections that are gone.
      serve(request, response, { key, now, take }).catch(() => response.destroy());
    },
  };
}

type ServeDeps = { readonly key: KeyObject | undefined; readonly now: Clock; readonly take: Take };

/** What Discord did not sign has no effect. */
async function serve(request: IncomingMessage, response: ServerResponse, deps: ServeDeps): Promise<void> {
  if (request.method !== 'POST') return end(response, 405);
  const body = await readBody(request);
  if (body === undefined) return end(response, 413);
  if (deps.key === undefined) return end(response, 503);
  const signature = request.headers['x-signature-ed25519'];
  const timestamp = request.headers['x-signature-timestamp'];
  if (!isSigned({ signature, timestamp, body }, deps.key, deps.now())) return end(response, 401);
  const interaction = readJson(body);
  if (typeof interaction !== 'object' || interaction === null) return end(response, 400);
  if (Reflect.get(interaction, 'type') === 1) return write(response, PONG);
  // Whether pictures may go with an answer over HTTP is not documented: they are brought after it.
  const first: First = { takesFiles: false, send: (answer) => write(response, answer) };
  const isTaken = await deps.take(interaction, () => first);
  if (!response.headersSent) end(response, isTaken ? 500 : 503);
}

function write(response: ServerResponse, answer: APIInteractionResponse): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  response.once('close', () => resolve());
  response.once('finish', () => resolve());
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  return promise;
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-length': '0', connection: 'close' }).end();
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
