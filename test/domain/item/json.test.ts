import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson } from '../../../src/domain/item/json.ts';

it('is the same for the same content, in whatever order it was written', () => {
  expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
  expect(canonicalJson({ a: null, b: [{ c: 2, d: 1 }] })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
});

it('holds neither what is undefined nor what is no number', () => {
  const value = { a: undefined, b: Number.NaN, c: Number.POSITIVE_INFINITY, d: { e: undefined }, f: 0 };
  expect(canonicalJson(value)).toBe('{"d":{},"f":0}');
});

it('gives everything else back', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const there = JSON.parse(JSON.stringify(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(there);
      expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
    }),
  );
});

it('keeps a field with a name that objects have', () => {
  const value: object = JSON.parse('{"__proto__":{"x":1},"toString":2}');
  expect(canonicalJson(value)).toBe('{"__proto__":{"x":1},"toString":2}');
});
