import type { Clock } from '../../ports/clock.ts';
import {
  HttpBroken,
  type HttpFailure,
  type HttpRequest,
  type HttpStream,
  type Validators,
} from '../../ports/http.ts';
import { isChallenge, isHtml } from './challenge.ts';
import { decodeBody } from './decode.ts';
import type { Reply } from './exchange.ts';
import { tellError } from './failure.ts';
import { tellWhere } from './redact.ts';
import { readRetryAfter } from './retry-after.ts';

/** So much tells what kind of answer it is. Bytes. */
const GLANCE = 1024;
/** So much of a page is searched for a bot check, and kept of an answer that is none. */
const PEEK = 64 * 1024;

/** What a reply comes to. The reply is ended, except where its chunks are handed on. */
export async function readReply(reply: Reply, request: HttpRequest, now: Clock): Promise<HttpStream> {
  const where = tellWhere(reply.hop.url, request);
  if (reply.status === 304 && (request.validators?.etag || request.validators?.lastModified)) {
    reply.end();
    return { kind: 'unchanged', validators: { ...request.validators, ...validatorsOf(reply) } };
  }
  const ok = reply.status >= 200 && reply.status < 300 && reply.status !== 206;
  if (ok && request.maxBytes === 0) {
    reply.end();
    return answered(reply, nothing());
  }
  const chunks = decodeBody(reply.body, {
    coding: reply.header('content-encoding'),
    // Of an answer that is none, the beginning is enough.
    maxBytes: ok ? request.maxBytes : Number.POSITIVE_INFINITY,
    length: readLength(reply.header('content-length')),
  });
  const { head, done, error } = await peek(chunks, reply.header('content-type') ?? '');
  const challenge = isBotCheck(reply, head);
  if (!ok || error || challenge) {
    await chunks.return();
    reply.end();
    if (error && (ok || reply.status === 404))
      return { kind: 'failed', why: `${where}: ${tellError(error)}` };
    return challenge
      ? { kind: 'challenge', why: `${where}: a bot check stands before it (HTTP ${reply.status})` }
      : failureOf(reply, head, where, now);
  }
  return answered(reply, rejoined(head, done ? undefined : chunks, reply, where));
}

function answered(reply: Reply, chunks: AsyncIterable<Buffer>): HttpStream {
  return {
    kind: 'ok',
    url: reply.hop.url.href,
    status: reply.status,
    contentType: reply.header('content-type') ?? '',
    validators: validatorsOf(reply),
    date: readDate(reply.header('date')),
    chunks,
  };
}

async function* nothing(): AsyncGenerator<Buffer, void, undefined> {}

/** RFC 9110, 6.6.1; undefined where it is none. ms */
function readDate(value: string | undefined): number | undefined {
  const date = Date.parse(value ?? '');
  return Number.isNaN(date) ? undefined : date;
}

/** By the page, or by the header with which Cloudflare says so itself. */
function isBotCheck(reply: Reply, head: Buffer): boolean {
  const type = reply.header('content-type') ?? '';
  const start = head.toString('latin1');
  return isChallenge(type, start) || (reply.header('cf-mitigated') === 'challenge' && isHtml(type, start));
}

function failureOf(reply: Reply, head: Buffer, where: string, now: Clock): HttpFailure {
  const { status } = reply;
  if (status === 404) return { kind: 'missing', why: `${where}: not found (HTTP 404)`, body: head };
  if (status === 206) return { kind: 'failed', why: `${where}: gave a part where the whole was asked for` };
  const gone = status === 410;
  return {
    kind: 'refused',
    status,
    why: `${where}: ${gone ? 'is gone for good' : 'refused'} (HTTP ${status})`,
    retryAfter: readRetryAfter(reply.header('retry-after'), now()),
    gone,
  };
}

type Peek = { readonly head: Buffer; readonly done: boolean; readonly error?: unknown };

/** Reads the beginning: enough to see what it is, and more of a page, in which a bot check may hide. */
async function peek(chunks: AsyncGenerator<Buffer>, contentType: string): Promise<Peek> {
  const parts: Buffer[] = [];
  let size = 0;
  let wanted = GLANCE;
  try {
    while (size < wanted) {
      const next = await chunks.next();
      if (next.done) return { head: Buffer.concat(parts), done: true };
      parts.push(next.value);
      size += next.value.length;
      if (size >= GLANCE && isHtml(contentType, Buffer.concat(parts).toString('latin1', 0, GLANCE)))
        wanted = PEEK;
    }
  } catch (error) {
    return { head: Buffer.concat(parts), done: true, error };
  }
  return { head: Buffer.concat(parts), done: false };
}

async function* rejoined(
  head: Buffer,
  rest: AsyncGenerator<Buffer> | undefined,
  reply: Reply,
  where: string,
): AsyncGenerator<Buffer, void, undefined> {
  try {
    if (head.length > 0) yield head;
    if (rest) yield* rest;
  } catch (error) {
    throw new HttpBroken(`${where}: ${tellError(error)}`, { cause: error });
  } finally {
    await rest?.return(undefined);
    reply.end();
  }
}

function validatorsOf(reply: Reply): Validators {
  const etag = reply.header('etag');
  const lastModified = reply.header('last-modified');
  return { ...(etag ? { etag } : {}), ...(lastModified ? { lastModified } : {}) };
}

function readLength(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}
