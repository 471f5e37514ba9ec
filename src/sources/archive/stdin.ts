import type { ArchiveReader, ArchiveRef, Cursor, RawMail } from '../../ports/archive.ts';
import { ArchiveError } from '../../ports/errors.ts';
import { gunzip } from './gunzip.ts';
import { fileMail } from './mbox.ts';
import { splitMbox } from './mbox-split.ts';
import { readOne } from './single.ts';
import { SNIFF, sniff } from './sniff.ts';

const STDIN_REF: ArchiveRef = { kind: 'mbox', list: 'stdin', locator: '-', epoch: null };

/** A stream that nobody has set an encoding for. */
export type ByteStream = AsyncIterable<Buffer | string>;

const NAME = 'standard input';
/** A stream cannot be found again: each one is read as if it was the first. */
const NOWHERE: Cursor = { position: '-', date: 0, subject: '', messageId: null };

/** Reads an mbox or one mail from a stream, packed with gzip or not. Nothing of it is read before `plan`. */
export function createStdinReader(stdin: ByteStream): ArchiveReader {
  return {
    ref: STDIN_REF,
    plan: async () => {
      let { start, all } = await peek(bytesOf(stdin));
      if (sniff(start) === 'gzip') ({ start, all } = await peek(gunzip(all, NAME)));
      const kind = sniff(start);
      if (kind === 'empty') throw new ArchiveError(`${NAME} is empty: give it an mbox or a mail`);
      if (kind === 'bundle') {
        throw new ArchiveError(`a git bundle cannot be read from ${NAME}: save it to a file and name that`);
      }
      if (kind !== 'mbox' && kind !== 'mail') {
        throw new ArchiveError(`${NAME} is no mail archive: it is neither an mbox nor a single mail`);
      }
      const mails = kind === 'mbox' ? readMbox : readSingle;
      return { total: undefined, present: undefined, mails: () => mails(all), end: NOWHERE };
    },
  };
}

async function* readMbox(chunks: AsyncIterable<Buffer>): AsyncGenerator<RawMail[]> {
  for await (const mails of splitMbox(chunks, 0, NAME)) {
    yield mails.map(({ bytes, cut, offset }) => fileMail(bytes, cut, NOWHERE, `byte ${offset}`));
  }
}

async function* readSingle(chunks: AsyncIterable<Buffer>): AsyncGenerator<RawMail[]> {
  const { bytes, cut } = await readOne(chunks, NAME);
  yield [fileMail(bytes, cut, NOWHERE, 'byte 0')];
}

async function* bytesOf(stream: ByteStream): AsyncGenerator<Buffer> {
  for await (const chunk of stream) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}

/** The beginning of a stream, and the stream with it. */
async function peek(stream: AsyncIterable<Buffer>): Promise<{ start: Buffer; all: AsyncIterable<Buffer> }> {
  const chunks = stream[Symbol.asyncIterator]();
  const seen: Buffer[] = [];
  let size = 0;
  let broken: unknown;
  while (size < SNIFF) {
    const next = await chunks.next().catch((error: unknown) => {
      broken = error;
    });
    if (!next || next.done) break;
    seen.push(next.value);
    size += next.value.length;
  }
  async function* all(): AsyncGenerator<Buffer> {
    yield* seen;
    if (broken) throw broken;
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  return { start: Buffer.concat(seen), all: all() };
}
