import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_STEPS } from '../../../src/domain/card/card.ts';
import { gatherHappenings } from '../../../src/domain/compose/happenings.ts';
import { type DemoStore, makeDemoStore } from '../../pipeline/demo-store.ts';
import { shuffled } from '../compose/mails.ts';
import { cardsOf, lostWhileGrowing, type Told, tellAll } from './grown.ts';

/** File, and how the card is found. */
const GOLDEN = [
  ['series', 'rust: bump minimum Rust to 1.88 and bindgen to 0.72'],
  ['driver', 'hwmon: first Rust driver, for the QTS-75 temperature sensor'],
  ['nacked', 'rust: dma: who owns the memory of a pool?'],
  ['pull', 'Rust fixes for 7.0'],
  ['talk', 'Rust for Linux microconference 2026: call for topics'],
  ['backport', 'rust: error: return the inner value of `NonZeroI32`'],
] as const;

let demo: DemoStore;
let all: Told;
beforeAll(async () => {
  demo = await makeDemoStore();
  all = tellAll(demo.store, demo.world.end);
});
afterAll(() => demo.remove());

describe("the demo world's cards", () => {
  it.each(GOLDEN)('%s is what it was', (name, title) => {
    const card = cardsOf(all).find((one) => one.title === title);
    const made = `${JSON.stringify(card, null, 2)}\n`;
    const url = new URL(`../../fixtures/card/${name}.json`, import.meta.url);
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(url, made);
    expect(made).toBe(readFileSync(url, 'utf8'));
  });

  it('are the same to the byte in whatever order the mails came', () => {
    const mails = all.happenings.flatMap((one) => one.mails);
    const sorted = (cards: ReturnType<typeof cardsOf>): string[] =>
      cards.map((one) => JSON.stringify(one)).sort();
    const first = sorted(cardsOf(all));
    for (const seed of [1, 2, 3]) {
      const happenings = gatherHappenings(shuffled(mails, seed), all.story);
      expect(sorted(cardsOf({ ...all, happenings }))).toEqual(first);
    }
  });

  it('have steps that are told apart, oldest first, not too many', () => {
    for (const { steps, date } of cardsOf(all)) {
      expect(new Set(steps.map(({ key }) => key)).size).toBe(steps.length);
      expect(steps.map((step) => step.date)).toEqual(steps.map((step) => step.date).sort());
      expect(steps.length).toBeGreaterThan(0);
      expect(steps.length).toBeLessThanOrEqual(MAX_STEPS);
      expect(date <= (steps[0]?.date ?? '')).toBe(true);
    }
  });

  it('lose no step, no key and no name while the mails come one by one', () => {
    expect(all.happenings.length).toBeGreaterThan(80);
    expect(lostWhileGrowing(all)).toEqual([]);
  });
});
