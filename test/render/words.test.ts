import { describe, expect, it } from 'vitest';
import { cleanLine, webAddress } from '../../src/render/clean.ts';
import { escapeMarkdown, markdownLink } from '../../src/render/markdown-escape.ts';
import { formatCount, formatDay, formatName, formatPercent, listNames } from '../../src/render/phrases.ts';
import { displayWidth, padStart, takeColumns, truncate } from '../../src/render/width.ts';
import { COMMA, wrap, wrapItems } from '../../src/render/wrap.ts';

describe('cleanLine', () => {
  it.each([
    ['a\u001b[31;1mb\u001b[0mc', 'abc'],
    ['a\u001b]8;;https://evil.example\u0007b\u001b]8;;\u001b\\c', 'abc'],
    ['a\u009b2Jb\u0000\u0007\u007f', 'ab'],
    ['\u202eabc\u202c \u2066d\u2069', 'abc d'],
    [' a \t b\r\n c\u2028d\u00a0e ', 'a b c d e'],
    ['e\u0301\u0301\u0301\u0301\u0301', 'e\u0301\u0301\u0301'],
    ['\ud83d x', '\ufffd x'],
    ['👩‍👩‍👧 ☎\ufe0f می\u200cخواهم', '👩‍👩‍👧 ☎\ufe0f می\u200cخواهم'],
  ])('%j is %j', (from, to) => expect(cleanLine(from)).toBe(to));
});

describe('webAddress', () => {
  it.each([
    'https://lore.kernel.org/r/20260401-a_b.c+d=e@x.org/',
    'http://[::1]:8080/x',
    'https://a.example',
    'https://a.example?q=%20#f',
  ])('takes %s', (address) => expect(webAddress(address)).toBe(address));
  it.each([
    'javascript:alert(1)',
    '//a.example/',
    'ftp://a.example/',
    'https://u:p@a.example/',
    'https://аpple.example/',
    'https://a.example/ b',
    'https://a.example/\u202e',
    'https://a.example/"x',
    'https://a.example\\@b.example/',
    ` https://a.example/`,
    `https://a.example/${'x'.repeat(2000)}`,
    '',
  ])('refuses %j', (address) => expect(webAddress(address)).toBeNull());
});

describe('width', () => {
  it.each([
    ['abc', 3],
    ['日本', 4],
    ['ＡＢ', 4],
    ['e\u0301', 1],
    ['👩‍👩‍👧‍👦', 2],
    ['🇩🇪', 2],
    ['☎\ufe0f', 2],
    ['한국', 4],
    ['…', 1],
  ])('of %s is %d', (text, columns) => expect(displayWidth(text)).toBe(columns));

  it('never cuts within what is seen as one character', () => {
    expect(takeColumns('a日b', 2)).toBe('a');
    expect(truncate('ab👩‍👩‍👧‍👦cd', 5)).toBe('ab👩‍👩‍👧‍👦…');
    expect(truncate('abc', 3)).toBe('abc');
    expect(padStart('日', 4)).toBe('  日');
  });
});

describe('wrapping', () => {
  it('breaks at spaces, and words only where it must', () => {
    expect(wrap('aa bb cc', 5)).toEqual(['aa bb', 'cc']);
    expect(wrap('abcdefgh ij', 3)).toEqual(['abc', 'def', 'gh', 'ij']);
    expect(wrap('日本語', 5)).toEqual(['日本', '語']);
    expect(wrap('', 5)).toEqual([]);
  });

  it('keeps items whole', () => {
    expect(wrapItems(['aa', 'bb cc', 'd'], 9)).toEqual(['aa', 'bb cc - d']);
    expect(wrapItems(['aa', 'bb cc', 'd'], 7, COMMA)).toEqual(['aa,', 'bb cc,', 'd']);
  });
});

describe('phrases', () => {
  it('puts figures into words', () => {
    expect([0, 999, 1000, 1234567, -4200, null, Number.NaN].map(formatCount)).toEqual([
      ...['0', '999', '1,000', '1,234,567', '-4,200', '-', '-'],
    ]);
    expect([0, 6.04, 100, null].map(formatPercent)).toEqual(['0.0%', '6.0%', '100.0%', '-']);
  });

  it('names days, and years where they are not the expected one', () => {
    expect(formatDay('2026-04-05T23:59:59Z', '2026')).toBe('5 Apr');
    expect(formatDay('2025-12-31', '2026')).toBe('31 Dec 2025');
    expect(formatDay('soon', '2026')).toBe('soon');
    expect(formatDay('2026-13-01', '2026')).toBe('2026-13-01');
  });

  it('names people without their addresses, and few of them', () => {
    expect(formatName('Ada Holm <ada@example.org>')).toBe('Ada Holm');
    expect(formatName('<ada@example.org>')).toBe('<ada@example.org>');
    expect(listNames(['A', 'B', 'A <a@b>', 'C', 'D', 'E'], 3)).toBe('A, B, C and 2 more');
    expect(listNames(['A', 'B'], 3)).toBe('A, B');
  });
});

describe('escapeMarkdown', () => {
  it.each([
    ['add rust_binder and a__b', 'add rust_binder and a__b'],
    ['_em_ *b* `c` ~d~', '\\_em\\_ \\*b\\* \\`c\\` \\~d\\~'],
    ['- list', '\\- list'],
    ['1. list', '1\\. list'],
    ['a | b', 'a \\| b'],
    ['a < b && c', 'a &lt; b &amp;&amp; c'],
    ['@all #1', '@\u200ball \\#\u200b1'],
    ['https://x www.x', 'https:\u200b//x www\u200b.x'],
  ])('%j is %j', (from, to) => expect(escapeMarkdown(from)).toBe(to));

  it('keeps brackets within a link target from ending it', () => {
    expect(markdownLink('a]b', 'https://x.example/(a)?b&c')).toBe(
      '[a\\]b](https://x.example/%28a%29?b&amp;c)',
    );
    expect(markdownLink('a', null)).toBe('a');
  });
});
