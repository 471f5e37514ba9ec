import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import type { DemoWorld, Expected } from '../../src/demo/types.ts';
import { createDemoWorld } from '../../src/demo/world.ts';
import { MAIL_KINDS } from '../../src/domain/message.ts';
import { CATEGORIES, relevanceOf } from '../../src/domain/verdict.ts';

const WEEK = 7 * 86_400_000;
const world = createDemoWorld();
const commits = world.lists.flatMap((list) => list.commits);
const times = new Map(commits.map((commit) => [commit.messageId, commit.time]));
const inLastWeek = ({ messageId }: Expected): boolean => (times.get(messageId) ?? 0) >= world.end - WEEK;

function bytesOf(one: DemoWorld): Buffer {
  return Buffer.concat(one.lists.flatMap((list) => list.commits.map((commit) => commit.bytes)));
}

describe('the demo world', () => {
  test('is the same each time it is made', () => {
    const again = createDemoWorld();
    expect(bytesOf(again).equals(bytesOf(world))).toBe(true);
    expect(again.expected).toEqual(world.expected);
  });

  test('another seed changes the ordinary mail and leaves the stories', () => {
    const other = createDemoWorld({ seed: 2 });
    const keys = (one: DemoWorld): Set<string | undefined> =>
      new Set(one.expected.map((mail) => mail.series?.key));
    expect(bytesOf(other).equals(bytesOf(world))).toBe(false);
    expect(keys(other)).toContain('toolchain-1.88');
  });

  test('tells about every mail that has an id, once', () => {
    const ids = world.expected.map((mail) => mail.messageId);
    expect(new Set(ids).size).toBe(ids.length);
    const present = new Set(commits.map((commit) => commit.messageId).filter((id) => id !== null));
    expect(new Set(ids)).toEqual(present);
  });

  test('has each mail on the lists that it says', () => {
    for (const list of world.lists) {
      const wanted = world.expected
        .filter((mail) => mail.lists.includes(list.name))
        .map((mail) => mail.messageId);
      const found = new Set(list.commits.map((commit) => commit.messageId));
      expect(wanted.filter((id) => !found.has(id))).toEqual([]);
    }
    expect(world.expected.filter((mail) => mail.lists.length === 2).length).toBeGreaterThan(30);
  });

  test('has about 1,500 mails, in the order of their arrival, inside of its weeks', () => {
    expect(world.expected.length).toBeGreaterThan(1300);
    expect(world.expected.length).toBeLessThan(1900);
    for (const list of world.lists) {
      const arrivals = list.commits.map((commit) => commit.time);
      expect(arrivals).toEqual(arrivals.toSorted((one, other) => one - other));
      expect(arrivals[0]).toBeGreaterThanOrEqual(world.start);
      expect(arrivals.at(-1)).toBeLessThan(world.end);
    }
  });

  test('has every category and every kind of mail', () => {
    expect(new Set(world.expected.map((mail) => mail.category))).toEqual(new Set(CATEGORIES));
    expect(new Set(world.expected.map((mail) => mail.kind))).toEqual(new Set(MAIL_KINDS));
  });

  test('ends where it is told to, and begins so many weeks before', () => {
    const end = Date.UTC(2027, 0, 4);
    const small = createDemoWorld({ weeks: 3, end: new Date(end) });
    expect(small.end).toBe(end);
    expect(small.start).toBe(end - 3 * WEEK);
    expect(small.expected.length).toBeLessThan(world.expected.length);
    expect(small.expected.length).toBeGreaterThan(300);
  });

  test('refuses what makes no sense', () => {
    expect(() => createDemoWorld({ weeks: 0 })).toThrow(RangeError);
    expect(() => createDemoWorld({ end: Number.NaN })).toThrow('not a date');
  });

  test('names nobody real: people have example addresses, robots their own', () => {
    const robots = /@(?:kernel\.org|linutronix\.de|intel\.com|syzkaller\.appspotmail\.com)$/;
    const invented = /@(?:[\w.-]+\.)?example\.(?:org|com|net)$/;
    const others = commits
      .map((commit) => commit.author.email)
      .filter((email) => !invented.test(email) && !robots.test(email));
    expect(others).toEqual([]);
  });
});

describe('the last week', () => {
  const recent = world.expected.filter(inLastWeek);
  const posted = recent.filter(
    (mail) => (mail.kind === 'patch' || mail.kind === 'cover') && mail.series !== undefined,
  );
  const rust = (mail: Expected): boolean => relevanceOf(mail.category) === 'yes';

  test('has new series, revisions and one of twelve patches', () => {
    const keys = new Set(posted.filter(rust).map((mail) => mail.series?.key));
    expect(keys.size).toBeGreaterThanOrEqual(12);
    expect(posted.filter((mail) => mail.series?.key === 'toolchain-1.88')).toHaveLength(13);
  });

  test('has a part that never came and a cover that was never written', () => {
    const parts = (key: string): (number | undefined)[] =>
      posted.filter((mail) => mail.series?.key === key).map((mail) => mail.series?.part);
    expect(parts('spi-controller')).toEqual([0, 1, 2, 4]);
    expect(parts('xarray-cursor')).toEqual([1, 2]);
    expect(posted.some((mail) => mail.series?.resend)).toBe(true);
  });

  test('has a long discussion, a pull request and its merge', () => {
    const debate = recent.filter((mail) => mail.kind === 'reply' && mail.series?.key === 'dma-pool');
    expect(debate).toHaveLength(40);
    expect(recent.filter((mail) => mail.kind === 'pull' && rust(mail))).toHaveLength(1);
    expect(recent.filter((mail) => mail.kind === 'notice' && rust(mail)).length).toBeGreaterThanOrEqual(3);
  });

  test('is the busiest for Rust', () => {
    const week = (mail: Expected): number =>
      Math.floor((world.end - (times.get(mail.messageId) ?? 0)) / WEEK);
    const counts = Array.from({ length: 12 }, (_, index) =>
      world.expected.filter((mail) => rust(mail) && week(mail) === index),
    );
    expect(Math.max(...counts.map((mails) => mails.length))).toBe(counts[0]?.length);
  });
});
