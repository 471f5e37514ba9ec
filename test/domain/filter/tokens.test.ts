import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, searchableText, tokens } from '../../../src/domain/filter/tokens.ts';
import { anyText } from './arbitrary.ts';

describe('tokens', () => {
  it.each([
    ['rust: pci: Add MSI-X', ['rust', 'pci', 'add', 'msi', 'x']],
    ['dma_alloc() pin_init!', ['dma_alloc', 'pin_init']],
    ['Özkan Bjo\u0308rn Łukasz', ['ozkan', 'bjorn', 'łukasz']],
    ['й ё हिन्दी 回复', ['й', 'ё', 'हिन्दी', '回复']],
    ['v6.19-rc1', ['v6', '19', 'rc1']],
    ['a🦀b', ['a', 'b']],
    ['!? …', []],
  ])('%j', (text, words) => {
    expect(tokens(text)).toEqual(words);
  });

  it('are their own tokens, and the same in the searchable text', () => {
    const texts = fc.oneof(anyText, fc.string({ unit: 'binary', maxLength: 30 }));
    fc.assert(
      fc.property(texts, (text) => {
        const words = tokens(text);
        expect(words.map((word) => tokens(word))).toEqual(words.map((word) => [word]));
        expect(tokens(searchableText(text))).toEqual(words);
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 5000 },
    );
  });

  it('are their own tokens for every letter there is', () => {
    for (let point = 0; point <= 0x10ffff; point++) {
      const words = tokens(`a${String.fromCodePoint(point)}b`);
      if (words.join(' ') !== tokens(words.join(' ')).join(' ')) expect.fail(`U+${point.toString(16)}`);
    }
  });
});
