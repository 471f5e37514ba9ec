import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RUST } from '../../config/topics/rust/topic.ts';
import { recentSeries } from '../../src/commands/told/recent.ts';
import { buildTown, HOUR, next, revision, START, type Town } from '../pipeline/matching/town.ts';
import { createTemp } from '../sources/temp.ts';

const temp = createTemp();
let town: Town;
beforeAll(() => {
  town = buildTown(temp());
});
afterAll(() => town.store.close());

describe('what was told within the last minute', () => {
  it('is kept while nothing happens, and told anew with news, or after a minute', async () => {
    const { store, clock } = town;
    const ask = () => recentSeries(store, RUST, { now: clock.now });
    expect(ask()).toEqual([]);
    await next(town, revision(1, START + HOUR));
    const first = ask();
    expect(first).toHaveLength(1);
    expect(ask()).toBe(first);
    await town.bring(revision(1, clock.now, 'history'), 'history');
    clock.now += 59_000;
    expect(ask()).toBe(first);
    clock.now += 1000;
    expect(ask()).toHaveLength(2);
  });
});
