import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Member } from '../../src/domain/relevance/settle.ts';
import { createThreadTable } from '../../src/pipeline/thread-table.ts';
import { shuffled } from '../domain/compose/mails.ts';

type Node = { readonly member: Member; readonly root: string };

function node(key: number, up?: number, root = up ?? key): Node {
  const member = {
    key,
    parent: up,
    up,
    messageId: `${key}@a`,
    kind: 'reply',
    own: 'none',
    posting: undefined,
    part: 0,
    copied: false,
  } as const;
  return { member, root: `${root}@a` };
}

function build(nodes: readonly Node[]): ReturnType<typeof createThreadTable> {
  const table = createThreadTable();
  for (const { member, root } of nodes) table.add(member, root);
  return table;
}

/** Who stands together with whom, and under which root. */
function groups(nodes: readonly Node[]): string[] {
  const table = build(nodes);
  const threads = new Set(nodes.map(({ member }) => table.threadOf(member.key) ?? -1));
  return [...threads]
    .map((thread) => {
      const keys = table
        .members(thread)
        .map(({ key }) => key)
        .toSorted((a, b) => a - b);
      return `${table.root(thread, '?')}: ${keys.join(' ')}`;
    })
    .toSorted();
}

describe('the thread table', () => {
  it('keeps a thread together under its root, whatever came first', () => {
    const nodes = [node(1), node(2, 1), node(3, 1), node(4, 2), node(5, 4), node(10), node(11, 10)];
    const wanted = ['10@a: 10 11', '1@a: 1 2 3 4 5'];
    expect(groups(nodes)).toEqual(wanted);
    fc.assert(
      fc.property(fc.integer(), (seed) => void expect(groups(shuffled(nodes, seed))).toEqual(wanted)),
    );
  });

  it('holds those together whose root never came', () => {
    expect(groups([node(2, 1), node(3, 1)])).toEqual(['1@a: 2 3']);
  });

  it('takes a mail once', () => {
    expect(groups([node(1), node(1), node(2, 1), node(2, 1)])).toEqual(['1@a: 1 2']);
  });

  it('forgets the threads that were quiet longest', () => {
    const table = createThreadTable(4);
    for (const { member, root } of [node(1), node(2), node(3), node(11, 1), node(4)]) table.add(member, root);
    expect([1, 2, 3, 4, 11].map((key) => table.threadOf(key) !== undefined)).toEqual([
      true,
      false,
      true,
      true,
      true,
    ]);
    expect(table.members(2)).toEqual([]);
    expect(table.root(2, 'fallback')).toBe('fallback');
  });
});
