import { describe, expect, it } from 'vitest';
import { type AreaRule, areaOfPath, findAreas } from '../../src/domain/area.ts';
import type { FileChange } from '../../src/domain/diff.ts';

const RULES: readonly AreaRule[] = [
  { area: 'lib', paths: ['lib/'], subjects: ['lib'] },
  { area: 'deep', paths: ['lib/deep/'], subjects: ['deep', 'lib/deep'] },
  { area: 'net', paths: ['net/', 'drivers/net/'], subjects: ['net'] },
  { area: 'fs', paths: ['fs/'], subjects: ['fs'] },
];

function changed(path: string, lines = 1): FileChange {
  return {
    path,
    from: undefined,
    change: 'modified',
    binary: false,
    added: lines,
    removed: 0,
    start: 0,
    end: 0,
  };
}

describe('areas by path', () => {
  it('take the longest prefix', () => {
    expect(areaOfPath(RULES, 'lib/deep/a.rs')).toBe('deep');
    expect(areaOfPath(RULES, 'lib/a.rs')).toBe('lib');
    expect(areaOfPath(RULES, 'library/a.rs')).toBeUndefined();
  });

  it('come with the most touched first, ties by name, at most three', () => {
    const files = [changed('net/a.c'), changed('fs/a.c', 50), changed('lib/a.c', 9), changed('lib/deep/a.c')];
    expect(findAreas(RULES, files, 'net: x')).toEqual(['fs', 'lib', 'deep']);
  });
});

describe('areas by title', () => {
  it.each([
    { title: 'lib: deep: x', areas: ['deep'] },
    { title: 'LIB: x', areas: ['lib'] },
    { title: 'other: lib: x', areas: ['lib'] },
    { title: 'lib x', areas: [] },
    { title: '', areas: [] },
  ])('$title -> $areas', ({ title, areas }) => {
    expect(findAreas(RULES, [changed('unknown.c')], title)).toEqual(areas);
  });
});
