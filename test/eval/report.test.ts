import { describe, expect, it } from 'vitest';
import { createFigure, isReached, verdictOn } from '../../eval/figures.ts';
import { measureMilestones } from '../../eval/milestones/measure.ts';
import { measureRelevance } from '../../eval/relevance/measure.ts';
import { printReport, type Report } from '../../eval/report.ts';
import { reportObject } from '../../eval/report-object.ts';
import { measureSeries } from '../../eval/series/measure.ts';
import { alignTable } from '../../eval/table.ts';
import { GOALS } from '../../eval/thresholds.ts';
import { createStyle } from '../../src/cli/style.ts';
import {
  judged,
  labels,
  milestone,
  posting,
  revision,
  series,
  truthMilestone,
  truthSeries,
} from './made-up.ts';

const hostile = '[PATCH] rust: \u001b[31mred\u001b[0m';
const held = new Set(['good', 'bad', 'm']);

function makeReport(): Report {
  const mails = [judged('good', 'code'), judged('bad', 'code', { subject: hostile })];
  const stale = { messageId: 'gone', truth: 'none', ours: 'code', reason: 'x' };
  return {
    relevance: measureRelevance(mails, labels(['good', 'code'], ['bad', 'none']), [stale], []),
    series: measureSeries(
      [series('A', 'applied', revision('good'), revision('bad'))],
      [
        truthSeries('t', 'applied', posting(1, 'good')),
        truthSeries('u', 'unknown-in-archive', posting(2, 'bad')),
      ],
      [],
      held,
    ),
    milestones: measureMilestones(
      [milestone('one', 'm')],
      new Set(),
      [truthMilestone('m', 'not-a-milestone', 'look-alike'), truthMilestone('good', 'bump', 'missed')],
      [],
      held,
    ),
  };
}

describe('figures', () => {
  it('are ok on the right side of their target', () => {
    expect(verdictOn(0.98, GOALS['patch.recall'])).toBe('ok');
    expect(verdictOn(0.9799, GOALS['patch.recall'])).toBe('BELOW');
    expect(verdictOn(0.1, GOALS['milestones.taken'])).toBe('ok');
    expect(verdictOn(0.11, GOALS['milestones.taken'])).toBe('ABOVE');
    expect(verdictOn(undefined, GOALS['milestones.taken'])).toBe('-');
    expect(isReached(undefined, 'most', 1)).toBe(false);
  });

  it.each(Object.entries(GOALS))('of %s demand no more than what is possible', (id, goal) => {
    expect(createFigure(id as keyof typeof GOALS, 1, 1)).toMatchObject(goal);
    for (const demanded of goal.demanded) expect(demanded).toBeGreaterThan(0);
  });
});

describe('the report', () => {
  it('has figures, tables and mistakes, and no colour that was not asked for', () => {
    const text = printReport(makeReport(), 20, createStyle(false));
    expect(text).toMatch(/all mails: precision +50\.00 % {2}BELOW +50\.00 % {2}BELOW {2}>= 97 %/);
    expect(text).toMatch(/lorewatch +50\.00 % +100\.00 % +66\.67 % +1 +1 +0 +0/);
    expect(text).toContain('false find: label none, we say code (0.90)');
    expect(text).toContain('rule-code (diff): bad');
    expect(text).toContain('This dispute fits no label: gone (none)');
    expect(text).toMatch(/joined: \[PATCH\] good/);
    expect(text).toMatch(/state: label unknown-in-archive, we say applied/);
    expect(text).toMatch(/2026-03-02 +toolchain +major +Milestone one/);
    expect(text).toMatch(/taken +2026-03-02/);
    expect(text).not.toContain('\u001b');
  });

  it('colours its own words only: what a stranger wrote cannot', () => {
    const text = printReport(makeReport(), 20, createStyle(true));
    expect(text).toContain('\u001b[31mBELOW\u001b[39m');
    expect(text).not.toContain('\u001b[31mred');
  });

  it('shows so many mistakes as are asked for', () => {
    expect(printReport(makeReport(), 0, createStyle(false))).toContain('THE WORST MISTAKES\n\n  none');
  });

  it('has what was asked for and nothing else', () => {
    const only: Report = { ...makeReport(), series: undefined, milestones: undefined };
    expect(printReport(only, 20, createStyle(false))).not.toMatch(/SERIES|MILESTONES/);
    expect(Object.keys(reportObject(only, 20))).toEqual(['figures', 'relevance']);
  });

  it('is one JSON object as well', () => {
    const object = JSON.parse(JSON.stringify(reportObject(makeReport(), 20)));
    expect(object.figures[2]).toEqual({
      id: 'all.precision',
      what: 'all mails: precision',
      as_labelled: 0.5,
      with_disputes: 0.5,
      bound: 'least',
      target: 0.97,
      ok: false,
    });
    expect(object.relevance.as_labelled.confusion).toEqual({ code: { code: 1 }, none: { code: 1 } });
    expect(object.series.as_labelled.links.wrong).toEqual([{ what: 'joined', one: 'good', other: 'bad' }]);
    expect(object.milestones).toMatchObject({
      as_labelled: { found: 0, taken: 1 },
      reported: [{ title: 'Milestone one', message_id: 'm' }],
    });
  });
});

describe('tables', () => {
  it('stand under each other, numbers flush right, without blanks at the end', () => {
    const rows = [
      ['what', 'n', 'more'],
      ['a', '10', ''],
      ['longer', '5', 'x'],
    ];
    expect(alignTable(rows, [1])).toBe('  what     n  more\n  a       10\n  longer   5  x\n');
    expect(alignTable([])).toBe('');
  });
});
