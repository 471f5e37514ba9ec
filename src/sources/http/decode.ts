import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { HttpBroken } from '../../ports/http.ts';

/** What we say that we understand. */
export const CODINGS = 'gzip, deflate, br';
/** Decoded bytes for one on the wire. Text has 3 to 20, a log of one line 100; gzip can reach 1032. */
const MAX_RATIO = 200;
/** From so many decoded bytes on. */
const RATIO_COUNTS = 1024 * 1024;
const CHUNK = 64 * 1024;

type BodyLimits = {
  /** Content-Encoding, as it came. */
  readonly coding: string | undefined;
  /** Of the decoded body. */
  readonly maxBytes: number;
  /** Content-Length, where it came. */
  readonly length: number | undefined;
};

/**
 * Decodes a body piece by piece, no faster than it is read. Throws HttpBroken where it grows too large or too
 * fast, and whatever the stream or zlib throws where it ends too early. The stream is destroyed in the end.
 */
export async function* decodeBody(
  body: Readable,
  limits: BodyLimits,
): AsyncGenerator<Buffer, void, undefined> {
  // An error behind our last look is nobody's matter.
  body.on('error', () => {});
  const tally = { raw: 0, decoded: 0 };
  try {
    if (!codingOf(limits.coding) && (limits.length ?? 0) > limits.maxBytes) throw tooLarge(limits.maxBytes);
    for await (const chunk of inflated(body, limits, tally)) {
      tally.decoded += chunk.length;
      if (tally.decoded > limits.maxBytes) throw tooLarge(limits.maxBytes);
      if (tally.decoded > RATIO_COUNTS && tally.decoded > tally.raw * MAX_RATIO)
        throw new HttpBroken(`it swells to more than ${MAX_RATIO} times its size, as a bomb does`);
      yield chunk;
    }
    if (limits.length !== undefined && limits.length !== tally.raw)
      throw new HttpBroken('the answer is not as long as it says');
  } finally {
    body.destroy();
  }
}

function tooLarge(maxBytes: number): HttpBroken {
  return new HttpBroken(`the answer is larger than ${maxBytes} bytes`);
}

async function* inflated(body: Readable, limits: BodyLimits, tally: { raw: number }): AsyncGenerator<Buffer> {
  const coding = codingOf(limits.coding);
  const wire = counted(body, tally);
  if (coding === undefined) {
    yield* wire;
    return;
  }
  const first = await wire.next();
  if (first.done) {
    // Said to be empty, it is; otherwise not even the head of the compressed data came.
    if (limits.length !== 0) throw new HttpBroken('the compressed answer ends too early');
    return;
  }
  const inflater = createInflater(coding, first.value);
  // What goes wrong is thrown where the inflater is read.
  pipeline(resumed(first.value, wire), inflater, () => {});
  for await (const chunk of inflater) yield toBuffer(chunk);
}

/** Codings in a row are refused: nobody sends them but those who mean harm. */
function codingOf(header: string | undefined): 'gzip' | 'deflate' | 'br' | undefined {
  const name = header?.trim().toLowerCase() ?? '';
  if (name === '' || name === 'identity') return undefined;
  if (name === 'gzip' || name === 'x-gzip') return 'gzip';
  if (name === 'deflate' || name === 'br') return name;
  throw new HttpBroken('the answer is encoded in a way that was not asked for');
}

function createInflater(coding: 'gzip' | 'deflate' | 'br', first: Buffer) {
  const options = { chunkSize: CHUNK };
  if (coding === 'br') return createBrotliDecompress(options);
  if (coding === 'gzip') return createGunzip(options);
  // RFC 9110, 8.4.1.2: some send deflate without the zlib format around it, whose first byte ends in 8.
  return ((first[0] ?? 0) & 0x0f) === 8 ? createInflate(options) : createInflateRaw(options);
}

async function* counted(body: Readable, tally: { raw: number }): AsyncGenerator<Buffer, void, undefined> {
  for await (const piece of body) {
    const chunk = toBuffer(piece);
    tally.raw += chunk.length;
    if (chunk.length > 0) yield chunk;
  }
}

async function* resumed(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

function toBuffer(chunk: unknown): Buffer {
  if (Buffer.isBuffer(chunk)) return chunk;
  if (chunk instanceof Uint8Array) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  throw new TypeError('a body of HTTP comes in bytes');
}
