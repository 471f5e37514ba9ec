import { describe, expect, it } from 'vitest';
import { fillKey, fillTitle, joinTitles } from '../../../src/domain/milestone/title.ts';

describe('a title', () => {
  it('is filled with what was captured; what nobody knows is left out', () => {
    expect(fillTitle('Raised: {tool} {version}', { tool: 'zig', version: '0.16' })).toBe('Raised: zig 0.16');
    expect(fillTitle('Raised: {tool} {version}', { tool: 'zig' })).toBe('Raised: zig');
    expect(fillTitle('Raised: {tool}', {})).toBe('Raised');
  });

  it('is one bounded line, and what is filled in is not filled again', () => {
    expect(fillTitle('On: {subject}', { subject: 'a\n\tb {subject}' })).toBe('On: a b {subject}');
    expect(fillTitle('On: {subject}', { subject: 'a'.repeat(5000) })).toHaveLength(160);
  });
});

describe('a key', () => {
  it.each([
    { one: 'SHADOW_CALL_STACK', other: 'shadow call stack' },
    { one: 'Jane  Doe', other: 'jane doe' },
    { one: 'KASAN', other: 'kasan' },
  ])('is the same for $one and $other', ({ one, other }) => {
    expect(fillKey('{name}', { name: one })).toBe(fillKey('{name}', { name: other }));
  });

  it('leaves a path a path', () => {
    expect(fillKey('rust/kernel/{name}', { name: 'module_param' })).toBe('rust/kernel/module_param');
  });
});

describe('titles told together', () => {
  it.each([
    { titles: [], joined: '' },
    { titles: ['New crate: a'], joined: 'New crate: a' },
    { titles: ['New crate: a', 'New crate: a'], joined: 'New crate: a' },
    { titles: ['New crate: ab', 'New crate: ac'], joined: 'New crate: ab, ac' },
    {
      titles: ['New crate: a', 'New crate: b', 'New crate: c', 'New crate: d', 'New crate: e'],
      joined: 'New crate: a, b, c and 2 more',
    },
    { titles: ['Crate: a', 'Driver: b'], joined: 'Crate: a; Driver: b' },
  ])('$titles', ({ titles, joined }) => {
    expect(joinTitles(titles)).toBe(joined);
  });

  it('stay bounded and say how many are left out', () => {
    const joined = joinTitles(Array.from({ length: 9 }, (_, i) => `New: ${String(i).repeat(100)}`));
    expect(joined.length).toBeLessThanOrEqual(160);
    expect(joined).toMatch(/^New: 0+.* and 6 more$/);
  });
});
