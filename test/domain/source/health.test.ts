import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterRun, afterStop, lag, stateWord } from '../../../src/domain/source/health.ts';
import {
  type Notice,
  newSourceState,
  type RunResult,
  type SourceState,
} from '../../../src/domain/source/state.ts';

const MINUTE = 60_000;
const T0 = Date.UTC(2026, 10, 21, 10, 12);
const pace = { interval: 10 * MINUTE, random: 0 };
const rhythm = { interval: 10 * MINUTE, longest: 10 * MINUTE };
const fine: RunResult = {
  items: 0,
  unreadable: 0,
  lost: 0,
  trouble: undefined,
  gap: undefined,
  route: undefined,
};
const news: RunResult = { ...fine, items: 3 };
const bad: RunResult = { ...fine, trouble: { why: 'lore.example.org did not answer' } };

/** Tries every ten minutes: the state after each, and all that was told. */
function live(results: readonly RunResult[]): { states: SourceState[]; notices: Notice[] } {
  let state = newSourceState('lwn');
  const states: SourceState[] = [];
  const notices: Notice[] = [];
  results.forEach((result, n) => {
    const after = afterRun(state, result, T0 + n * 10 * MINUTE, pace);
    state = after.state;
    states.push(state);
    notices.push(...after.notices);
  });
  return { states, notices };
}

describe('afterRun', () => {
  it('counts what came in', () => {
    const { states } = live([news, fine, { ...news, unreadable: 2, lost: 1 }]);
    expect(states.at(-1)).toMatchObject({
      items: 6,
      unreadable: 2,
      lost: 1,
      quiet: 0,
      lastNews: T0 + 20 * MINUTE,
    });
    expect(states[1]).toMatchObject({ quiet: 1, lastNews: T0, lastSuccess: T0 + 10 * MINUTE });
  });

  it('alerts once at the third failure in a row, and goes on trying', () => {
    const { states, notices } = live([bad, bad, bad, bad, bad]);
    expect(notices.map(({ key }) => key)).toEqual([`failing:lwn:${T0}`]);
    expect(notices[0]?.text).toBe(
      'lwn is failing since 21 Nov 10:12, 3 times in a row: lore.example.org did not answer',
    );
    expect(states.map(({ alerted }) => alerted)).toEqual([false, false, true, true, true]);
    expect(states.at(-1)).toMatchObject({ failures: 5, failingSince: T0, reason: bad.trouble?.why });
    expect(states.at(-1)?.nextTry).toBeGreaterThan(T0);
  });

  it('tells of the recovery once, and only where it told of the failure', () => {
    const { states, notices } = live([bad, bad, bad, fine, fine, bad, fine]);
    expect(notices.map(({ what }) => what)).toEqual(['failing', 'recovered']);
    expect(notices[1]?.text).toBe('lwn is back: it was failing for 30 min, since 21 Nov 10:12 (3 tries)');
    expect(states[3]).toMatchObject({
      failures: 0,
      failingSince: undefined,
      reason: undefined,
      alerted: false,
    });
  });

  it('tells of the next failure under another key', () => {
    const { notices } = live([bad, bad, bad, fine, bad, bad, bad]);
    expect(new Set(notices.map(({ key }) => key)).size).toBe(3);
  });

  it('tells of a gap once, until it was mended', () => {
    const gap = { ...fine, gap: 'the feed holds 25 entries, and all were new' };
    const { states, notices } = live([gap, gap, fine, gap]);
    expect(notices.map(({ what, at }) => [what, at])).toEqual([
      ['gap', T0],
      ['gap', T0 + 30 * MINUTE],
    ]);
    expect(states[2]?.gap).toBeUndefined();
  });

  it('tells of what is lost each time, with why', () => {
    const { notices } = live([{ ...fine, lost: 2, lostWhy: 'the server has them no more' } as RunResult]);
    expect(notices[0]?.text).toBe('lwn lost 2 items that were published: the server has them no more');
  });

  it('keeps what came in before the failure', () => {
    const { states } = live([{ ...bad, items: 5 }]);
    expect(states[0]).toMatchObject({ items: 5, failures: 1, lastSuccess: undefined, lastNews: T0 });
  });

  it('alerts and announces in turn, whatever happens', () => {
    const results = fc.array(fc.constantFrom(fine, news, bad), { maxLength: 60 });
    fc.assert(
      fc.property(results, (tries) => {
        const { states, notices } = live(tries);
        expect(notices.map(({ what }) => what)).toEqual(
          notices.map((_, n) => (n % 2 === 0 ? 'failing' : 'recovered')),
        );
        expect(new Set(notices.map(({ key }) => key)).size).toBe(notices.length);
        const last = states.at(-1) ?? newSourceState('lwn');
        expect(last.alerted).toBe(notices.length % 2 === 1);
        expect(last.items).toBe(3 * tries.filter((one) => one === news).length);
        expect(last.failures === 0).toBe(last.failingSince === undefined);
      }),
    );
  });
});

describe('afterStop', () => {
  it('counts what came in and leaves the try out', () => {
    const before = live([bad, bad]).states.at(-1) ?? newSourceState('lwn');
    const { state, notices } = afterStop(before, { ...news, gap: 'a hole' }, T0 + 60 * MINUTE);
    expect(state).toMatchObject({ items: 3, failures: 2, lastTry: before.lastTry, nextTry: before.nextTry });
    expect(notices.map(({ what }) => what)).toEqual(['gap']);
  });
});

describe('stateWord', () => {
  const [, fresh = newSourceState('lwn')] = live([news, news]).states;
  const end = T0 + 10 * MINUTE;
  it.each([
    ['never', newSourceState('lwn'), T0],
    ['fresh', fresh, end + 30 * MINUTE],
    ['late', fresh, end + 36 * MINUTE],
    ['failing', live([bad]).states.at(-1), T0],
    ['fresh', live([news, bad, bad]).states.at(-1), T0 + 20 * MINUTE],
    ['failing', live([news, bad, bad, bad]).states.at(-1), T0 + 30 * MINUTE],
    ['fresh', { ...fresh, nextTry: end + 40 * MINUTE }, end + 50 * MINUTE],
  ])('%s', (word, state, now) => {
    expect(stateWord(state ?? newSourceState('lwn'), now, rhythm)).toBe(word);
  });
});

describe('lag', () => {
  it('is told in seconds since the last success', () => {
    expect(lag(live([fine, bad]).states.at(-1) ?? newSourceState('lwn'), T0 + 90_000)).toBe(90);
    expect(lag(newSourceState('lwn'), T0)).toBeUndefined();
  });
});
