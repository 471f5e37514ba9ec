import { describe, expect, it } from 'vitest';
import { joinNotices, type Outage } from '../../../src/domain/delivery/join-notices.ts';
import { type Notice, newSourceState, type SourceState } from '../../../src/domain/source/state.ts';

const MINUTE = 60_000;
const DOWN = Date.UTC(2026, 10, 21, 14, 56);
const NOW = DOWN + 40 * MINUTE;

const fine = (id: string): SourceState => newSourceState(id);
const failing = (id: string, after = 0): SourceState => ({
  ...newSourceState(id),
  failures: 3,
  failingSince: DOWN + after * MINUTE,
  reason: `${id} cannot be found`,
});
const notice = (source: string, what: Notice['what'] = 'failing'): Notice => ({
  key: `${what}:${source}`,
  at: NOW,
  source,
  what,
  text: `${source} is ${what}`,
});
const join = (notices: readonly Notice[], states: readonly SourceState[], outage?: Outage) =>
  joinNotices(notices, { states, outage, now: NOW });

describe('notices of sources that fail together', () => {
  const states = [failing('a'), failing('b', 3), failing('c', 15), fine('d'), fine('e')];

  it('are one', () => {
    const gap = notice('a', 'gap');
    const { tell, spared, outage } = join([notice('b'), gap], states);
    expect(tell).toEqual([
      {
        key: `outage:${DOWN}`,
        at: NOW,
        source: '',
        what: 'failing',
        text: '3 of 5 sources cannot be reached since 21 Nov 14:56: the network here may be down; first: a: a cannot be found',
      },
      gap,
    ]);
    expect(spared).toEqual(['failing:b']);
    expect(outage).toEqual({ since: DOWN, sources: ['a', 'b', 'c'] });
  });

  it('are told one by one where it is fewer than three, fewer than half, or not at the same time', () => {
    const notices = [notice('a')];
    for (const few of [
      [failing('a'), failing('b')],
      [failing('a'), failing('b'), failing('c'), fine('d'), fine('e'), fine('f'), fine('g')],
      [failing('a'), failing('b', 5), failing('c', 31), fine('d')],
    ])
      expect(join(notices, few)).toEqual({ tell: notices, spared: [], outage: undefined });
  });

  it('are not told again while it lasts, whoever joins in', () => {
    const outage = { since: DOWN, sources: ['a', 'b', 'c'] };
    const more = [...states.slice(0, 4), failing('e', 9)];
    const next = join([notice('c'), notice('e'), notice('x')], more, outage);
    expect(next.tell).toEqual([notice('x')]);
    expect(next.spared).toEqual(['failing:c', 'failing:e']);
    expect(next.outage).toEqual({ since: DOWN, sources: ['a', 'b', 'c', 'e'] });
  });

  it('end with one when half of them are back', () => {
    const outage = { since: DOWN, sources: ['a', 'b', 'c', 'd'] };
    const one = join(
      [notice('a', 'recovered')],
      [fine('a'), failing('b'), failing('c'), failing('d')],
      outage,
    );
    expect([one.tell, one.spared, one.outage]).toEqual([[], ['recovered:a'], outage]);
    const two = join([notice('b', 'recovered')], [fine('a'), fine('b'), failing('c'), failing('d')], outage);
    expect(two.tell.map(({ text }) => text)).toEqual([
      '2 of the 4 sources that could not be reached since 21 Nov 14:56 are back after 40 min; still failing: c, d',
    ]);
    expect(two.outage).toBeUndefined();
    expect(join([notice('c', 'recovered')], [], undefined).tell).toEqual([notice('c', 'recovered')]);
  });
});
