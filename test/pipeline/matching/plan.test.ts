import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Card, CardStep } from '../../../src/domain/card/card.ts';
import { BLANK_SUBJECT } from '../../../src/domain/filter/subject.ts';
import { DEFAULT_OPTIONS } from '../../../src/domain/subscription/subscription.ts';
import { type Placed, planMatter, type Situation, type Wish } from '../../../src/pipeline/matching/plan.ts';
import type { Subscriber } from '../../../src/pipeline/matching/subscriber.ts';
import type { Touch } from '../../../src/pipeline/matching/touch.ts';

const TARGETS = ['slack:T/A', 'slack:T/B', 'slack:T/C'] as const;
const step = (key: string, n: number): CardStep => ({
  key,
  word: n === 0 ? 'posted' : 'revised',
  text: key,
  date: new Date(n * 1000).toISOString(),
  url: '',
  line: n > 0,
});
const card: Card = {
  kind: 'series',
  id: 'a@example.org',
  title: 'levers',
  url: '',
  author: { name: '', email: '' },
  date: '',
  category: 'code',
  areas: [],
  lists: [],
  state: '',
  revision: '',
  facts: [],
  tags: [],
  milestones: [],
  steps: [step('v1', 0), step('v2', 1), step('v3', 2)],
  press: [],
  evidence: [],
};

const touch = fc.record({
  id: fc.constant('a@example.org'),
  subject: fc.constant(BLANK_SUBJECT),
  date: fc.constantFrom(0, 10_000_000_000),
  opens: fc.constantFrom('always', 'reply', 'release', 'commit', 'never'),
  about: fc.boolean(),
  milestone: fc.boolean(),
  reply: fc.constant(undefined),
}) satisfies fc.Arbitrary<Touch>;

const subscribers: fc.Arbitrary<Subscriber[]> = fc
  .array(
    fc.record({
      target: fc.constantFrom(...TARGETS).map((text) => ({ platform: 'slack' as const, text })),
      state: fc.constantFrom('active', 'active', 'paused', 'suspended'),
      cadence: fc.constantFrom({ kind: 'now' } as const, { kind: 'daily', at: 0, zone: 'UTC' } as const),
      asks: fc.record({
        anyRelevance: fc.boolean(),
        replies: fc.boolean(),
        kinds: fc.constant(new Set<string>()),
      }),
    }),
    { maxLength: 6 },
  )
  .map((all) =>
    all.map(
      (one, n): Subscriber => ({
        ...one,
        id: n + 1,
        filter: '',
        options: { ...DEFAULT_OPTIONS, milestonesNow: true },
        reason: '',
        created: 10_000_000_000,
        digestUntil: 0,
        digestNews: 0,
      }),
    ),
  );

const situations: fc.Arbitrary<Situation> = subscribers.chain((all) =>
  fc
    .record({
      wishes: fc
        .subarray(all)
        .chain((some) =>
          fc.tuple(
            ...some.map((subscriber) =>
              fc
                .array(touch, { minLength: 1, maxLength: 3 })
                .map((touches): Wish => ({ subscriber, touches })),
            ),
          ),
        ),
      placed: fc.subarray([...TARGETS]).chain((targets) =>
        fc.tuple(
          ...targets.map(
            (target) =>
              fc.record({
                target: fc.constant(target),
                subject: fc.constant(1),
                subscription: fc.integer({ min: 1, max: 7 }),
                receipt: fc.constant(undefined),
                version: fc.constant(1),
                told: fc.subarray(['v1', 'v2', 'v3']),
                fate: fc.constantFrom('waits' as const, 'stands' as const, 'lost' as const),
                edited: fc.boolean(),
              }) satisfies fc.Arbitrary<Placed>,
          ),
        ),
      ),
      changed: fc.boolean(),
      room: fc.boolean(),
    })
    .map(({ wishes, placed, changed, room }) => ({
      card,
      changed,
      placed,
      wishes,
      subscriber: (id: number) => all.find((one) => one.id === id),
      skills: () => ({ edit: true, lines: true, nonce: 0 }),
      hasRoom: () => room,
    })),
);

describe('a plan', () => {
  it('never posts two cards in a target, nor one where a card is, nor anything for who is stopped', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const planned = planMatter(situation);
        const opened = planned.flatMap((one) =>
          one.what === 'card' && one.held === undefined ? [one.by] : [],
        );
        const targets = opened.map(({ target }) => target.text);
        expect(new Set(targets).size).toBe(targets.length);
        for (const { target, fate } of situation.placed)
          if (fate !== 'lost') expect(targets).not.toContain(target);
        expect(opened.every(({ state }) => state === 'active')).toBe(true);
        if (!situation.hasRoom(opened[0] as Subscriber)) expect(opened).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('says a step once a target, only under a card that stands, and nothing where nothing changed', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const planned = planMatter(situation);
        const lines = planned.flatMap((one) =>
          one.what === 'line' ? [`${one.by.target.text} ${one.step.key}`] : [],
        );
        expect(new Set(lines).size).toBe(lines.length);
        if (!situation.changed) expect(planned.every(({ what }) => what === 'card')).toBe(true);
        for (const { target, told, fate } of situation.placed) {
          if (fate !== 'stands') continue;
          for (const key of told) expect(lines).not.toContain(`${target} ${key}`);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('a line', () => {
  it('is not said of what was overtaken: a tree that becomes known after the merge', () => {
    const merged: CardStep = { ...step('merged', 3), word: 'merged' };
    const applied: CardStep = { ...step('applied rust-next', 2), word: 'applied' };
    const target = TARGETS[0];
    const by: Subscriber = {
      id: 1,
      target: { platform: 'slack', text: target },
      filter: '',
      cadence: { kind: 'now' },
      options: DEFAULT_OPTIONS,
      state: 'active',
      reason: '',
      created: 0,
      digestUntil: 0,
      digestNews: 0,
      asks: { anyRelevance: false, replies: false, kinds: new Set<string>() },
    };
    const lines = (told: readonly string[]): string[] =>
      planMatter({
        card: { ...card, steps: [step('v1', 0), applied, merged] },
        changed: true,
        placed: [
          {
            target,
            subject: 1,
            subscription: 1,
            receipt: undefined,
            version: 1,
            told,
            fate: 'stands',
            edited: false,
          },
        ],
        wishes: [],
        subscriber: () => by,
        skills: () => ({ edit: true, lines: true, nonce: 0 }),
        hasRoom: () => true,
      }).flatMap((one) => (one.what === 'line' ? [one.step.key] : []));
    expect(lines(['v1'])).toEqual(['applied rust-next', 'merged']);
    expect(lines(['v1', 'merged'])).toEqual([]);
  });
});
