import { expect, it } from 'vitest';
import { dateOf } from '../../../src/domain/item/date.ts';
import { makeAdvisory, makeArticle, makeCommit, makeRelease } from '../../contracts/item-world.ts';

it('is when a commit came into its tree, else when it was written', () => {
  expect(dateOf(makeCommit({ date: 5, committed: 7 }))).toBe(7);
  expect(dateOf(makeCommit({ date: 5 }))).toBe(5);
});

it('is when an advisory was published, else when it was changed', () => {
  expect(dateOf(makeAdvisory({ published: 5, updated: 7 }))).toBe(5);
  expect(dateOf(makeAdvisory({ updated: 7 }))).toBe(7);
});

it('is undefined where none is told, or none that there can be', () => {
  expect(dateOf(makeRelease({ date: undefined }))).toBeUndefined();
  for (const date of [Number.NaN, Number.POSITIVE_INFINITY, 9e15]) {
    expect(dateOf(makeArticle({ date }))).toBeUndefined();
  }
  expect(dateOf(makeArticle({ date: 5.5 }))).toBe(5);
});
