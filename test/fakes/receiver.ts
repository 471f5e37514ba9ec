import { createHmac, timingSafeEqual } from 'node:crypto';
import { type FakeHost, type FakeReply, startHost } from './host.ts';

export type ReceivedEvent = { readonly id: string; readonly body: string };

export type FakeReceiver = {
  readonly host: FakeHost;
  /** Where it listens, as a subscription names it. */
  readonly url: string;
  /** What it acted on: each id once. */
  readonly events: readonly ReceivedEvent[];
  /** How often it was given an id that it had seen. */
  readonly repeats: () => number;
  /** Why it turned something away. */
  readonly complaints: readonly string[];
  /** Answers so to all that follows; the event counts. undefined: as it should. */
  readonly answer: (reply: FakeReply | undefined) => void;
};

/** How far the sender's clock may be off, seconds. */
const TOLERANCE = 300;

/** A receiver of webhooks on loopback that checks signatures as Standard Webhooks tells receivers to. */
export async function startReceiver(options: {
  readonly secretOf: (url: string) => string;
  readonly now: () => number;
}): Promise<FakeReceiver> {
  const seen = new Map<string, ReceivedEvent>();
  const complaints: string[] = [];
  let repeats = 0;
  let reply: FakeReply | undefined;
  const host = await startHost(({ path, headers, body, method }) => {
    const url = `${host.url}${path}`;
    const text = body.toString('utf8');
    const wrong =
      method === 'POST' ? complaint(headers, text, options.secretOf(url), options.now()) : `a ${method}`;
    if (wrong !== undefined) {
      complaints.push(wrong);
      return { status: 400, body: wrong };
    }
    const id = headers['webhook-id'] ?? '';
    if (seen.has(id)) repeats++;
    seen.set(id, { id, body: text });
    return reply ?? { status: 204 };
  });
  return {
    host,
    url: `${host.url}/hooks/SECRET?token=SECRET`,
    get events() {
      return [...seen.values()];
    },
    repeats: () => repeats,
    complaints,
    answer: (next) => {
      reply = next;
    },
  };
}

type Headers = Readonly<Record<string, string | undefined>>;

/** Written after the specification, and not after the sender. */
function complaint(headers: Headers, body: string, secret: string, now: number): string | undefined {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  const signatures = headers['webhook-signature'];
  if (!id || !timestamp || !signatures) return 'a header is missing';
  if (!/^\d+$/.test(timestamp) || Math.abs(now / 1000 - Number(timestamp)) > TOLERANCE) return 'too old';
  if (!secret.startsWith('whsec_')) return 'the secret is none';
  const key = Buffer.from(secret.slice(6), 'base64');
  if (key.length < 24 || key.length > 64) return 'the key is too short or too long';
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  const right = signatures.split(' ').some((signature) => {
    const [version, value = ''] = signature.split(',');
    const given = Buffer.from(value, 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (!right) return 'the signature is wrong';
  if (headers['idempotency-key'] !== id) return 'two keys';
  return headers['content-type']?.startsWith('application/json') ? undefined : 'no JSON';
}
