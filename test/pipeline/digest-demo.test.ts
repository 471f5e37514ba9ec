import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RUST } from '../../config/topics/rust/topic.ts';
import type { Digest } from '../../src/domain/digest.ts';
import type { Filter } from '../../src/domain/filter/ast.ts';
import { parseFilter } from '../../src/domain/filter/parse.ts';
import type { MessageId } from '../../src/domain/ids.ts';
import { gatherPostings } from '../../src/domain/series/postings.ts';
import { keyOf } from '../../src/domain/thread.ts';
import { findMail } from '../../src/pipeline/answer.ts';
import { composeDigest } from '../../src/pipeline/digest.ts';
import { findNeighbours } from '../../src/pipeline/neighbours.ts';
import { DIGEST_FORMATS } from '../../src/render/formats.ts';
import { type DemoStore, makeDemoStore } from './demo-store.ts';

const WEEK = 7 * 86_400_000;
let demo: DemoStore;
beforeAll(async () => {
  demo = await makeDemoStore();
});
afterAll(() => demo.remove());

function digest(from: DemoStore, weeksBack = 0, filter: Filter = { kind: 'all' }, length = WEEK): Digest {
  const until = from.world.end - weeksBack * WEEK;
  const deps = { store: from.store, topic: RUST, lore: 'https://lore.kernel.org' };
  return composeDigest(deps, { period: { since: until - length, until }, filter });
}

function filterOf(text: string): Filter {
  const parsed = parseFilter(text, { area: RUST.areas.map(({ area }) => area) });
  if (!parsed.ok) throw new Error(text);
  return parsed.filter;
}

describe("the demo world's digest", () => {
  it('of the last week is what it was', async () => {
    const text = DIGEST_FORMATS.text.render(digest(demo), { why: true });
    await expect(text).toMatchFileSnapshot('../fixtures/digest-demo.txt');
  });

  it('is the same to the byte when made again, and when the lists came in another order', async () => {
    const first = JSON.stringify(digest(demo));
    expect(JSON.stringify(digest(demo))).toBe(first);
    const other = await makeDemoStore((names) => [...names].reverse());
    try {
      expect(JSON.stringify(digest(other))).toBe(first);
    } finally {
      other.remove();
    }
  });

  it('has each happening once, whatever the week', () => {
    for (let week = 0; week < 12; week++) {
      const entries = digest(demo, week).sections.flatMap((section) => section.entries);
      expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
      const names = entries.map(({ title, author }) => `${author.email} ${title}`);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('compares with what was read, and with nothing else', () => {
    const { numbers, chart } = digest(demo);
    expect(numbers.every(({ yearAgo }) => yearAgo === null)).toBe(true);
    expect(numbers.every(({ now, before }) => now !== null && before !== null)).toBe(true);
    expect(chart?.weeks).toHaveLength(12);
    expect(chart?.weeks.at(-1)?.value).toBe(numbers.find(({ id }) => id === 'patches')?.now);
    const first = digest(demo, 11);
    expect(first.numbers.every(({ before }) => before === null)).toBe(true);
    expect(first.numbers.find(({ id }) => id === 'newcomers')?.now).toBeNull();
  });

  it('before the world began says that nothing was read', () => {
    const made = digest(demo, 200);
    expect(made.sections).toEqual([]);
    expect(made.headline).toEqual(['A quiet week: no mail was read.']);
    expect(made.notes[0]).toMatch(/^The oldest mail read is of 2026-01-/);
  });

  it('after its end says how far it was read, and what the last news was', () => {
    const made = digest(demo, -3);
    expect(made.sections).toEqual([]);
    expect(made.headline.join(' ')).toMatch(
      /^A quiet week: no mail was read\. The last news was “.+” on 29 Mar 2026\.$/,
    );
    expect(made.notes[0]).toBe('The newest mail read is of 2026-03-29: nothing of this period was read.');
  });

  it('with a filter has only what matches, and says so', () => {
    const made = digest(demo, 0, filterOf('area:gpio'));
    expect(made.filter).toBe('area:gpio');
    const titles = made.sections.flatMap(({ entries }) => entries.map(({ title }) => title));
    expect(titles).toEqual(['rust: gpio: add consumer abstractions']);
    expect(digest(demo, 0, filterOf('nosuchwordatall')).headline[0]).toMatch(
      /^A quiet week: nothing about Rust/,
    );
  });

  it('names the parts that never came, and no others', () => {
    const entries = digest(demo).sections.flatMap((section) => section.entries);
    const missing = entries.filter(({ parts }) => parts !== null && parts.seen < parts.total);
    expect(missing.map(({ title, parts }) => [title, parts])).toEqual([
      ['rust: spi: controller abstraction', { seen: 3, total: 4 }],
    ]);
  });
});

describe('the demo world as it was read', () => {
  it('agrees with what the world says of its mails', () => {
    const misses: string[] = [];
    let kinds = 0;
    let categories = 0;
    for (const { messageId, kind, category } of demo.world.expected) {
      const mail = findMail(demo.store, messageId as MessageId);
      if (mail?.kind === kind) kinds++;
      else misses.push(`${messageId}: ${kind} read as ${mail?.kind ?? 'nothing'}`);
      if (mail?.category === category) categories++;
      else misses.push(`${messageId}: ${category} read as ${mail?.category ?? 'nothing'}`);
    }
    const total = demo.world.expected.length;
    const told = `kind ${kinds}, category ${categories} of ${total}\n${misses.join('\n')}`;
    if (process.env.SHOW_MISSES) console.log(told);
    expect(kinds / total, told).toBeGreaterThanOrEqual(0.99);
    expect(categories / total, told).toBeGreaterThanOrEqual(0.97);
  });

  it('puts the patches of each posting together', () => {
    const wanted = demo.world.expected.filter(
      ({ kind, series, category }) => series && (kind === 'patch' || kind === 'cover') && category !== 'none',
    );
    const rows = demo.store.keptBetween({ since: 0, until: demo.world.end });
    const postings = gatherPostings([
      ...rows,
      ...findNeighbours(demo.store, rows).filter(({ key }) => !rows.some((row) => row.key === key)),
    ]);
    const placeOf = new Map(
      postings.flatMap((posting) =>
        [...(posting.cover ? [posting.cover] : []), ...posting.parts.values()].map(
          (mail) => [mail.key, posting] as const,
        ),
      ),
    );
    const sets = Map.groupBy(
      wanted,
      ({ series }) => `${series?.key} v${series?.revision} ${series?.rfc} ${series?.resend}`,
    );
    const wrong = [...sets].filter(([, mails]) => {
      const found = new Set(mails.map(({ messageId }) => placeOf.get(keyOf(messageId))));
      const [posting] = found;
      return found.size !== 1 || posting?.revision !== mails[0]?.series?.revision;
    });
    if (process.env.SHOW_MISSES)
      console.log(
        sets.size,
        wrong.map(([name]) => name),
      );
    expect(1 - wrong.length / sets.size, wrong.map(([name]) => name).join('\n')).toBeGreaterThanOrEqual(0.97);
  });
});
