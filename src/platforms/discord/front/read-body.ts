import type { IncomingMessage } from 'node:http';

/** Far more than an interaction has, bytes. */
const LARGEST = 512 * 1024;
/** Whoever sends slower than this is no friend, ms. */
const PATIENCE = 5000;

/** The body of a request; undefined where it is too large, too slow, or was cut. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const { promise, resolve } = Promise.withResolvers<Buffer | undefined>();
  const parts: Buffer[] = [];
  let size = 0;
  const timer = setTimeout(() => resolve(undefined), PATIENCE);
  request.on('data', (part: Buffer) => {
    size += part.length;
    if (size <= LARGEST) parts.push(part);
    else resolve(undefined);
  });
  request.once('end', () => resolve(Buffer.concat(parts)));
  request.once('error', () => resolve(undefined));
  request.once('close', () => resolve(undefined));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}
