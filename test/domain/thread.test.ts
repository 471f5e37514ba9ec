import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MessageId } from '../../src/domain/ids.ts';
import { keyOf, placeInThread } from '../../src/domain/thread.ts';

const id = (text: string): MessageId => text as MessageId;

describe('keyOf', () => {
  // The keys lie in databases: a change of these numbers needs a migration.
  it.each([
    ['', 3_338_908_027_751_811],
    ['a', 7_929_297_801_672_961],
    ['20251104102030.12345-1-ada@example.org', 7_102_467_736_499_008],
    ['20251104102030.12345-2-ada@example.org', 5_825_767_987_060_190],
    ['Grüße@例え.example', 851_150_163_105_134],
  ])('of %j stays what it was', (text, key) => {
    expect(keyOf(text)).toBe(key);
  });

  it('is a safe whole number', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const key = keyOf(text);
        expect(Number.isSafeInteger(key) && key >= 0).toBe(true);
        expect(keyOf(text)).toBe(key);
      }),
    );
  });

  it('spreads ids that are nearly the same', () => {
    const keys = Array.from({ length: 100_000 }, (_, i) =>
      keyOf(`20251104102030.${i % 300}-${i}-ada@example.org`),
    );
    expect(new Set(keys).size).toBe(100_000);
    const buckets = new Array<number>(64).fill(0);
    for (const key of keys) buckets[key % 64] = (buckets[key % 64] ?? 0) + 1;
    for (const count of buckets) expect(Math.abs(count - 100_000 / 64)).toBeLessThan(250);
    const high = keys.filter((key) => key >= 2 ** 52).length;
    expect(Math.abs(high - 50_000)).toBeLessThan(1500);
  });
});

describe('placeInThread', () => {
  it.each([
    ['a root', undefined, [], undefined, undefined],
    ['an answer without References', 'b', [], 'b', 'b'],
    ['an answer', 'b', ['a', 'b'], 'b', 'a'],
    ['References alone', undefined, ['a'], undefined, 'a'],
  ])('%s', (_, inReplyTo, references, parent, up) => {
    const place = placeInThread({
      messageId: id('self'),
      inReplyTo: inReplyTo === undefined ? undefined : id(inReplyTo),
      references: references.map(id),
    });
    expect(place).toEqual({
      key: keyOf('self'),
      parent: parent === undefined ? undefined : keyOf(parent),
      up: up === undefined ? undefined : keyOf(up),
    });
  });
});
