import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RUST } from '../../config/topics/rust/topic.ts';
import type { Milestone } from '../../src/domain/milestone/milestone.ts';
import { listMilestones } from '../../src/pipeline/milestones.ts';
import { listSeries } from '../../src/pipeline/series.ts';
import { type DemoStore, makeDemoStore } from './demo-store.ts';

let demo: DemoStore;
let known: Milestone[];
beforeAll(async () => {
  demo = await makeDemoStore();
  known = listMilestones(demo.store, RUST, { now: demo.world.end });
});
afterAll(() => demo.remove());

describe('the milestones of the demo world', () => {
  it('tell the bump of the toolchain once, over both revisions, with its steps', () => {
    const bumps = known.filter(({ type }) => type === 'minimum-toolchain');
    expect(bumps.map(({ title }) => title)).toEqual([
      'Minimum toolchain raised: rustc 1.88.0, bindgen 0.72.1',
    ]);
    expect(bumps[0]?.steps.map(({ step }) => step)).toEqual(['proposed', 'applied']);
    const series = listSeries(demo.store, RUST, { all: false, now: demo.world.end });
    const own = series.find(({ id }) => id === bumps[0]?.series);
    expect(own?.revisions.map(({ revision }) => revision)).toEqual([1, 2]);
    expect(bumps[0]?.steps[0]?.messageId).toBe(own?.revisions[0]?.cover);
  });

  it('have proof for every step, no two for one happening, and are in order', () => {
    expect(known.length).toBeGreaterThan(3);
    for (const { steps } of known)
      for (const { evidence } of steps) expect(evidence.length).toBeGreaterThan(0);
    expect(new Set(known.map(({ id }) => id)).size).toBe(known.length);
    const told = known.map(({ type, series, title }) => `${type} ${series ?? title} ${title}`);
    expect(new Set(told).size).toBe(told.length);
    expect(known.map(({ date }) => date)).toEqual(known.map(({ date }) => date).sort((a, b) => a - b));
  });

  it('tell of an earlier day only what was known by then', () => {
    const bump = known.find(({ type }) => type === 'minimum-toolchain');
    const [proposed, applied] = bump?.steps ?? [];
    if (!proposed || !applied) throw new Error('no such steps');
    const before = listMilestones(demo.store, RUST, { now: applied.date - 1000 });
    const then = before.find(({ type }) => type === 'minimum-toolchain');
    expect(then?.steps.map(({ step }) => step)).toEqual(['proposed']);
    const first = listMilestones(demo.store, RUST, { now: proposed.date - 1000 });
    expect(first.some(({ type }) => type === 'minimum-toolchain')).toBe(false);
  });
});

it('the first touch of a path is that of the oldest patch that touched a file at or below it', () => {
  const { store, world } = demo;
  const touched = store
    .keptBetween({ since: 0, until: world.end })
    .filter(
      ({ kind, files }) =>
        kind === 'patch' && files.some(({ path }) => path.startsWith('rust/kernel/') && path.endsWith('.rs')),
    );
  const oldest = Math.min(...touched.map(({ date }) => date));
  const seen = store.firstTouched(['rust/kernel', 'rust/ker', 'no/such'], '.rs');
  expect([...seen]).toEqual([['rust/kernel', Math.floor(oldest / 1000) * 1000]]);
});
