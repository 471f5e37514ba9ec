import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFilter } from '../../../src/domain/filter/parse.ts';
import { printFilter } from '../../../src/domain/filter/print.ts';
import { anyFilter } from './arbitrary.ts';

/** The filter of a text that must be good. */
function read(text: string) {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  return parsed.filter;
}

const word = (text: string) => ({ kind: 'word', word: text });

describe('parseFilter builds', () => {
  it.each([
    ['', { kind: 'all' }],
    [' \t\n', { kind: 'all' }],
    ['Bindgen', word('bindgen')],
    ['a b', { kind: 'and', of: [word('a'), word('b')] }],
    ['a AND b', { kind: 'and', of: [word('a'), word('b')] }],
    ['a b OR c', { kind: 'or', of: [{ kind: 'and', of: [word('a'), word('b')] }, word('c')] }],
    ['a (b OR c)', { kind: 'and', of: [word('a'), { kind: 'or', of: [word('b'), word('c')] }] }],
    ['a OR (b OR c)', { kind: 'or', of: [word('a'), word('b'), word('c')] }],
    ['-a b', { kind: 'and', of: [{ kind: 'not', clause: word('a') }, word('b')] }],
    ['NOT NOT a', word('a')],
    ['"one word"', { kind: 'phrase', words: ['one', 'word'] }],
    ['"word"', word('word')],
    ['pci.rs', { kind: 'phrase', words: ['pci', 'rs'] }],
    ['kernel::pci', { kind: 'phrase', words: ['kernel', 'pci'] }],
    ['pin_init', word('pin_init')],
    ['bind*', { kind: 'prefix', words: ['bind'] }],
    ['CVE-2026-1*', { kind: 'prefix', words: ['cve', '2026', '1'] }],
    ['CVE-2026-*', { kind: 'phrase', words: ['cve', '2026'] }],
    ['or', word('or')],
    ['"OR"', word('or')],
    ['Özkan', word('ozkan')],
    ['KIND:Patch,cover', field('kind', choice('patch'), choice('cover'))],
    ['from:ojeda', field('author', { type: 'text', text: 'ojeda' })],
    ['author:"a \\"b\\" \\\\ c"', field('author', { type: 'text', text: 'a "b" \\ c' })],
    ['author:“Miguel Ojeda”', field('author', { type: 'text', text: 'Miguel Ojeda' })],
    ['author:"a,b",c', field('author', { type: 'text', text: 'a,b' }, { type: 'text', text: 'c' })],
    ['revision:>=v3', field('revision', { type: 'number', compare: '>=', number: 3 })],
    ['path:"with blank/*"', field('path', { type: 'glob', text: 'with blank/*' })],
    ['subject:pci*', field('subject', { type: 'term', term: { kind: 'prefix', words: ['pci'] } })],
    ['since:2024-02-29', field('since', { type: 'day', text: '2024-02-29' })],
  ])('%j', (text, filter) => {
    expect(read(text)).toEqual(filter);
  });
});

function field(name: string, ...values: object[]) {
  return { kind: 'field', field: name, values };
}

function choice(text: string) {
  return { type: 'choice', text };
}

describe('printFilter has one normal form', () => {
  it.each([
    ['  ', ''],
    ['a AND  b', 'a b'],
    ['(a)', 'a'],
    ['NOT a', '-a'],
    ['path:":x"', 'path:":x"'],
    ['NOT (a b)', '-(a b)'],
    ['-(-a)', 'a'],
    ['(a b) OR (c OR d)', 'a b OR c OR d'],
    ['(a OR b) c', '(a OR b) c'],
    ['"Rust: PCI"', '"rust pci"'],
    ['cve-2026-1*', 'cve-2026-1*'],
    ['rev:=3,>v5', 'revision:3,>5'],
    ['FROM:“Miguel Ojeda”', 'author:"Miguel Ojeda"'],
    ['author:"a,b" title:"x y"', 'author:"a,b" subject:"x y"'],
    [
      'area:drm author:ojeda kind:patch -kind:reply list:linux-pci path:drivers/gpu/** category:code milestone:any state:applied revision:>=3 is:new "bindgen"',
      'area:drm author:ojeda kind:patch -kind:reply list:linux-pci path:drivers/gpu/** category:code milestone:any state:applied revision:>=3 is:new bindgen',
    ],
  ])('%j -> %j', (text, printed) => {
    expect(printFilter(read(text))).toBe(printed);
  });

  it('is read back to an equal filter', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        const printed = printFilter(filter);
        fc.pre(printed.length <= 1000);
        const parsed = parseFilter(printed);
        if (!parsed.ok && parsed.error.message.includes('terms')) return;
        expect(parsed).toEqual({ ok: true, filter });
      }),
      { numRuns: 2000 },
    );
  });

  it('is a fixed point for every text that is accepted', () => {
    fc.assert(
      fc.property(anyInput(), (text) => {
        const parsed = parseFilter(text);
        if (!parsed.ok) return;
        expect(parseFilter(printFilter(parsed.filter))).toEqual(parsed);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('parseFilter', () => {
  it('answers every text, with a place inside it', () => {
    fc.assert(
      fc.property(anyInput(), (text) => {
        const parsed = parseFilter(text);
        if (parsed.ok) return;
        const { at, length, message } = parsed.error;
        expect(at).toBeGreaterThanOrEqual(0);
        expect(length).toBeGreaterThan(0);
        expect(at + length).toBeLessThanOrEqual(text.length + 1);
        expect(message).toMatch(/^[^\n]{10,}[^.\n]$/u);
      }),
      { numRuns: 5000 },
    );
  });

  it('is quick for the worst of texts', () => {
    for (const piece of [
      '(',
      '-',
      'NOT ',
      '((a) ',
      '"',
      ',',
      'a:',
      'kind:',
      'author:x,',
      '\\',
      'a*',
      'a OR ',
    ]) {
      const started = performance.now();
      parseFilter(piece.repeat(1000).slice(0, 1000));
      expect(performance.now() - started).toBeLessThan(500);
    }
  });
});

/** Noise, and noise made of what the language is made of. */
function anyInput(): fc.Arbitrary<string> {
  const pieces = [
    'a',
    'rust',
    ' ',
    '(',
    ')',
    '"',
    '-',
    'OR',
    ' OR ',
    'NOT ',
    'AND',
    ',',
    ':',
    '*',
    '\\',
    '“',
  ];
  const fields = [
    'kind:',
    'kind:patch',
    'author:',
    'revision:',
    '>=',
    '3',
    'since:',
    '2026-03-01',
    'path:',
    'İ',
    'ς',
  ];
  return fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(fc.constantFrom(...pieces, ...fields), { maxLength: 14 }).map((parts) => parts.join('')),
  );
}
