import { createGunzip } from 'node:zlib';
import { ArchiveError } from '../../ports/errors.ts';

/** Fed in pieces so small that what they swell to (deflate: 1032 times at most) stays bounded. */
const PIECE = 1 << 13;

/**
 * Unpacks gzip. What was unpacked before a break is given first, then ArchiveError is thrown; Node's own
 * stream drops it.
 */
export async function* gunzip(packed: AsyncIterable<Buffer>, path: string): AsyncGenerator<Buffer> {
  const unzip = createGunzip();
  const ready: Buffer[] = [];
  let failure: Error | undefined;
  // A write that fails does not always call back.
  let wake = (): void => {};
  unzip.on('data', (chunk: Buffer) => ready.push(chunk));
  unzip.on('end', () => wake());
  unzip.on('error', (error) => {
    failure = error;
    wake();
  });
  const step = (start: (done: () => void) => void): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
      start(resolve);
    });
  try {
    for await (const chunk of packed) {
      for (let at = 0; at < chunk.length && !failure; at += PIECE) {
        await step((done) => unzip.write(chunk.subarray(at, at + PIECE), () => done()));
        yield* ready.splice(0);
      }
      if (failure) break;
    }
    if (!failure) await step(() => unzip.end());
    yield* ready.splice(0);
  } finally {
    unzip.destroy();
  }
  if (failure) throw explain(failure, path);
}

function explain(failure: Error, path: string): ArchiveError {
  const cut = 'code' in failure && failure.code === 'Z_BUF_ERROR';
  const what = cut
    ? 'is cut off: its gzip stream ends in the middle'
    : 'is damaged: its gzip stream is broken';
  return new ArchiveError(`${path} ${what}`, { cause: failure });
}
