import { describe, expect, it } from 'vitest';
import { calmNotices } from '../../../src/domain/delivery/calm-notices.ts';
import type { Notice } from '../../../src/domain/source/state.ts';

const T0 = Date.UTC(2026, 2, 30, 9);
const MINUTE = 60_000;
const notice = (n: number, what: Notice['what'] = 'delivery'): Notice => ({
  key: `dead:${n}`,
  at: T0,
  source: '',
  what,
  text: `mailbox ${n} refuses`,
});
const many = (count: number): Notice[] => Array.from({ length: count }, (_, n) => notice(n));

describe('notices about deliveries', () => {
  it('are told as they are where there are few', () => {
    const { tell, calm } = calmNotices(many(5), undefined, T0);
    expect(tell).toEqual(many(5));
    expect(calmNotices([], calm, T0)).toEqual({ tell: [], calm });
  });

  it('are five and a word that there is more where there are many, however they come', () => {
    const all = calmNotices(many(10_000), undefined, T0);
    expect(all.tell.map(({ key }) => key).slice(0, 5)).toEqual(many(5).map(({ key }) => key));
    expect(all.tell).toHaveLength(6);
    expect(all.tell[5]?.text).toContain('there is more');
    expect(calmNotices(many(100), all.calm, T0 + MINUTE).tell).toEqual([]);
    let calm = calmNotices([], undefined, T0).calm;
    const told: string[] = [];
    for (const one of many(50)) {
      const next = calmNotices([one], calm, T0);
      calm = next.calm;
      told.push(...next.tell.map(({ key }) => key));
    }
    expect(told).toHaveLength(6);
  });

  it('begin anew after ten minutes', () => {
    const { calm } = calmNotices(many(100), undefined, T0);
    expect(calmNotices([notice(1)], calm, T0 + 10 * MINUTE).tell).toHaveLength(1);
  });

  it('hold up nothing that is told of sources', () => {
    const { calm } = calmNotices(many(100), undefined, T0);
    const source = notice(7, 'failing');
    expect(calmNotices([notice(1), source], calm, T0).tell).toEqual([source]);
  });
});
