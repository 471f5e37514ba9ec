import { describe, expect, it } from 'vitest';
import { createDemoWorld } from '../../../src/demo/world.ts';
import type { Card } from '../../../src/domain/card/card.ts';
import { DEFAULT_OPTIONS } from '../../../src/domain/subscription/subscription.ts';
import { lookAgain } from '../../../src/pipeline/matching/match-news.ts';
import type { RawMail } from '../../../src/ports/archive.ts';
import { createTemp } from '../../sources/temp.ts';
import { buildTown, DAY, type Town } from './town.ts';

const temp = createTemp();
const CHANNEL = 'slack:T1/C1';
const MILESTONES = 'slack:T1/C2';
const world = createDemoWorld();
const mails = world.lists
  .flatMap(({ name, commits }) =>
    commits
      .filter(({ kind }) => kind === 'mail')
      .map(({ bytes, time, date, subject }, n): RawMail & { readonly list: string } => ({
        list: name,
        bytes: Buffer.from(bytes),
        blob: null,
        arrived: time,
        removal: false,
        cut: false,
        cursor: { position: `${n}`, date, subject },
        place: `${n}`,
      })),
  )
  .sort((a, b) => a.arrived - b.arrived);

/** A quarter of it comes five days late, as in the real archives. */
const late = mails
  .map((mail, n) => ({ mail, at: mail.arrived + (n % 4 === 0 ? 5 * DAY : 0) }))
  .sort((a, b) => a.at - b.at)
  .map(({ mail }) => mail);

/** Brings the world in so many portions, each matched and delivered before the next. */
async function play(town: Town, order: readonly (typeof mails)[number][], portions: number): Promise<void> {
  const size = Math.ceil(order.length / portions);
  for (let at = 0; at < order.length; at += size) {
    const portion = order.slice(at, at + size);
    for (const [list, own] of Map.groupBy(portion, (mail) => mail.list)) await town.bringMails(own, list);
    await town.match();
    town.deliver();
  }
  await lookAgain(town.deps, new AbortController().signal);
  const { edits, lines } = await lookAgain(town.deps, new AbortController().signal);
  expect({ edits, lines }).toEqual({ edits: 0, lines: 0 });
}

async function playAll(order: typeof mails, portions: number) {
  const town = buildTown(temp());
  town.clock.now = world.end;
  const options = { ...DEFAULT_OPTIONS, mostAnHour: 10_000 };
  town.subscribe(CHANNEL, { options, created: 0 });
  const cadence = { kind: 'weekly', day: 'MON', at: 540, zone: 'UTC' } as const;
  town.subscribe(MILESTONES, { options: { ...options, milestonesNow: true }, cadence, created: 0 });
  await play(town, order, portions);
  const deliveries = town.deliveries();
  const cards = new Map<string, Card>();
  for (const { event, subject, target } of deliveries) {
    if (!event.startsWith('card ') || subject === undefined || target !== CHANNEL) continue;
    const card = town.store.subject(subject)?.card;
    if (card) cards.set(card.id, card);
  }
  town.store.close();
  return { deliveries, cards };
}

describe('the demo world, as it comes in', () => {
  it('is one card a happening, each line once, and the same cards however it came', {
    timeout: 60_000,
  }, async () => {
    const { deliveries, cards } = await playAll(mails, 12);
    expect(cards.size).toBeGreaterThan(40);
    const opened = deliveries.filter(({ kind, target }) => kind === 'card' && target === CHANNEL);
    // What a later revision shows to be one patch set had a card each.
    expect(opened.length).toBeLessThan(1.1 * cards.size);
    expect(opened.every(({ event }) => /^card \d+$/.test(event))).toBe(true);
    const lines = deliveries.filter(({ kind, target }) => kind === 'line' && target === CHANNEL);
    expect(lines.length).toBeGreaterThan(20);
    expect(new Set(lines.map(({ event }) => event)).size).toBe(lines.length);
    const shaken = await playAll(late, 12);
    expect(bare(shaken.cards)).toEqual(bare(cards));
    const atOnce = await playAll(mails, 1);
    expect(bare(atOnce.cards)).toEqual(bare(cards));
    expect(atOnce.deliveries.filter(({ kind }) => kind === 'line')).toEqual([]);
  });

  it('tells those of digests who want it of milestones at once, and of nothing else', async () => {
    const { deliveries } = await playAll(mails, 12);
    const told = deliveries.filter(({ target }) => target === MILESTONES);
    const all = deliveries.filter(({ target }) => target === CHANNEL);
    const opened = told.filter(({ kind }) => kind === 'card');
    expect(opened.length).toBeGreaterThan(2);
    expect(opened.length).toBeLessThan(all.filter(({ kind }) => kind === 'card').length / 2);
    const words = told.filter(({ kind }) => kind === 'line').map(({ event }) => event.split(' ')[2]);
    expect(new Set(['milestone', 'merged', 'released'])).toEqual(
      new Set([...words, 'milestone', 'merged', 'released']),
    );
  });
});

function bare(cards: ReadonlyMap<string, Card>): string[] {
  return [...cards.values()].map((card) => `${card.id} ${JSON.stringify(card)}`).sort();
}
