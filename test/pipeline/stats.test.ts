import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RUST } from '../../config/topics/rust/topic.ts';
import type { Period } from '../../src/domain/compose/period.ts';
import type { Filter } from '../../src/domain/filter/ast.ts';
import { parseFilter } from '../../src/domain/filter/parse.ts';
import type { KeptRow } from '../../src/domain/kept.ts';
import type { StatsSeries } from '../../src/domain/stats/stats.ts';
import { listSeries } from '../../src/pipeline/series.ts';
import { askStats, type StatsStore } from '../../src/pipeline/stats.ts';
import { makeSeries } from '../domain/stats/rows.ts';
import { type DemoStore, makeDemoStore } from './demo-store.ts';

let demo: DemoStore;
let all: readonly KeptRow[];
beforeAll(async () => {
  demo = await makeDemoStore();
  all = demo.store.keptBetween({ since: 0, until: demo.world.end });
});
afterAll(() => demo.remove());

const ALL: Filter = { kind: 'all' };
const QUARTER = { since: Date.parse('2026-01-01'), until: Date.parse('2026-04-01') };
const FEBRUARY = { since: Date.parse('2026-02-01'), until: Date.parse('2026-03-01') };

function filterOf(text: string): Filter {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(`the test's own filter is wrong: ${text}`);
  return parsed.filter;
}

function ask(
  fields: {
    period?: Period;
    filter?: Filter;
    store?: Partial<StatsStore>;
    series?: readonly StatsSeries[];
  } = {},
): ReturnType<typeof askStats> {
  const { period = QUARTER, filter = ALL, store = {}, series } = fields;
  const request = { period, filter, now: demo.world.end };
  if (series) return askStats({ ...demo.store, ...store }, RUST, request, () => series);
  return askStats({ ...demo.store, ...store }, RUST, request, listSeries);
}

function inside({ since, until }: Period): (row: KeptRow) => boolean {
  return ({ date }) => date >= since && date < until;
}

describe('stats of the demo world', () => {
  it('agree with what the store counts by itself, month by month', () => {
    const { months, total } = ask();
    expect(months.map(({ month, partial }) => [month, partial])).toEqual([
      ['2026-01', true],
      ['2026-02', false],
      ['2026-03', true],
    ]);
    for (const [at, month] of months.entries()) {
      const period = { since: Date.UTC(2026, at), until: Date.UTC(2026, at + 1) };
      expect(month.read).toBe(demo.store.countMails(period));
      expect(month.patches).toBe(demo.store.countPatches(period));
      expect(month.mails).toBe(
        all.filter(inside(period)).filter(({ verdict }) => verdict.relevant === 'yes').length,
      );
    }
    expect(total.patches).toBe(demo.store.countPatches(QUARTER));
    expect(Math.min(...months.map(({ patches, reviewers }) => Math.min(patches, reviewers)))).toBeGreaterThan(
      0,
    );
  });

  it('count the series that are listed, each in the month in which it began', () => {
    const listed = listSeries(demo.store, RUST, { all: false, now: demo.world.end });
    const { total, months } = ask();
    expect(total.series).toBe(listed.length);
    expect(months[1]?.series).toBe(
      listed.filter(({ revisions }) => new Date(revisions[0]?.date ?? 0).getUTCMonth() === 1).length,
    );
    expect(total.landed).toBe(listed.filter(({ landing }) => landing.length > 0).length);
    expect(total.landed).toBeGreaterThan(0);
  });

  it('ask for the series of the topic, and for the time as it is told', () => {
    const asked: object[] = [];
    const request = { period: QUARTER, filter: ALL, now: 42 };
    askStats(demo.store, RUST, request, (_store, topic, options) => {
      asked.push({ topic: topic.id, ...options });
      return [];
    });
    expect(asked).toEqual([{ topic: RUST.id, all: false, now: 42 }]);
  });

  it('are the same at every call', () => {
    expect(ask()).toEqual(ask());
  });
});

describe('with a filter', () => {
  it('only its mails count, against all that was read', () => {
    const { months, filter, areas, total } = ask({ filter: filterOf('area:gpio'), period: FEBRUARY });
    const gpio = all
      .filter(inside(FEBRUARY))
      .filter(({ areas: of, verdict }) => of.includes('gpio') && verdict.relevant === 'yes');
    expect(total.mails).toBe(gpio.length);
    expect(gpio.length).toBeGreaterThan(0);
    expect(months[0]?.read).toBe(demo.store.countMails(FEBRUARY));
    expect(filter).toBe('area:gpio');
    expect(areas.length).toBeLessThan(ask({ period: FEBRUARY }).areas.length);
  });

  it('only the series with a posting for which it holds count, wherever that posting is', () => {
    const early = all.find(
      (row) => row.kind === 'patch' && row.date < FEBRUARY.since && row.verdict.relevant === 'yes',
    );
    if (!early) throw new Error('the demo world has no patch in January');
    const [from, to] = [new Date(early.date).toISOString(), '2026-02-10'];
    const ours = makeSeries({ posted: [from, to], parts: [early.messageId], landed: ['2026-02-20'] });
    const theirs = makeSeries({
      posted: [from, to],
      parts: ['somebody-else@example.org'],
      landed: ['2026-02-20'],
    });
    const filter = filterOf(`author:${early.author.email}`);
    const { total } = ask({ filter, period: FEBRUARY, series: [ours, theirs] });
    expect(total).toMatchObject({ series: 0, revisions: 1, landed: 1 });
    expect(ask({ period: FEBRUARY, series: [ours, theirs] }).total).toMatchObject({
      revisions: 2,
      landed: 2,
    });
  });

  it('words are looked up as a search does', () => {
    const { total } = ask({ filter: filterOf('"no such words anywhere"') });
    expect(total).toMatchObject({ mails: 0, patches: 0, series: 0, contributors: 0, share: 0 });
  });
});

describe('people', () => {
  it('who sent before the period are not new, under whatever address', () => {
    const known = ask({ period: { since: Date.parse('2026-03-01'), until: QUARTER.until }, series: [] });
    const fresh = all
      .filter(({ kind, date }) => kind === 'patch' && date >= Date.parse('2026-03-01'))
      .find(
        ({ author, verdict }) =>
          verdict.relevant === 'yes' &&
          demo.store.knownAuthors([author.email], Date.parse('2026-03-01')).size === 0,
      );
    if (!fresh) throw new Error('the demo world has nobody new in March');
    const elsewhere = { name: fresh.author.name, email: 'elsewhere@example.org' };
    const before = makeSeries({ posted: ['2026-02-01'], by: elsewhere });
    const again = ask({
      period: { since: Date.parse('2026-03-01'), until: QUARTER.until },
      series: [before],
    });
    expect(known.total.newcomers).toBeGreaterThan(0);
    expect(again.total.newcomers).toBe((known.total.newcomers ?? 0) - 1);
    const prereq = makeSeries({ posted: ['2026-02-01'], by: elsewhere, category: 'prereq' });
    expect(
      ask({ period: { since: Date.parse('2026-03-01'), until: QUARTER.until }, series: [prereq] }).total
        .newcomers,
    ).toBe(known.total.newcomers);
  });

  it('whose tag answers an older patch are seen in its area, and it is not counted', () => {
    const byKey = new Map(all.map((row) => [row.key, row]));
    const review = all.find(
      ({ kind, parent, trailers, verdict }) =>
        kind === 'reply' &&
        verdict.relevant === 'yes' &&
        trailers.some(({ name }) => name === 'Reviewed-by') &&
        (byKey.get(parent ?? 0)?.areas.length ?? 0) > 0,
    );
    const patch = byKey.get(review?.parent ?? 0);
    if (!review || !patch) throw new Error('the demo world has no review');
    const period = { since: review.date, until: review.date + 1000 };
    const { areas, total } = ask({ period, series: [] });
    expect(areas.find(({ area }) => area === patch.areas[0])?.reviewers).toBe(1);
    expect(total.patches).toBe(0);
    // Were the patch its reviewer's own, the tag would not count.
    const own = { ...patch, author: review.author };
    expect(ask({ period, series: [], store: { mailsInThreads: () => [own] } }).total.reviewers).toBe(0);
  });
});

describe('where there is nothing', () => {
  it('an empty store says so', () => {
    const report = ask({ store: { span: () => undefined } });
    expect(report).toMatchObject({
      months: [],
      areas: [],
      topContributors: [],
      total: { mails: 0, newcomers: null },
    });
    expect(report.notes).toEqual(['The store is empty: nothing was imported yet.']);
  });

  it('a period before or behind the mail read has no months, and a note', () => {
    const before = ask({ period: { since: Date.parse('2019-01-01'), until: Date.parse('2020-01-01') } });
    expect(before.months).toEqual([]);
    expect(before.notes.join(' ')).toContain('The oldest mail read is of 2026-01-');
    const behind = ask({ period: { since: Date.parse('2027-01-01'), until: Date.parse('2028-01-01') } });
    expect(behind.months).toEqual([]);
    expect(behind.notes.join(' ')).toContain('nothing of this period was read');
  });

  it('a period that reaches beyond the mail read ends with it', () => {
    const { period, months } = ask({
      period: { since: Date.parse('2016-01-01'), until: Date.parse('2031-01-01') },
    });
    expect(period).toEqual(QUARTER);
    expect(months).toHaveLength(3);
  });
});
