import { escapeId } from '../../domain/links.ts';
import { type Http, HttpBroken } from '../../ports/http.ts';
import { MAX_MAIL } from '../archive/blobs.ts';
import { splitMbox } from '../archive/mbox-split.ts';
import { FAILED, type Failed, readFailure } from './try.ts';

export type RawBytes = { readonly bytes: Buffer; readonly cut: boolean };
/** Several where a list holds several mails with one id. */
export type RawAnswer = { readonly kind: 'mails'; readonly mails: readonly RawBytes[] } | Failed;

const MAX_BYTES = 64 << 20;
const ENVELOPE = Buffer.from('From ');
/** A mail begins with a field: RFC 5322, 2.2. */
const FIELD = /^[!-9;-~]{1,80}[ \t]{0,4}:/;

/** Where a server gives a mail as it came: `<base>/LIST/ID/raw`. */
export function rawUrl(base: string, list: string, messageId: string): string {
  return `${base}/${encodeURIComponent(list)}/${escapeId(messageId)}/raw`;
}

/** Fetches what has a Message-ID, with all of its bytes, or the first 8 MiB of them. */
export async function fetchRaw(http: Http, url: string, signal: AbortSignal | undefined): Promise<RawAnswer> {
  const answer = await fetchBytes(http, url, MAX_BYTES, signal);
  if (answer.kind === 'failed') return answer;
  const mails = await split(answer.bytes, url);
  if (mails.length === 0) return { ...FAILED, why: `${url} gave no mail` };
  return { kind: 'mails', mails };
}

export type BytesAnswer = { readonly kind: 'bytes'; readonly bytes: Buffer } | Failed;

export async function fetchBytes(
  http: Http,
  url: string,
  maxBytes: number,
  signal: AbortSignal | undefined,
): Promise<BytesAnswer> {
  const answer = await http.stream({ url, trust: 'operator', maxBytes, signal });
  if (answer.kind === 'unchanged') return { ...FAILED, why: `${url} answered 304 to a plain question` };
  if (answer.kind !== 'ok') return readFailure(answer);
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of answer.chunks) chunks.push(chunk);
  } catch (error) {
    if (!(error instanceof HttpBroken)) throw error;
    return { ...FAILED, why: error.message };
  }
  const bytes = Buffer.concat(chunks);
  // A page in the place of a mail: maintenance, an error with a good face.
  if (isPage(answer.contentType, bytes))
    return { ...FAILED, why: `${url} gave a page (HTML), which is no mail` };
  return { kind: 'bytes', bytes };
}

/** No mail and no archive of mails begins with a `<`. */
function isPage(contentType: string, bytes: Buffer): boolean {
  return (
    /^text\/html\b/i.test(contentType) || bytes.subarray(0, 64).toString('latin1').trimStart().startsWith('<')
  );
}

/** public-inbox gives an mboxrd (Mbox.pm); a server that gives the bare mail is understood too. */
async function split(bytes: Buffer, url: string): Promise<readonly RawBytes[]> {
  if (bytes.length === 0) return [];
  if (!bytes.subarray(0, ENVELOPE.length).equals(ENVELOPE)) {
    if (!FIELD.test(bytes.toString('latin1', 0, 200))) return [];
    return [{ bytes: bytes.subarray(0, MAX_MAIL), cut: bytes.length > MAX_MAIL }];
  }
  async function* once(): AsyncGenerator<Buffer> {
    yield bytes;
  }
  const mails: RawBytes[] = [];
  for await (const batch of splitMbox(once(), 0, url))
    mails.push(...batch.map(({ bytes, cut }) => ({ bytes, cut })));
  return mails;
}
