import { describe, expect, it } from 'vitest';
import { showFilterError } from '../../../src/domain/filter/explain.ts';
import { parseFilter } from '../../../src/domain/filter/parse.ts';

function errorOf(text: string, known = {}) {
  const parsed = parseFilter(text, known);
  if (parsed.ok) throw new Error(`${text} was accepted`);
  return parsed.error;
}

/** A filter, carets under the place, a part of the sentence, and what must be first among the expected. */
const mistakes: readonly (readonly [string, string, string, string?])[] = [
  ['autor:x', '^^^^^', 'unknown field `autor`, did you mean `author`?', 'author'],
  ['a mile:x', '  ^^^^', 'did you mean `milestone`?', 'milestone'],
  ['rust: pci', '^^^^', 'unknown field `rust`, to look for text with a colon, quote it: `"rust: ..."`'],
  ['https://lore', '^^^^^', 'quote it'],
  ['kind:ptach', '     ^^^^^', '`kind:` does not know `ptach`, did you mean `patch`?', 'patch'],
  ['kind:patch,xyzzyx', '           ^^^^^^', 'it takes `patch`, `cover`', 'patch'],
  ['relevant:maybe', '         ^^^^^', 'it takes `yes`, `weak` or `no`', 'yes'],
  ['kind:-reply', '     ^^^^^^', 'to leave out a value, write `-kind:reply`', '-kind:reply'],
  ['kind:', '     ^', '`kind:` needs a value right behind it, such as `kind:patch,cover`', 'patch'],
  ['kind: patch', '     ^', 'needs a value right behind it'],
  ['kind:patch,', '           ^', 'needs a value'],
  ['kind:,patch', '     ^', 'needs a value'],
  ['author:""', '       ^^', 'needs a value'],
  ['author:(a OR b)', '       ^', 'needs a value'],
  ['author:a(b)', '        ^', 'the value of `author:` ends here', ' '],
  ['author:"a"b', '          ^', 'put a space', ' '],
  ['revision:three', '         ^^^^^', '`revision:` takes a number', '3'],
  ['revision:>=', '         ^^', 'takes a number'],
  ['revision:1.5', '         ^^^', 'takes a number'],
  ['since:yesterday', '      ^^^^^^^^^', 'takes a day, such as `2026-03-01`', 'YYYY-MM-DD'],
  ['since:2026-02-30', '      ^^^^^^^^^^', 'there is no day `2026-02-30`'],
  ['until:2026-13-01', '      ^^^^^^^^^^', 'there is no day'],
  ['since:2026-01-01,2026-01-02', '^'.repeat(27), '`since:` takes one day'],
  ['subject:"!!"', '        ^^^^', 'there is no word in this'],
  ['a !! b', '  ^^', 'there is no word in this to look for', 'word'],
  ['*', '^', 'there is no word'],
  ['-', '^', 'there is no word'],
  ['""', '^^', 'there is no word'],
  ['bi*gen', '  ^', '`*` can only stand at the end of a word', 'word*'],
  ['(a b', '^', 'this parenthesis is never closed', ')'],
  ['a (b (c)', '  ^', 'this parenthesis is never closed', ')'],
  ['a b)', '   ^', 'this parenthesis closes nothing'],
  [')', '^', 'this parenthesis closes nothing'],
  ['a () b', '  ^^', 'nothing between these parentheses'],
  ['(', '^', 'nothing behind this parenthesis', 'word'],
  ['a "b c', '  ^', 'this quote is never closed', '"'],
  ['author:"b c', '       ^', 'this quote is never closed', '"'],
  ['OR a', '^^', 'there is nothing before `OR`; to look for the word, write it in small letters'],
  ['a OR', '  ^^', 'there is nothing behind `OR`', 'word'],
  ['(a OR) b', '   ^^', 'there is nothing behind `OR`'],
  ['a OR OR b', '     ^^', '`OR` cannot stand behind `OR`'],
  ['(OR a)', ' ^^', '`OR` cannot stand behind this parenthesis'],
  ['a AND', '  ^^^', 'there is nothing behind `AND`'],
  ['a NOT', '  ^^^', 'there is nothing behind the negation'],
  ['-(a', ' ^', 'never closed'],
];

describe('a mistake is told with its place', () => {
  it.each(mistakes.map(([text, carets, sentence, first]) => [text, carets, sentence, first] as const))(
    '%s',
    (text, carets, sentence, expected) => {
      const error = errorOf(text);
      const place = `${' '.repeat(error.at)}${'^'.repeat(error.length)}`;
      expect(`${text}\n${place}`).toBe(`${text}\n${carets}`);
      expect(error.message).toContain(sentence);
      if (expected !== undefined) expect(error.expected[0]).toBe(expected);
    },
  );

  it('beyond the limits', () => {
    expect(errorOf('a'.repeat(1001))).toMatchObject({ at: 1000, length: 1 });
    expect(parseFilter('a'.repeat(1000)).ok).toBe(true);
    expect(parseFilter(`${'('.repeat(20)}a${')'.repeat(20)}`).ok).toBe(true);
    expect(errorOf(`${'('.repeat(21)}a${')'.repeat(21)}`)).toMatchObject({ at: 20, length: 1 });
    expect(errorOf(`${'NOT '.repeat(21)}a`)).toMatchObject({ at: 80, length: 3 });
    expect(parseFilter('a '.repeat(64)).ok).toBe(true);
    expect(errorOf('a '.repeat(65))).toMatchObject({ at: 128, length: 1 });
    expect(errorOf(`${'a '.repeat(63)}kind:patch,reply`)).toMatchObject({ at: 137, length: 5 });
    expect(errorOf('aaaaaa.bbbbbbb '.repeat(64)).message).toContain('normal form');
  });

  it('with names that are known', () => {
    const known = {
      milestone: ['toolchain-minimum', 'first-driver'],
      area: ['drm/nova'],
      list: ['linux-pci'],
    };
    expect(errorOf('milestone:first-drvier', known)).toMatchObject({
      at: 10,
      length: 12,
      message: '`milestone:` does not know `first-drvier`, did you mean `first-driver`?',
      expected: ['first-driver', 'toolchain-minimum'],
    });
    const good = 'milestone:any milestone:toolchain-* area:drm list:linux-pci@vger.kernel.org author:who';
    expect(parseFilter(good, known).ok).toBe(true);
  });
});

describe('showFilterError', () => {
  it('puts carets under the place and the sentence behind them', () => {
    const text = 'author:x autor:y';
    expect(showFilterError(text, errorOf(text))).toBe(
      'author:x autor:y\n         ^^^^^ unknown field `autor`, did you mean `author`?',
    );
  });

  it('stays in line behind tabs, line breaks, marks and characters of two units', () => {
    const text = '🦀crab\tﾞe\u0301\n(';
    const [above = '', below = ''] = showFilterError(text, errorOf(text)).split('\n');
    expect(above).toBe('🦀crab ﾞe\u0301 (');
    expect(below.indexOf('^')).toBe([...'🦀crab ﾞe '].length);
  });

  it('shows an excerpt of a long filter', () => {
    const text = `${'word '.repeat(40)}kind:nothing ${'more '.repeat(20)}`;
    const [above = '', below = ''] = showFilterError(text, errorOf(text)).split('\n');
    expect(above.length).toBeLessThanOrEqual(74);
    expect(above.slice(below.indexOf('^'), below.lastIndexOf('^') + 1)).toBe('nothing');
    const tooLong = showFilterError('x'.repeat(1200), errorOf('x'.repeat(1200))).split('\n');
    expect(tooLong).toHaveLength(2);
  });
});
