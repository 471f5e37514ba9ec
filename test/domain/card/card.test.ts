import { describe, expect, it } from 'vitest';
import { type Card, type CardStep, MAX_STEPS } from '../../../src/domain/card/card.ts';
import { newSteps } from '../../../src/domain/card/diff.ts';
import { cardOfHappening, keysOfHappening } from '../../../src/domain/card/from-happening.ts';
import { replyStep } from '../../../src/domain/card/reply.ts';
import { CLOSED_STATES, stateWords } from '../../../src/domain/card/state.ts';
import { gatherHappenings } from '../../../src/domain/compose/happenings.ts';
import type { Milestone } from '../../../src/domain/milestone/milestone.ts';
import type { SeriesMail } from '../../../src/domain/series/mail.ts';
import { NO_TREES } from '../../../src/domain/series/shipped.ts';
import { keyOf } from '../../../src/domain/thread.ts';
import { MONDAY, makeMail, makeSet, STORY, shuffled } from '../compose/mails.ts';
import { answer, happeningOf, idOf, link } from './told.ts';

const HOUR = 3_600_000;
const set = makeSet('PATCH', 3, 'x');
const second = makeSet('PATCH v2', 3, 'x', { run: 2, at: 20 });

function cardOf(mails: readonly SeriesMail[], milestones: readonly Milestone[] = []): Card {
  return cardOfHappening(happeningOf(mails), milestones, link);
}

describe('the card of a patch set', () => {
  it('tells what is known of it', () => {
    const applied = answer({ to: idOf(1, 2), root: idOf(1, 2), at: 40, outcome: { tree: 'rust-next' } });
    expect(cardOf([...set, ...second, applied])).toMatchObject({
      kind: 'series',
      id: idOf(1),
      title: 'x',
      url: `https://lore.example.org/r/${idOf(1, 2)}/`,
      author: { name: 'Ada Holm', email: 'ada@example.org' },
      date: '2026-03-02T01:00:00.000Z',
      category: 'code',
      lists: ['rust-for-linux'],
      state: 'applied to rust-next',
      revision: 'v2',
      facts: ['3 patches', '3 files, +6 -3', '1 reply'],
    });
  });

  it('counts the parts that are there', () => {
    expect(cardOf(set.slice(0, 2)).facts[0]).toBe('1 of 3 patches');
  });

  it.each([
    ['RFC PATCH', 'v1 rfc'],
    ['PATCH v3', 'v3'],
    ['PATCH v2.1', 'v2.1'],
    ['PATCH RESEND v2', 'v2 resent'],
  ])('calls %s %s', (tag, revision) => {
    expect(cardOf(makeSet(tag, 2, 'x')).revision).toBe(revision);
  });

  it('is the same to the byte in whatever order the mails came', () => {
    const mails = [...set, ...second, answer({ outcome: { tree: 'a' } }), answer({ at: 50 })];
    const first = JSON.stringify(cardOf(mails));
    for (let seed = 1; seed <= 20; seed++) expect(JSON.stringify(cardOf(shuffled(mails, seed)))).toBe(first);
  });

  it('says nothing of how long ago it was: silence is no news', () => {
    const review = answer({ said: { tags: [{ name: 'Reviewed-by', by: 'Bo Falk <bo@example.org>' }] } });
    const at = (days: number): string => {
      const now = MONDAY + days * 24 * HOUR;
      const [happening] = gatherHappenings([...set, review], { ...STORY, now });
      if (!happening) throw new Error('nothing happened');
      return JSON.stringify(cardOfHappening(happening, [], link));
    };
    expect(at(400)).toBe(at(7));
    expect(at(400)).toContain('"state":"reviewed"');
  });

  it('that was merged or released says so in one word', () => {
    const merged = answer({ kind: 'notice', at: 12, outcome: { state: 'merged', tree: 'mainline' } });
    expect(cardOf([...set, merged]).state).toBe('merged');
    const trees = { ...NO_TREES, finals: [{ version: '7.2', date: MONDAY + 90 * HOUR }] };
    const card = cardOfHappening(happeningOf([...set, merged], trees), [], link);
    expect(card.state).toBe('released');
    expect(CLOSED_STATES).toContain(card.state);
    expect(stateWords(card)).toBe('released with 7.2');
  });

  it('shows the first step and the newest ones', () => {
    const many = Array.from({ length: 20 }, (_, i) =>
      makeSet(`PATCH v${i + 1}`, 1, 'x', { run: i + 1, at: i * 3 }),
    ).flat();
    const { steps } = cardOf(many);
    expect(steps).toHaveLength(MAX_STEPS);
    expect([steps[0]?.key, steps[1]?.key, steps.at(-1)?.key]).toEqual(['v1', 'v10', 'v20']);
  });
});

describe('a hostile mail', () => {
  const huge = 'rust: <b>\u202e\n@everyone </td> '.repeat(40_000);

  it('makes a small card', () => {
    const mail = makeMail({
      id: `${'i'.repeat(900)}@a`,
      subject: `[PATCH] ${huge}`,
      name: huge,
      by: `${'e'.repeat(100_000)}@example.org`,
      lists: Array.from({ length: 500 }, (_, i) => `list-${i}`),
      areas: [huge],
    });
    const acks = Array.from({ length: 200 }, (_, i) =>
      answer({ to: mail.messageId, root: mail.messageId, tags: [`Acked-by: ${i} ${huge}`] }),
    );
    const nack = answer({
      to: mail.messageId,
      root: mail.messageId,
      name: huge,
      said: { stance: { what: 'nack', quote: huge } },
    });
    const card = cardOf([mail, ...acks, nack]);
    expect(card.title.length).toBeLessThanOrEqual(300);
    expect(card.title).not.toContain('\n');
    expect(JSON.stringify(card).length).toBeLessThan(20_000);
  });

  it('is cut between characters', () => {
    const card = cardOf([makeMail({ id: 'a@a', subject: `[PATCH] a${'😀'.repeat(400)}` })]);
    expect(card.title.isWellFormed()).toBe(true);
    expect(card.title.endsWith('😀…')).toBe(true);
  });

  it('with a date that never was makes a card', () => {
    const mail = { ...makeMail({ id: 'a@a', subject: '[PATCH] x' }), date: 8.64e15 };
    expect(cardOf([mail]).date).toBe('9999-12-31T00:00:00.000Z');
  });
});

describe('milestones', () => {
  /** A mail of another set. */
  const NOBODY = answer().messageId;
  const milestone: Milestone = {
    id: 'm:1',
    type: 'toolchain',
    title: 'Minimum Rust raised to 1.90',
    significance: 'major',
    area: 'build',
    series: undefined,
    messageId: second[1]?.messageId ?? NOBODY,
    date: MONDAY + 20 * HOUR,
    steps: [
      { step: 'proposed', date: MONDAY + HOUR, messageId: set[0]?.messageId ?? NOBODY, evidence: [] },
      { step: 'applied', date: MONDAY + 30 * HOUR, messageId: second[1]?.messageId ?? NOBODY, evidence: [] },
      { step: 'merged', date: MONDAY + 40 * HOUR, messageId: NOBODY, evidence: [] },
    ],
    mails: [],
  };

  it('stand in the card with the steps by which they came', () => {
    const card = cardOf([...set, ...second], [milestone]);
    expect(card.milestones).toEqual([
      { title: 'Minimum Rust raised to 1.90', type: 'toolchain', significance: 'major' },
    ]);
    const own = card.steps.filter(({ word }) => word === 'milestone');
    expect(own.map(({ key, text, line }) => [key, text, line])).toEqual([
      ['milestone toolchain proposed', 'Milestone proposed: Minimum Rust raised to 1.90', true],
      ['milestone toolchain applied', 'Milestone applied: Minimum Rust raised to 1.90', true],
    ]);
    // The first revision did not prove it.
    expect(own[0]?.date).toBe('2026-03-02T20:00:00.000Z');
  });

  it('have no second line where the set was applied itself', () => {
    const applied = answer({ to: idOf(1, 2), root: idOf(1, 2), at: 30, outcome: { tree: 'rust-next' } });
    const { steps } = cardOf([...set, ...second, applied], [milestone]);
    expect(steps.find(({ key }) => key === 'milestone toolchain applied')?.line).toBe(false);
  });

  it('of other mails do not', () => {
    expect(cardOf(set, [milestone]).milestones).toEqual([]);
  });
});

describe('the keys of a happening', () => {
  const share = (one: readonly SeriesMail[], other: readonly SeriesMail[]): boolean => {
    const keys = new Set(keysOfHappening(happeningOf(one)));
    return keysOfHappening(happeningOf(other)).some((key) => keys.has(key));
  };

  it('find it again when a revision comes, later or late', () => {
    expect(share(set, [...set, ...second])).toBe(true);
    expect(share(second, [...set, ...second])).toBe(true);
  });

  it('find it again when the cover letter comes after the parts', () => {
    expect(share(set.slice(1), set)).toBe(true);
    expect(share(set.slice(0, 1), set)).toBe(true);
  });

  it('of a pull request find it when it is sent again', () => {
    const pull = (id: string, at: number) => makeMail({ id, subject: '[GIT PULL] Rust for 7.2', at });
    expect(share([pull('p1@a', 1)], [pull('p1@a', 1), pull('p2@a', 5)])).toBe(true);
  });

  it('of talk are those of its mails; of a set the answers are not among them', () => {
    const one = makeMail({ id: 't1@a', subject: 'Rust and you' });
    const two = makeMail({ id: 't2@a', subject: 'Re: Rust and you', at: 2, to: 't1@a' });
    const sorted = [keyOf('t1@a'), keyOf('t2@a')].sort((a, b) => a - b);
    expect(keysOfHappening(happeningOf([one, two]))).toEqual(sorted);
    expect(keysOfHappening(happeningOf([...set, answer()]))).toHaveLength(4);
  });
});

describe('what is new', () => {
  const step = (key: string, word: CardStep['word'], day: number, line = true): CardStep => ({
    key,
    word,
    text: key,
    date: `2026-03-0${day}T00:00:00.000Z`,
    url: '',
    line,
  });
  const news = (told: string[], ...steps: CardStep[]): string[] =>
    newSteps(told, { steps }).map(({ key }) => key);

  it('is what has a line and was not told', () => {
    const steps = [step('v1', 'posted', 1, false), step('v2', 'revised', 2), step('v3', 'revised', 3)];
    expect(news(['v1'], ...steps)).toEqual(['v2', 'v3']);
    expect(news(['v1', 'v2'], ...steps)).toEqual(['v3']);
    expect(news([], ...steps)).toEqual(['v2', 'v3']);
  });

  it('is not what was overtaken', () => {
    expect(news(['v3'], step('v2', 'revised', 2), step('v3', 'revised', 3))).toEqual([]);
    expect(
      news(['applied x'], step('applied x in part', 'applied', 1), step('applied x', 'applied', 2)),
    ).toEqual([]);
    expect(news(['merged'], step('applied x', 'applied', 1), step('merged', 'merged', 2))).toEqual([]);
    expect(news(['released'], step('merged', 'merged', 2), step('released', 'released', 3))).toEqual([]);
    expect(
      news(['applied x in part'], step('applied x in part', 'applied', 1), step('applied x', 'applied', 2)),
    ).toEqual(['applied x']);
  });
});

it('an answer is a step of its own', () => {
  const mail = answer({ id: 'r@b', name: 'Linus Example', at: 4 });
  expect(replyStep(mail, link)).toEqual({
    key: 'reply r@b',
    word: 'reply',
    text: 'Linus Example replied',
    date: '2026-03-02T04:00:00.000Z',
    url: 'https://lore.example.org/r/r@b/',
    line: true,
  });
});
