import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitCode } from '../../src/render/code-words.ts';

const told = (sentence: string) => splitCode(sentence).map(({ text, isCode }) => (isCode ? [text] : text));

describe('what a sentence quotes', () => {
  it('is code', () => {
    expect(told('there is no `sai`; did you mean `say`?')).toEqual([
      'there is no ',
      ['sai'],
      '; did you mean ',
      ['say'],
      '?',
    ]);
    expect(told('`a`')).toEqual([['a']]);
  });

  it('is text where the marks do not pair, or hold nothing', () => {
    for (const sentence of ['a ` b', 'a `` b', '` `', '`a` `']) expect(told(sentence)).toEqual([sentence]);
  });

  it('is never lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '`', '*') }), (sentence) => {
        const back = splitCode(sentence).map(({ text, isCode }) => (isCode ? `\`${text}\`` : text));
        expect(back.join('')).toBe(sentence);
      }),
    );
  });
});
