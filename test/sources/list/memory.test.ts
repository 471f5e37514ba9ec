import { expect, it } from 'vitest';
import { readMemory } from '../../../src/sources/list/memory.ts';

it('is read as it was kept', () => {
  const memory = {
    epochs: { 0: { fingerprint: 'f', settled: true } },
    asked: { base: 'http://lore.example.org', etag: '"1"' },
    failures: 1,
    until: 5,
    seen: ['a@x'],
    waiting: [['b@x', 2]],
  };
  expect(readMemory(JSON.parse(JSON.stringify(memory)))).toEqual(memory);
});

it('leaves out what is of another make', () => {
  const nothing = { epochs: {}, asked: undefined, failures: 0, until: undefined, seen: [], waiting: [] };
  expect(readMemory(undefined)).toEqual(nothing);
  const odd = {
    epochs: { x: {}, 1: { settled: true } },
    asked: { etag: 1 },
    failures: '3',
    until: null,
    seen: [1],
    waiting: [['a'], 'b'],
  };
  expect(readMemory(odd)).toEqual(nothing);
});
