import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAIL_KINDS } from '../../../src/domain/message.ts';
import { type Member, settle } from '../../../src/domain/relevance/settle.ts';
import { CATEGORIES, type Category } from '../../../src/domain/verdict.ts';
import { topicOf } from './small-topic.ts';

const topic = topicOf();

function member(key: number, more: Partial<Member>): Member {
  const rest: Omit<Member, 'key'> = {
    parent: undefined,
    up: undefined,
    messageId: `m${key}@example.org`,
    kind: 'reply',
    own: 'none',
    posting: undefined,
    part: 1,
    copied: false,
  };
  return { ...rest, ...more, key };
}

function patch(key: number, part: number, own: Category, more: Partial<Member> = {}): Member {
  return member(key, { kind: part === 0 ? 'cover' : 'patch', part, own, posting: 'p', ...more });
}

function categories(...members: readonly Member[]): Record<number, Category> {
  return Object.fromEntries([...settle(members, topic)].map(([key, settled]) => [key, settled.category]));
}

describe('a series', () => {
  it('whose cover letter is about the topic has its other parts for it', () => {
    const series = [patch(1, 0, 'discussion'), patch(2, 1, 'none'), patch(3, 2, 'cc-only')];
    expect(categories(...series)).toEqual({ 2: 'prereq', 3: 'prereq' });
    expect(settle(series, topic).get(2)?.evidence).toEqual({
      rule: 'inside-topic-series',
      where: 'thread',
      text: 'm1@example.org',
    });
  });

  it('of which more than half is about the topic is so whole', () => {
    const series = [patch(1, 0, 'none'), patch(2, 1, 'code'), patch(3, 2, 'build'), patch(4, 3, 'none')];
    expect(categories(...series)).toEqual({ 1: 'discussion', 4: 'prereq' });
  });

  it('of which a quarter is about the topic is so where its list is copied', () => {
    const parts = [
      patch(2, 1, 'code'),
      patch(3, 2, 'none'),
      patch(4, 3, 'cc-only', { copied: true }),
      patch(5, 4, 'none'),
    ];
    expect(categories(patch(1, 0, 'cc-only', { copied: true }), ...parts)).toEqual({
      1: 'discussion',
      4: 'prereq',
    });
  });

  it('of which half is about the topic has its cover letter with it, but not its other parts', () => {
    const series = [patch(1, 0, 'none'), patch(2, 1, 'code'), patch(3, 2, 'none')];
    expect(categories(...series)).toEqual({ 1: 'discussion' });
  });

  it('of which less is about the topic stays what it is, its cover letter mixed', () => {
    const parts = Array.from({ length: 9 }, (_, i) => patch(i + 10, i + 1, 'cc-only', { copied: true }));
    const series = [patch(1, 0, 'cc-only', { copied: true }), patch(2, 10, 'code'), ...parts];
    expect(categories(...series)).toEqual({ 1: 'incidental' });
  });

  it('of another posting has nothing of it', () => {
    expect(categories(patch(1, 0, 'discussion'), patch(2, 1, 'none', { posting: 'q' }))).toEqual({});
  });
});

describe('a reply', () => {
  const answer = (key: number, parent: number | undefined, more: Partial<Member> = {}) =>
    member(key, { parent, up: 1, ...more });

  it('is about what the patch is about, however deep', () => {
    const thread = [patch(1, 1, 'code'), answer(2, 1), answer(3, 2), answer(4, 3)];
    expect(categories(...thread)).toEqual({ 2: 'discussion', 3: 'discussion', 4: 'discussion' });
  });

  it('looks at the root where a mail between is missing', () => {
    expect(categories(patch(1, 1, 'code'), answer(3, 99))).toEqual({ 3: 'discussion' });
  });

  it('takes prereq from a prereq, and of itself what is stronger', () => {
    const thread = [
      patch(1, 1, 'prereq'),
      answer(2, 1),
      answer(3, 1, { own: 'discussion' }),
      answer(4, 1, { own: 'prereq' }),
    ];
    expect(categories(...thread)).toEqual({ 2: 'prereq' });
  });

  it('takes what the series made of the patch', () => {
    const thread = [patch(1, 0, 'discussion'), patch(2, 1, 'none'), answer(3, 2)];
    expect(categories(...thread)).toEqual({ 2: 'prereq', 3: 'prereq' });
  });

  it('takes nothing from chatter', () => {
    const thread = [patch(1, 1, 'none'), answer(2, 1, { own: 'discussion' }), answer(3, 2)];
    expect(categories(...thread)).toEqual({});
  });

  it('takes it from an answer that brings a patch', () => {
    const thread = [patch(1, 1, 'none'), answer(2, 1, { own: 'code' }), answer(3, 2)];
    expect(categories(...thread)).toEqual({ 3: 'discussion' });
  });

  it('takes it from the mail that opens a thread, which need not bring a patch', () => {
    const thread = [member(1, { kind: 'other', own: 'discussion' }), answer(2, 1), answer(3, 2)];
    expect(categories(...thread)).toEqual({ 2: 'discussion', 3: 'discussion' });
    const later = [
      member(1, { kind: 'other' }),
      answer(2, 1, { kind: 'other', own: 'discussion' }),
      answer(3, 2),
    ];
    expect(categories(...later)).toEqual({});
  });

  it('of a robot is about what it reports on', () => {
    const series = [patch(1, 0, 'discussion'), patch(2, 1, 'none')];
    const robots = [answer(3, 1, { kind: 'notice' }), answer(4, 2, { kind: 'report' }), answer(5, 4)];
    expect(categories(...series, ...robots)).toEqual({
      2: 'prereq',
      3: 'discussion',
      4: 'prereq',
      5: 'prereq',
    });
  });

  it('to what a robot found in the topic is about that', () => {
    const thread = [patch(1, 1, 'none'), answer(2, 1, { kind: 'report', own: 'discussion' }), answer(3, 2)];
    expect(categories(...thread)).toEqual({ 3: 'discussion' });
  });

  it('to a pull request speaks for itself: such a request is about many things', () => {
    expect(categories(member(1, { kind: 'pull', own: 'discussion' }), answer(2, 1))).toEqual({});
  });

  it('to nothing known stays what it is', () => {
    expect(categories(member(3, { parent: 98, up: 99 }))).toEqual({});
  });

  it('in a circle stays what it is', () => {
    expect(
      categories(
        member(1, { parent: 2, up: 1 }),
        member(2, { parent: 1, up: 2 }),
        member(3, { parent: 3, up: 3 }),
      ),
    ).toEqual({});
  });
});

describe('settle', () => {
  const key = fc.integer({ min: 0, max: 12 });
  const members = fc.array(
    fc.record({
      key,
      parent: fc.option(key, { nil: undefined }),
      up: fc.option(key, { nil: undefined }),
      messageId: fc.integer({ min: 0, max: 30 }).map((n) => `m${n}@example.org`),
      kind: fc.constantFrom(...MAIL_KINDS),
      own: fc.constantFrom(...CATEGORIES),
      posting: fc.option(fc.constantFrom('p', 'q', 7), { nil: undefined }),
      part: fc.integer({ min: 0, max: 4 }),
      copied: fc.boolean(),
    }),
    { maxLength: 14 },
  );
  const thread = members.map((all) => {
    const ids = new Set<string>();
    return all.filter(({ messageId }) => !ids.has(messageId) && ids.add(messageId));
  });

  it('does not depend on the order of the members', () => {
    const shuffled = thread.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        const sorted = (all: readonly Member[]) => [...settle(all, topic)].sort(([a], [b]) => a - b);
        expect(sorted(other)).toEqual(sorted(one));
      }),
      { numRuns: 500 },
    );
  });

  it('changes members alone, and never one that is about the topic by itself', () => {
    fc.assert(
      fc.property(thread, (all) => {
        for (const [changed, { category, confidence, evidence }] of settle(all, topic)) {
          const owns = all.filter((one) => one.key === changed).map((one) => one.own);
          expect(
            owns.some((own) => !['code', 'build', 'docs', 'maintainers', 'discussion'].includes(own)),
          ).toBe(true);
          expect(['discussion', 'prereq', 'incidental']).toContain(category);
          expect(confidence > 0 && confidence < 1 && evidence?.where === 'thread').toBe(true);
        }
      }),
    );
  });

  it('makes nothing of an empty thread', () => {
    expect(settle([], topic).size).toBe(0);
  });

  it('gets to the end of a long chain', () => {
    const chain = Array.from({ length: 3000 }, (_, i) => member(i + 2, { parent: i + 1, up: 1 }));
    expect(settle([patch(1, 1, 'code'), ...chain], topic).size).toBeGreaterThan(400);
  });
});
