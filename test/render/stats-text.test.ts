import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHART_MEASURES } from '../../src/domain/stats/stats.ts';
import { statsObject } from '../../src/render/stats-json.ts';
import { textBar } from '../../src/render/stats-table.ts';
import { writeStats } from '../../src/render/stats-text.ts';
import { displayWidth } from '../../src/render/width.ts';
import { makeHostileReport, makeReport } from './stats-report.ts';

const PLAIN = { measure: 'patches', by: 'both', color: false } as const;

function golden(file: string, made: string): string {
  const url = new URL(`../fixtures/${file}`, import.meta.url);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(url, made);
  return readFileSync(url, 'utf8');
}

describe('stats as text', () => {
  it('are what they were', () => {
    const made = writeStats(makeReport(12), PLAIN);
    expect(made).toBe(golden('stats.txt', made));
  });

  it.each([1, 3, 12, 40, 120])('of %i months fit into 80 columns and have a line a month', (months) => {
    for (const measure of CHART_MEASURES) {
      const lines = writeStats(makeReport(months), { ...PLAIN, measure }).split('\n');
      expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(80);
      expect(lines.filter((line) => /^\d{4}-\d\d[* ]/.test(line))).toHaveLength(months);
    }
  });

  it('mark the month of which only a part was read, and say why', () => {
    const text = writeStats(makeReport(3), PLAIN);
    expect(text).toMatch(/^2026-04\* /m);
    expect(text).toMatch(/^2026-03 {2}/m);
    expect(text).toContain('* Only a part of this month was asked for or read.');
    expect(text).toContain('The newest mail read is of 2026-04-17');
  });

  it('have the tables that are asked for', () => {
    const report = makeReport(3);
    expect(writeStats(report, { ...PLAIN, by: 'month' })).not.toMatch(/^Area/m);
    expect(writeStats(report, { ...PLAIN, by: 'area' })).not.toMatch(/^Month/m);
  });

  it('have the longest bar at the highest figure, and none at zero', () => {
    const { months, ...report } = makeReport(3);
    const [first, second, third] = months.map((month, at) => ({ ...month, mails: [50, 0, 100][at] ?? 0 }));
    const all = [first, second, third].flatMap((month) => (month ? [month] : []));
    const bars = writeStats({ ...report, months: all }, { ...PLAIN, measure: 'mails', by: 'month' })
      .split('\n')
      .filter((line) => /^\d{4}/.test(line))
      .map((line) => displayWidth(/[^\d\s.,%*-]*$/.exec(line)?.[0] ?? ''));
    expect(bars).toEqual([6, 0, 12]);
  });

  it('are coloured only when they may be', () => {
    expect(writeStats(makeReport(3), PLAIN)).not.toContain('\u001b');
    expect(writeStats(makeReport(3), { ...PLAIN, color: true })).toContain('\u001b[');
  });

  it('say it in a sentence where nothing was found', () => {
    const report = makeReport(2);
    const zero = { ...report.total, mails: 0, revisions: 0, landed: 0, read: 434 };
    const text = writeStats({ ...report, total: zero, notes: [], filter: 'area:net' }, PLAIN);
    expect(text).toBe(
      'RUST IN THE KERNEL   Mar 2026 - Apr 2026, UTC\nonly area:net\n\nNothing about Rust was found in 434 mails of that time.\n',
    );
    const notes = ['The store is empty: nothing was imported yet.'];
    expect(writeStats({ ...report, total: zero, months: [], notes }, PLAIN)).toBe(
      'RUST IN THE KERNEL\n\nThe store is empty: nothing was imported yet.\n',
    );
  });

  it('let nothing through that a terminal obeys', () => {
    const text = writeStats(makeHostileReport(), PLAIN);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(Math.max(...text.split('\n').map(displayWidth))).toBeLessThanOrEqual(80);
  });
});

describe('a bar', () => {
  it.each([
    [0, ''],
    [1, '████'],
    [2, '████'],
    [0.5, '██'],
    [0.25 + 1 / 32, '█▏'],
    [0.001, '▏'],
    [-1, ''],
  ])('of %d', (share, bar) => {
    expect(textBar(share, 4)).toBe(bar);
  });
});

describe('stats as JSON', () => {
  it('have snake_case keys, months, and shares of two digits', () => {
    const report = JSON.parse(JSON.stringify(statsObject(makeReport(2))));
    expect(Object.keys(report)).toEqual([
      'topic',
      'since',
      'until',
      'filter',
      'total',
      'months',
      'areas',
      'contributors',
      'reviewers',
      'notes',
    ]);
    expect(report).toMatchObject({
      since: '2026-03-01T00:00:00.000Z',
      until: '2026-05-01T00:00:00.000Z',
      filter: null,
    });
    expect(Object.keys(report.months[1])).toEqual([
      'month',
      'partial',
      'mails',
      'mails_read',
      'share_percent',
      'patches',
      'series',
      'revisions',
      'landed',
      'contributors',
      'first_time_contributors',
      'reviewers',
      'areas',
    ]);
    expect(report.months[1]).toMatchObject({ month: '2026-04', partial: true, mails_read: 217 });
    expect(String(report.months[1].share_percent)).toMatch(/^\d+(?:\.\d{1,2})?$/);
    expect(report.areas[0]).toEqual({
      area: expect.any(String),
      mails: expect.any(Number),
      patches: expect.any(Number),
      series: expect.any(Number),
      contributors: expect.any(Number),
      reviewers: expect.any(Number),
    });
    expect(report.contributors[0]).toEqual({ name: expect.any(String), count: expect.any(Number) });
  });
});
