import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchGlob } from '../../../src/domain/filter/glob.ts';

/** The meaning, spelled out by trying everything; `start` is true at the start of a segment. */
function naive(pattern: string, path: string, start = true): boolean {
  if (pattern === '') return path === '';
  const stars = /^\**/.exec(pattern)?.[0].length ?? 0;
  const rest = pattern.slice(Math.max(stars, 1));
  if (stars > 1 && start && rest.startsWith('/')) {
    const inner = rest.slice(1);
    if (naive(inner, path, true)) return true;
    return [...path].some((char, at) => char === '/' && naive(inner, path.slice(at + 1), true));
  }
  if (stars > 0) {
    for (let at = 0; at <= path.length; at++) {
      if (naive(rest, path.slice(at), false)) return true;
      if (stars === 1 && path[at] === '/') return false;
    }
    return false;
  }
  const head = pattern.charAt(0);
  const fits = head === '?' ? path !== '' && !path.startsWith('/') : path.startsWith(head);
  return fits && naive(rest, path.slice(1), head === '/');
}

describe('matchGlob', () => {
  it.each([
    ['drivers/gpu/**', 'drivers/gpu/nova/gpu.rs', true],
    ['drivers/gpu/**', 'drivers/gpu', false],
    ['drivers/*/x.c', 'drivers/gpu/x.c', true],
    ['drivers/*/x.c', 'drivers/gpu/nova/x.c', false],
    ['**/x.c', 'x.c', true],
    ['**/x.c', 'a/b/x.c', true],
    ['**/x.c', 'a/bx.c', false],
    ['a/**/z', 'a/z', true],
    ['a/**/z', 'a/b/c/z', true],
    ['a/**/z', 'abz', false],
    ['a**z', 'a/b/z', true],
    ['*.rs', 'pci.rs', true],
    ['*.rs', 'a/pci.rs', false],
    ['?.c', '🦀.c', true],
    ['?.c', '/.c', false],
    ['a.c', 'abc', false],
    ['[a].c', '[a].c', true],
    ['', '', true],
    ['*', '', true],
  ])('%j on %j: %s', (pattern, path, fits) => {
    expect(matchGlob(pattern, path)).toBe(fits);
    expect(naive(pattern, path.replace('🦀', 'x'))).toBe(fits);
  });

  it('is what the naive reading says', () => {
    const pieces = fc.array(fc.constantFrom('a', 'b', '/', '*', '**', '**/', '?'), { maxLength: 7 });
    const paths = fc.array(fc.constantFrom('a', 'b', '/'), { maxLength: 8 });
    fc.assert(
      fc.property(pieces, paths, (pattern, path) => {
        expect(matchGlob(pattern.join(''), path.join(''))).toBe(naive(pattern.join(''), path.join('')));
      }),
      { numRuns: 20_000 },
    );
  });

  it('does not grow with the number of stars', () => {
    const started = performance.now();
    for (const star of ['*', '**', '**/', '*?']) {
      expect(matchGlob(`${`${star}a`.repeat(200)}b`, 'a/'.repeat(200))).toBe(false);
    }
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
