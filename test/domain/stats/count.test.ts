import { describe, expect, it } from 'vitest';
import { countStats } from '../../../src/domain/stats/count.ts';
import { ADA, BO, between, makeRow, makeSeries } from './rows.ts';

const SPRING = between('2026-03-01', '2026-05-01');

describe('a month', () => {
  it('is that of the Date in UTC, to the millisecond', () => {
    const rows = [
      makeRow({ id: 'a@a', at: '2026-02-28T23:59:59.999Z' }),
      makeRow({ id: 'b@a', at: '2026-03-01T00:00:00.000Z' }),
      makeRow({ id: 'c@a', at: '2026-04-01T01:30:00+02:00' }),
      makeRow({ id: 'd@a', at: '2026-03-31T23:30:00-05:00' }),
      makeRow({ id: 'e@a', at: '2026-05-01T00:00:00Z' }),
    ];
    const { months, total } = countStats(rows, [], SPRING);
    expect(months.map(({ month, mails }) => [month, mails])).toEqual([
      ['2026-03', 2],
      ['2026-04', 1],
    ]);
    expect(total.mails).toBe(3);
  });

  it('counts what is about the topic: yes, not weak; patches without cover letters', () => {
    const at = '2026-03-10';
    const rows = [
      makeRow({ id: 'p@a', at }),
      makeRow({ id: 'c@a', at, kind: 'cover' }),
      makeRow({ id: 'r@a', at, kind: 'reply' }),
      makeRow({ id: 'w@a', at, category: 'prereq', by: BO }),
      makeRow({ id: 'x@a', at, category: 'cc-only', by: BO }),
    ];
    const { months, total } = countStats(rows, [], { ...SPRING, read: () => 12 });
    expect(months[0]).toMatchObject({ mails: 3, patches: 1, contributors: 1, read: 12, share: 25 });
    expect(months[1]).toMatchObject({ mails: 0, share: 0 });
    expect(total).toMatchObject({ mails: 3, read: 24, share: 12.5 });
  });

  it('has no share where nothing was read', () => {
    const { months, total } = countStats([], [], { ...SPRING, read: () => 0 });
    expect(months.map(({ share }) => share)).toEqual([null, null]);
    expect(total.share).toBeNull();
  });
});

describe('series', () => {
  it('begin with their first revision, go on with the others, and land once', () => {
    const series = [
      makeSeries({
        posted: ['2026-02-20', '2026-03-05', '2026-04-02'],
        landed: ['2026-04-10', '2026-04-20'],
      }),
      makeSeries({ posted: ['2026-03-07'], landed: ['2026-03-08', '2026-04-08'], areas: ['net', 'core'] }),
      makeSeries({ posted: ['2026-04-01'], category: 'prereq', landed: ['2026-04-02'] }),
    ];
    const { months, total, areas } = countStats([], series, SPRING);
    expect(months).toMatchObject([
      { series: 1, revisions: 2, landed: 1 },
      { series: 0, revisions: 1, landed: 1 },
    ]);
    expect(total).toMatchObject({ series: 1, revisions: 3, landed: 2 });
    expect(areas).toMatchObject([{ area: 'net', series: 1, mails: 0 }]);
  });
});

describe('areas', () => {
  it('have what is in them first, and what is in none comes last', () => {
    const at = '2026-03-10';
    const rows = [
      makeRow({ id: '1@a', at, areas: ['net', 'core'] }),
      makeRow({ id: '2@a', at, kind: 'reply', areas: [] }),
      makeRow({ id: '3@a', at, kind: 'reply', areas: [] }),
      makeRow({ id: '4@a', at, areas: ['core'], by: BO }),
      makeRow({ id: '5@a', at: '2026-04-10', areas: ['core'] }),
    ];
    const { areas, months } = countStats(rows, [], SPRING);
    expect(areas).toEqual([
      { area: 'core', mails: 2, patches: 2, series: 0, contributors: 2, reviewers: 0 },
      { area: 'net', mails: 1, patches: 1, series: 0, contributors: 1, reviewers: 0 },
      { area: 'other', mails: 2, patches: 0, series: 0, contributors: 0, reviewers: 0 },
    ]);
    expect(Object.fromEntries(months[1]?.areas ?? [])).toEqual({ core: { mails: 1, patches: 1, series: 0 } });
  });
});

describe('people', () => {
  const home = { name: 'Ada Holm', email: 'ada@home.example.org' };

  it('are one under two addresses with one name', () => {
    const rows = [
      makeRow({ id: '1@a', at: '2026-03-01' }),
      makeRow({ id: '2@a', at: '2026-03-02', by: home }),
      makeRow({ id: '3@a', at: '2026-04-02', by: BO, kind: 'cover' }),
    ];
    const { months, total, topContributors } = countStats(rows, [], SPRING);
    expect(months.map(({ contributors }) => contributors)).toEqual([1, 1]);
    expect(total.contributors).toBe(2);
    // A cover letter is no patch.
    expect(topContributors).toEqual([{ name: 'Ada Holm', count: 2 }]);
  });

  it('send for the first time once, whatever address was known before', () => {
    const rows = [
      makeRow({ id: '1@a', at: '2026-03-01', by: home }),
      makeRow({ id: '2@a', at: '2026-03-02' }),
      makeRow({ id: '3@a', at: '2026-04-09', by: BO }),
      makeRow({ id: '4@a', at: '2026-04-02', by: BO }),
    ];
    const fresh = countStats(rows, [], SPRING);
    expect(fresh.months.map(({ newcomers }) => newcomers)).toEqual([1, 1]);
    expect(fresh.total.newcomers).toBe(2);
    const isKnown = ({ email }: { email: string }) => email === ADA.email;
    const known = countStats(rows, [], { ...SPRING, isKnown });
    expect(known.months.map(({ newcomers }) => newcomers)).toEqual([0, 1]);
    expect(known.total.newcomers).toBe(1);
  });

  it('are not called new where the mail read does not reach back four weeks', () => {
    const span = { since: Date.parse('2026-02-15'), until: Date.parse('2026-06-01') };
    const { months, total } = countStats([makeRow({ id: '1@a', at: '2026-04-01' })], [], { ...SPRING, span });
    expect(months.map(({ newcomers }) => newcomers)).toEqual([null, 1]);
    expect(total.newcomers).toBeNull();
  });

  it('review others, each tag of a mail once, and nobody himself', () => {
    const at = '2026-03-10';
    const tag = 'Reviewed-by: Bo Lind <bo@example.org>';
    const rows = [
      makeRow({ id: 'p@a', at, areas: ['net'] }),
      makeRow({ id: '1@a', at, kind: 'reply', by: BO, to: 'p@a', tags: [tag, 'Tested-by: Bo Lind <b@b>'] }),
      makeRow({ id: '2@a', at, kind: 'reply', by: BO, to: 'p@a', tags: [tag] }),
      makeRow({ id: '3@a', at, kind: 'reply', to: 'p@a', tags: ['Tested-by: Ada Holm <other@example.org>'] }),
      makeRow({ id: '4@a', at, kind: 'reply', to: 'p@a', tags: ['Signed-off-by: Cy <cy@example.org>'] }),
    ];
    const { months, total, topReviewers, areas } = countStats(rows, [], SPRING);
    expect(months[0]?.reviewers).toBe(1);
    expect(total.reviewers).toBe(1);
    expect(topReviewers).toEqual([{ name: 'Bo Lind', count: 2 }]);
    expect(areas[0]).toMatchObject({ area: 'net', reviewers: 1 });
  });

  it('are at most ten, most first, then by name', () => {
    const rows = Array.from({ length: 30 }, (_, i) =>
      makeRow({
        id: `${i}@a`,
        at: '2026-03-10',
        by: { name: `P${String(i % 12).padStart(2, '0')}`, email: `${i % 12}@example.org` },
      }),
    );
    const { topContributors } = countStats(rows, [], SPRING);
    expect(topContributors).toHaveLength(10);
    expect(topContributors.slice(0, 7).map(({ name, count }) => `${name} ${count}`)).toEqual([
      'P00 3',
      'P01 3',
      'P02 3',
      'P03 3',
      'P04 3',
      'P05 3',
      'P06 2',
    ]);
  });
});
