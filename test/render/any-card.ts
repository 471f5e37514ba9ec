import fc from 'fast-check';
import { CARD_KINDS, type Card, type CardStep, STEP_WORDS } from '../../src/domain/card/card.ts';
import { CATEGORIES } from '../../src/domain/verdict.ts';
import type { Summary } from '../../src/render/card-summary.ts';
import { address, words } from './any-digest.ts';

const date = fc.oneof(fc.constantFrom('2026-04-05T10:00:00.000Z', '2025-12-31T23:59:59.000Z'), words);

/** Any step, made by people who mean harm. */
export const anyStep: fc.Arbitrary<CardStep> = fc.record({
  key: words,
  word: fc.constantFrom(...STEP_WORDS),
  text: words,
  date,
  url: address,
  line: fc.boolean(),
});

/** Any card. */
export const anyCard: fc.Arbitrary<Card> = fc.record({
  kind: fc.constantFrom(...CARD_KINDS),
  id: words,
  title: words,
  url: address,
  author: fc.record({ name: words, email: words }),
  date,
  category: fc.constantFrom(...CATEGORIES),
  areas: fc.array(words, { maxLength: 5 }),
  lists: fc.array(words, { maxLength: 5 }),
  state: fc.oneof(fc.constantFrom('', 'merged', 'released', 'applied to rust-next'), words),
  revision: fc.oneof(fc.constantFrom('', 'v1', 'v2 rfc'), words),
  facts: fc.array(words, { maxLength: 12 }),
  tags: fc.array(fc.record({ name: words, by: fc.array(words, { maxLength: 6 }) }), { maxLength: 3 }),
  milestones: fc.array(
    fc.record({ title: words, type: words, significance: fc.constantFrom('major', 'minor') }),
    { maxLength: 6 },
  ),
  steps: fc.array(anyStep, { maxLength: 12 }),
  press: fc.array(fc.record({ source: words, title: words, url: address }), { maxLength: 6 }),
  evidence: fc.array(fc.record({ rule: words, where: words, text: words }), { maxLength: 5 }),
});

/** Any summary. */
export const anySummary: fc.Arbitrary<Summary> = fc.record({
  since: date,
  until: date,
  entries: fc.array(fc.record({ title: words, url: address, text: words }), { maxLength: 6 }),
  more: fc.nat(500),
});
