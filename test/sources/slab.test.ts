import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ArchiveError } from '../../src/ports/errors.ts';
import { MAX_MAIL } from '../../src/sources/archive/blobs.ts';
import { type Answer, createSlab, type Slab } from '../../src/sources/archive/slab.ts';

const ID = 'a'.repeat(40);

/** Brings the bytes as a pipe would: never more than there is room for. */
function bring(slab: Slab, bytes: Buffer, sizes: readonly number[]): void {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const room = slab.place();
    const size = Math.min(room.length, sizes[turn % sizes.length] ?? 1, bytes.length - at);
    bytes.copy(room, 0, at, at + size);
    slab.took(size);
    at += size;
  }
}

function printed(body: Buffer, rest: string, id = ID): Buffer {
  return Buffer.concat([Buffer.from(`${id} ${body.length} ${rest}\n`), body, Buffer.from('\n')]);
}

function told({ name, rest, bytes, cut }: Answer): unknown[] {
  return [name, rest, bytes?.toString('latin1'), cut];
}

describe('a slab', () => {
  it('gives what came, however it came', () => {
    const body = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
    const rest = fc.constantFrom('c 1 [PATCH] x', 'c 1 it is missing', 'c 1 ', 'c 1 a:m missing');
    const answer = fc.oneof(fc.tuple(body, rest), fc.constant(undefined));
    fc.assert(
      fc.property(
        fc.array(answer, { maxLength: 20 }),
        fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1 }),
        (answers, sizes) => {
          const slab = createSlab();
          const pieces = answers.map((one) => (one ? printed(...one) : Buffer.from(`${ID}:m missing\n`)));
          bring(slab, Buffer.concat(pieces), sizes);
          expect(slab.take().map(told)).toEqual(
            answers.map((one) =>
              one ? [ID, one[1], one[0].toString('latin1'), false] : [`${ID}:m`, '', undefined, false],
            ),
          );
          expect(slab.isCut()).toBe(false);
        },
      ),
    );
  });

  it('keeps the start of a huge mail, and reads on behind it', () => {
    const slab = createSlab();
    const huge = Buffer.alloc(MAX_MAIL + 3_000_000, 'x');
    const small = printed(Buffer.from('small'), 'c 2 y');
    bring(slab, Buffer.concat([small, printed(huge, 'c 1 x'), small, small]), [65_536, 7, 40_000]);
    const answers = slab.take();
    expect(answers.map(({ bytes, cut }) => [bytes?.length, cut])).toEqual([
      [5, false],
      [MAX_MAIL, true],
      [5, false],
      [5, false],
    ]);
    expect(slab.isCut()).toBe(false);
  });

  it('leaves what was taken as it was, while more comes', () => {
    const slab = createSlab();
    const mail = printed(Buffer.alloc(50_000, 'a'), 'c 1 x');
    bring(slab, mail, [65_536]);
    const [first] = slab.take();
    for (let i = 0; i < 200; i++) bring(slab, printed(Buffer.alloc(50_000, 'b'), 'c 1 x'), [65_536]);
    expect(first?.bytes?.every((byte) => byte === 0x61)).toBe(true);
  });

  it('uses its memory again once more was taken', () => {
    const slab = createSlab();
    const memory = new Set<ArrayBufferLike | undefined>();
    for (let round = 0; round < 40; round++) {
      const mails = Array.from({ length: 10 }, (_, n) => Buffer.alloc(50_000, 10 * round + n));
      for (const mail of mails) bring(slab, printed(mail, 'c 1 x'), [65_536]);
      const taken = slab.take();
      expect(taken.map(({ bytes }, n) => bytes?.equals(mails[n] ?? Buffer.alloc(0)))).toEqual(
        mails.map(() => true),
      );
      for (const { bytes } of taken) memory.add(bytes?.buffer);
    }
    // Twenty megabytes went through it.
    expect(memory.size).toBeLessThan(5);
  });

  it('reads ids of SHA-256 as well', () => {
    const slab = createSlab();
    bring(slab, printed(Buffer.from('mail'), 'c 1 x', 'b'.repeat(64)), [9]);
    expect(slab.take().map(told)).toEqual([['b'.repeat(64), 'c 1 x', 'mail', false]]);
  });

  it('knows that it is cut, and gives what stood before nonsense', () => {
    const slab = createSlab();
    bring(slab, printed(Buffer.from('mail'), 'c 1 x').subarray(0, -2), [10]);
    expect([slab.take(), slab.isCut()]).toEqual([[], true]);
    const lost = createSlab();
    bring(lost, Buffer.concat([printed(Buffer.from('mail'), 'c 1 x'), Buffer.from('what is this\n')]), [10]);
    expect([lost.hasFailed(), lost.take().length]).toEqual([true, 1]);
    expect(() => lost.take()).toThrow(ArchiveError);
  });
});
