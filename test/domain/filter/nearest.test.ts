import { describe, expect, it } from 'vitest';
import { nearest } from '../../../src/domain/filter/nearest.ts';

describe('nearest', () => {
  it.each([
    ['autor', 'author'],
    ['auhtor', 'author'],
    ['lists', 'list'],
    ['PATH', 'path'],
    ['stat', 'state'],
    ['sub', 'subject'],
    ['rust', undefined],
    ['https', undefined],
    ['x', undefined],
    ['', undefined],
  ])('%s: %s', (typed, name) => {
    expect(nearest(typed, ['author', 'list', 'path', 'state', 'subject', 'is'])).toBe(name);
  });
});
