import { escapeId } from '../../domain/links.ts';
import type { Endpoints } from '../../domain/source/plan.ts';
import { ArchiveError } from '../../ports/errors.ts';
import type { Http } from '../../ports/http.ts';
import { gunzip } from '../archive/gunzip.ts';
import { fetchBytes, fetchRaw, rawUrl } from './raw.ts';
import { FAILED, type Failed, isFailed } from './try.ts';

export type Wish = {
  readonly messageId: string;
  /** The list that a link named; undefined: looked for in all of them. */
  readonly list?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

export type Unhad = {
  readonly kind: 'failed';
  readonly why: string;
  readonly missing: boolean;
  readonly retryAfter?: number | undefined;
};

/** A thread of more than that is none that anybody reads. */
const MAX_PACKED = 32 << 20;
const MAX_THREAD = 128 << 20;
/** Every list of the server (public-inbox-extindex(1)). */
const ALL = 'all';

/** Fetches a mail that is not stored, as it came: one or two requests. Fails as a value. */
export async function fetchMail(
  http: Http,
  endpoints: Endpoints,
  wish: Wish,
): Promise<{ readonly kind: 'mail'; readonly bytes: Buffer; readonly cut: boolean } | Unhad> {
  return askLists(endpoints, wish, async (base, list) => {
    const answer = await fetchRaw(http, rawUrl(base, list, wish.messageId), wish.signal);
    if (answer.kind === 'failed') return answer;
    const [first] = answer.mails;
    return first ? { kind: 'mail', ...first } : { ...FAILED, why: 'the server gave no mail' };
  });
}

/** Fetches the thread of a mail as an mboxrd (`t.mbox.gz`). Fails as a value. */
export async function fetchThread(
  http: Http,
  endpoints: Endpoints,
  wish: Wish,
): Promise<{ readonly kind: 'thread'; readonly mbox: Buffer } | Unhad> {
  return askLists(endpoints, wish, async (base, list) => {
    const url = `${base}/${encodeURIComponent(list)}/${escapeId(wish.messageId)}/t.mbox.gz`;
    const answer = await fetchBytes(http, url, MAX_PACKED, wish.signal);
    if (answer.kind === 'failed') return answer;
    const mbox = await unpack(answer.bytes, url);
    return typeof mbox === 'string' ? { ...FAILED, why: mbox } : { kind: 'thread', mbox };
  });
}

/** The list that was named first, then all of them; then the mirrors, where a server does not answer. */
async function askLists<T>(
  { lore, loreMirrors }: Endpoints,
  { list }: Wish,
  ask: (base: string, list: string) => Promise<T | Failed>,
): Promise<T | Unhad> {
  let last: Failed = { ...FAILED, why: 'there is no server to ask' };
  for (const base of [lore, ...loreMirrors]) {
    for (const name of new Set([list ?? ALL, ALL])) {
      const answer = await ask(base, name);
      if (!isFailed(answer)) return answer;
      last = answer;
      if (!last.missing) break;
    }
    if (last.next !== 'server') break;
  }
  const { why, missing, retryAfter } = last;
  return { kind: 'failed', why, missing, ...(retryAfter !== undefined && { retryAfter }) };
}

/** A sentence where it cannot be. */
async function unpack(bytes: Buffer, url: string): Promise<Buffer | string> {
  if (!(bytes[0] === 0x1f && bytes[1] === 0x8b)) return bytes;
  const chunks: Buffer[] = [];
  let size = 0;
  async function* once(): AsyncGenerator<Buffer> {
    yield bytes;
  }
  try {
    for await (const chunk of gunzip(once(), url)) {
      size += chunk.length;
      if (size > MAX_THREAD) return `${url} is larger than ${MAX_THREAD >> 20} MiB`;
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof ArchiveError) return error.message;
    throw error;
  }
  return Buffer.concat(chunks);
}
