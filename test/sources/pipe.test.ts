import { Buffer } from 'node:buffer';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runPiped } from '../../src/sources/archive/pipe.ts';

const folder = mkdtempSync(join(tmpdir(), 'lorewatch-piped-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A sink that counts; `enough` is called once so many bytes came. */
function counting(
  wanted: number,
  enough: () => void,
): { readonly bytes: () => number; readonly sink: Parameters<typeof runPiped>[2] } {
  let bytes = 0;
  const room = Buffer.alloc(65_536);
  return {
    bytes: () => bytes,
    sink: {
      place: () => room,
      took: (count) => {
        bytes += count;
        if (bytes >= wanted) enough();
      },
    },
  };
}

it('takes all that the line prints, and then ends', async () => {
  const { bytes, sink } = counting(Number.POSITIVE_INFINITY, () => undefined);
  const piped = runPiped('head -c "$1" /dev/zero', ['3000000'], sink);
  await piped.ended;
  expect(bytes()).toBe(3_000_000);
});

it('a program whose reader has gone ends, and does not wait for ever', async () => {
  const enough = Promise.withResolvers<void>();
  const { sink } = counting(1, enough.resolve);
  const said = join(folder, 'said');
  // The line goes on when `cat` ends: with the signal for a pipe that nobody reads, 128 + 13.
  const piped = runPiped('cat /dev/zero; echo "$?" > "$1"', [said], sink);
  await enough.promise;
  const closed = new Promise((resolve) => piped.child.on('close', resolve));
  piped.close();
  await closed;
  expect(readFileSync(said, 'utf8').trim()).toBe('141');
});
