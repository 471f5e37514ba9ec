import { ArchiveError } from '../../ports/errors.ts';

/** Of a larger mail only so many bytes are kept: the header, and as much text as is ever looked at. */
export const MAX_MAIL = 8 << 20;

/** `bytes` is undefined where git does not have the object. */
export type Blob = { readonly oid: string; readonly bytes: Buffer | undefined; readonly cut: boolean };

type Head = { readonly oid: string; readonly size: number; readonly start: number };

const MISSING = -1;

/**
 * Splits what `git cat-file --batch --buffer` prints into blobs, a batch for each chunk read. The
 * bytes are views into the chunk: use them before asking for the next batch. Memory stays bounded by
 * `MAX_MAIL` however large a blob is.
 */
export async function* splitBlobs(stdout: AsyncIterable<Buffer>): AsyncGenerator<Blob[]> {
  let rest: Buffer = Buffer.alloc(0);
  let open: OpenBlob | undefined;
  for await (const data of stdout) {
    let chunk = data;
    const batch: Blob[] = [];
    if (open) {
      chunk = open.feed(chunk);
      if (open.missing > 0) continue;
      batch.push(open.blob());
      open = undefined;
    }
    const bytes: Buffer = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    rest = bytes.subarray(readWhole(bytes, batch));
    open = openBlob(rest);
    if (open) rest = Buffer.alloc(0);
    if (batch.length > 0) yield batch;
  }
  if (open || rest.length > 0) throw new ArchiveError('git stopped in the middle of a mail');
}

/** Takes the blobs that are there whole; returns where the first that is not starts. */
function readWhole(bytes: Buffer, batch: Blob[]): number {
  let at = 0;
  for (;;) {
    const head = readHead(bytes, at);
    if (!head) return at;
    if (head.size === MISSING) {
      batch.push({ oid: head.oid, bytes: undefined, cut: false });
      at = head.start;
      continue;
    }
    const end = head.start + head.size;
    if (end + 1 > bytes.length) return at;
    const cut = head.size > MAX_MAIL;
    batch.push({ oid: head.oid, bytes: bytes.subarray(head.start, cut ? head.start + MAX_MAIL : end), cut });
    at = end + 1;
  }
}

/** `<oid> SP <type> SP <size> LF` or `<oid> SP missing LF` (git-cat-file, BATCH OUTPUT). */
function readHead(bytes: Buffer, at: number): Head | undefined {
  const newline = bytes.indexOf(0x0a, at);
  if (newline < 0) return undefined;
  const head = bytes.toString('latin1', at, newline);
  const [oid = '', type, size] = head.split(' ');
  if (type === 'missing') return { oid, size: MISSING, start: newline + 1 };
  if (size === undefined) throw new ArchiveError(`git answered out of turn: ${head.slice(0, 100)}`);
  return { oid, size: Number(size), start: newline + 1 };
}

/** A blob that goes on in the next chunk is gathered aside, so that no chunk is copied for its sake. */
function openBlob(rest: Buffer): OpenBlob | undefined {
  const head = rest.length > 0 ? readHead(rest, 0) : undefined;
  if (!head) return undefined;
  const open = new OpenBlob(head.oid, head.size);
  open.feed(rest.subarray(head.start));
  return open;
}

class OpenBlob {
  readonly oid: string;
  readonly size: number;
  /** Bytes still to come, the line feed behind the blob included. */
  missing: number;
  private readonly pieces: Buffer[] = [];
  private kept = 0;

  constructor(oid: string, size: number) {
    this.oid = oid;
    this.size = size;
    this.missing = size + 1;
  }

  /** Takes what belongs to the blob; returns the rest of the chunk. */
  feed(chunk: Buffer): Buffer {
    const mine = chunk.subarray(0, Math.min(chunk.length, this.missing));
    this.missing -= mine.length;
    if (this.kept < MAX_MAIL) {
      this.pieces.push(mine);
      this.kept += mine.length;
    }
    return chunk.subarray(mine.length);
  }

  blob(): Blob {
    const whole = Buffer.concat(this.pieces);
    const length = Math.min(this.size, MAX_MAIL);
    return { oid: this.oid, bytes: whole.subarray(0, length), cut: this.size > MAX_MAIL };
  }
}
