import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App, Receiver } from '@slack/bolt';
import type { Talk } from '../../../ports/chat.ts';
import type { Clock } from '../../../ports/clock.ts';
import { textAt } from './fields.ts';
import { parseBody, readBody } from './http-body.ts';
import { redact } from './redact.ts';
import { isFromSlack } from './signature.ts';

type Parts = {
  readonly signingSecret: string;
  readonly now: Clock;
  readonly talk: Talk;
  /** False before it serves, and once it closes: Slack is told to come again. */
  readonly isOpen: () => boolean;
};

export type HttpReceiver = Receiver & {
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
};

/**
 * Takes what Slack posts to us, on a server of our own. Nothing is done, and nothing parsed, before the signature over
 * the very bytes is right. Bolt's own receivers read a clock of their own and their bodies may be 4 MB.
 */
export function createHttpReceiver({ signingSecret, now, talk, isOpen }: Parts): HttpReceiver {
  let app: App | undefined;
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return end(response, 405);
    const body = await readBody(request);
    if (!body) return end(response, 413);
    const { headers } = request;
    const signed = {
      timestamp: headers['x-slack-request-timestamp'],
      signature: headers['x-slack-signature'],
      body,
    };
    if (!isFromSlack(signed, signingSecret, now())) return end(response, 401);
    const payload = parseBody(body, headers['content-type']);
    if (!payload) return end(response, 400);
    if (payload.type === 'url_verification')
      return end(response, 200, { challenge: textAt(payload, 'challenge') });
    if (textAt(payload, 'ssl_check') !== '') return end(response, 200);
    if (!app || !isOpen()) return end(response, 503);
    try {
      await app.processEvent({ body: payload, ack: async (said: unknown) => end(response, 200, said) });
      end(response, 200);
    } catch (error) {
      talk('error', 'what Slack sent was not handled', { why: redact(error) });
      end(response, 500);
    }
  }
  return {
    init: (made) => {
      app = made;
    },
    start: async () => {},
    stop: async () => {},
    handle,
  };
}

/** Only the first of them is sent. */
function end(response: ServerResponse, status: number, said?: unknown): void {
  if (response.headersSent) return;
  const isJson = typeof said === 'object' && said !== null;
  response.writeHead(status, {
    'content-type': isJson ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8',
    // What was too long was not read to its end.
    ...(status === 413 ? { connection: 'close' } : {}),
  });
  response.end(isJson ? JSON.stringify(said) : typeof said === 'string' ? said : '');
}
