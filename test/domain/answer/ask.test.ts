import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Ask, decodeAsk, encodeAsk } from '../../../src/domain/answer/ask.ts';

const ask = (values: Ask['values'], page = 0): Ask => ({ command: 'search', values, page });

describe('an ask as short text', () => {
  it('is short', () => {
    expect(encodeAsk(ask({ filter: 'area:drm' }, 2), 100)).toBe('search|2|filter=area:drm');
    expect(encodeAsk(ask({}), 100)).toBe('search|');
  });

  it('comes back as it was, whatever its words are', () => {
    const name = fc.stringMatching(/^[a-z][a-z-]{0,10}$/);
    const value = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.dictionary(name, value), fc.nat(9999), (values, page) => {
        const made = ask({ ...values }, page);
        expect(decodeAsk(encodeAsk(made, 100_000) ?? '')).toEqual(made);
      }),
      { numRuns: 500 },
    );
  });

  it('is none where it needs too much room', () => {
    const long = ask({ filter: 'x'.repeat(200) });
    expect(encodeAsk(long, 100)).toBeUndefined();
    expect(encodeAsk(long, 300)).toHaveLength('search||filter='.length + 200);
  });

  it('reads nothing out of what it did not make, and never throws', () => {
    for (const text of ['', '|', 'Search|', 'search|x', 'search|1|noequals', 'search||__proto__=1', 'a b|'])
      expect(decodeAsk(text), text).toBeUndefined();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        decodeAsk(text);
      }),
    );
  });
});
