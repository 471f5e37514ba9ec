import type { IncomingMessage } from 'node:http';
import { type Fields, isFields } from './fields.ts';

/** Slack's largest are some 100 kB: a message of many blocks that a button is pressed in. */
const LONGEST = 1024 * 1024;
const PATIENCE = 10_000;

/** The bytes of a request; undefined where they are too many, or do not come. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > LONGEST) return undefined;
  const timer = setTimeout(() => request.destroy(), PATIENCE);
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of request) {
      const bytes = Buffer.from(piece);
      length += bytes.length;
      if (length > LONGEST) return undefined;
      pieces.push(bytes);
    }
    return Buffer.concat(pieces);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** What Slack sends: an event as JSON, a command as a form, a button or form as JSON within a form. */
export function parseBody(body: Buffer, type: string | undefined): Fields | undefined {
  const text = body.toString('utf8');
  try {
    if (type?.startsWith('application/json')) return asFields(JSON.parse(text));
    const form = new URLSearchParams(text);
    const payload = form.get('payload');
    return payload === null ? Object.fromEntries(form) : asFields(JSON.parse(payload));
  } catch {
    return undefined;
  }
}

function asFields(value: unknown): Fields | undefined {
  return isFields(value) ? value : undefined;
}
