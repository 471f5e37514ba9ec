import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AreaRule, areaOfPath, extendAreas, findAreas } from '../../src/domain/area.ts';
import type { FileChange } from '../../src/domain/diff.ts';

const RULES: readonly AreaRule[] = [
  { area: 'lib', paths: ['lib/'], subjects: ['lib'] },
  { area: 'deep', paths: ['lib/deep/'], subjects: ['deep', 'lib/deep'] },
  { area: 'net', paths: ['net/', 'drivers/net/'], subjects: ['net'] },
  { area: 'fs', paths: ['fs/'], subjects: ['fs'] },
];
const WITH_BROAD: readonly AreaRule[] = [...RULES, { area: 'any', paths: [], subjects: [], broad: true }];

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

/** What the index must be equal to: every prefix of every area, one after the other. */
function areaByScan(rules: readonly AreaRule[], path: string): string | undefined {
  let best: string | undefined;
  let length = 0;
  for (const { area, paths } of rules) {
    for (const prefix of paths) {
      if (prefix.length > length && path.startsWith(prefix)) [best, length] = [area, prefix.length];
    }
  }
  return best;
}

describe('the index', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', '/', '.', '\uffff', '\u{1f980}'), { maxLength: 8 })
    .map((all) => all.join(''));
  const table = fc
    .array(fc.array(text, { maxLength: 6 }), { maxLength: 6 })
    .map((all) => all.map((paths, i): AreaRule => ({ area: `area-${i}`, paths, subjects: [] })));

  it('finds what a scan of the table finds', () => {
    fc.assert(
      fc.property(table, fc.array(text, { maxLength: 10 }), (rules, paths) => {
        for (const path of [...paths, ...rules.flatMap((rule) => rule.paths.map((prefix) => `${prefix}a`))]) {
          expect(areaOfPath(rules, path)).toBe(areaByScan(rules, path));
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a table with more in it', () => {
  it('has the additions in their areas, and what they claim nowhere else', () => {
    const more = extendAreas(RULES, [
      { area: 'lib', paths: ['extra/', 'lib/'], subjects: ['net'] },
      { area: 'new', paths: ['new/', 'fs/'], subjects: ['new'] },
    ]);
    expect(more).toEqual([
      { area: 'lib', paths: ['lib/', 'extra/'], subjects: ['lib', 'net'] },
      RULES[1],
      { area: 'net', paths: ['net/', 'drivers/net/'], subjects: [] },
      { area: 'fs', paths: [], subjects: ['fs'] },
      { area: 'new', paths: ['new/', 'fs/'], subjects: ['new'] },
    ]);
    expect(RULES[0]?.paths).toEqual(['lib/']);
  });

  it('keeps what it knows of an area', () => {
    const [first] = extendAreas(
      [{ area: 'a', paths: ['a/'], subjects: [], broad: true }],
      [{ area: 'a', paths: ['b/'], subjects: [] }],
    );
    expect(first).toEqual({ area: 'a', paths: ['a/', 'b/'], subjects: [], broad: true });
  });
});

describe('areas by title', () => {
  it.each([
    { title: 'lib: deep: x', areas: ['deep'] },
    { title: 'LIB: x', areas: ['lib'] },
    { title: 'other: lib: x', areas: ['lib'] },
    { title: 'lib/deep/er: x', areas: ['deep'] },
    { title: 'lib, net: x', areas: ['lib'] },
    { title: 'fs: any: x', areas: ['fs'] },
    { title: 'any: x', areas: ['any'] },
    { title: 'a / b: x', areas: [] },
    { title: 'lib x', areas: [] },
    { title: '', areas: [] },
  ])('$title -> $areas', ({ title, areas }) => {
    expect(findAreas(WITH_BROAD, [changed('unknown.c')], title)).toEqual(areas);
  });
});
