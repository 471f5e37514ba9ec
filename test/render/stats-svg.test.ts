import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHART_MEASURES } from '../../src/domain/stats/stats.ts';
import { drawStats } from '../../src/render/stats-svg.ts';
import { displayWidth } from '../../src/render/width.ts';
import { makeHostileReport, makeReport } from './stats-report.ts';

const REPORTS = [1, 2, 3, 6, 12, 13, 17, 22, 24, 36, 37, 60, 120, 240].map(
  (months) => [months, makeReport(months)] as const,
);

/** What XML does not allow, and this is XML: unknown entities, stray brackets, unclosed or crossed elements. */
function faultsOf(xml: string): string[] {
  const open: string[] = [];
  const faults: string[] = [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  if (/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/.test(xml)) faults.push('a character that XML does not know');
  for (const [, text, tag] of xml.matchAll(/([^<]*)(<[^>]*>)?/g)) {
    if (/>|&(?!(?:amp|lt|gt|quot|#39);)/.test(text ?? '')) faults.push(`text ${text}`);
    if (tag === undefined) continue;
    const [, close, name = '', attributes = '', alone] = /^<(\/?)([a-z]+)(.*?)(\/?)>$/is.exec(tag) ?? [];
    if (name === '' || !/^(?:\s+[A-Za-z-]+="[^"<&]*")*\s*$/.test(attributes)) faults.push(`tag ${tag}`);
    const names = [...attributes.matchAll(/([A-Za-z-]+)="/g)].map(([, attribute]) => attribute);
    if (new Set(names).size < names.length) faults.push(`twice the same attribute in ${tag}`);
    if (close === '/' && open.pop() !== name) faults.push(`closed ${tag}`);
    if (close === '' && alone === '') open.push(name);
  }
  return [...faults, ...open.map((name) => `left open: ${name}`)];
}

type Box = {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};

/** Where the words stand on a screen: 0.6 of the font's size is what a character takes. */
function boxesOf(svg: string, screen: 'wide' | 'narrow'): Box[] {
  const hidden = screen === 'wide' ? 'narrow' : 'wide';
  return [...svg.matchAll(/<text([^>]*)>([^<]*)<\/text>/g)].flatMap(([, attributes = '', text = '']) => {
    const css = /class="([a-z]+)"/.exec(attributes)?.[1];
    if (css === hidden) return [];
    const sizes = css === 'title' ? { wide: 20, narrow: 28 } : { wide: 13, narrow: 20 };
    const size = sizes[screen];
    const anchor = /text-anchor="(\w+)"/.exec(attributes)?.[1];
    const x = Number(/ x="([\d.-]+)"/.exec(attributes)?.[1]);
    const y = Number(/ y="([\d.-]+)"/.exec(attributes)?.[1]);
    const width = displayWidth(text.replace(/&[a-z#\d]+;/g, '.')) * 0.6 * size;
    const left = anchor === 'middle' ? x - width / 2 : anchor === 'end' ? x - width : x;
    return [{ text, left, right: left + width, top: y - 0.75 * size, bottom: y + 0.2 * size }];
  });
}

function overlaps(boxes: readonly Box[]): string[] {
  return boxes.flatMap((one, at) =>
    boxes
      .slice(at + 1)
      .filter(
        (other) =>
          one.left < other.right &&
          other.left < one.right &&
          one.top < other.bottom &&
          other.top < one.bottom,
      )
      .map((other) => `${one.text} | ${other.text}`),
  );
}

function heightOf(svg: string): number {
  return Number(/viewBox="0 0 760 (\d+)"/.exec(svg)?.[1]);
}

describe('the picture', () => {
  it('is what it was', () => {
    const made = drawStats(makeReport(12), 'patches');
    const url = new URL('../fixtures/stats.svg', import.meta.url);
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(url, made);
    expect(made).toBe(readFileSync(url, 'utf8'));
  });

  it.each(REPORTS)('of %i months is XML that takes nothing from outside and runs nothing', (_, report) => {
    for (const measure of CHART_MEASURES) {
      const svg = drawStats(report, measure);
      expect(faultsOf(svg)).toEqual([]);
      expect(svg).not.toMatch(/<(?:script|image|use|foreignObject|a)\b|\bhref|\bon\w+=|@import|url\((?!#)/i);
      expect(svg.replaceAll('http://www.w3.org/2000/svg', '')).not.toContain('://');
    }
  });

  it.each(REPORTS)('of %i months has no words that touch each other or leave it', (months, report) => {
    for (const measure of CHART_MEASURES) {
      const svg = drawStats(report, measure);
      for (const screen of ['wide', 'narrow'] as const) {
        const boxes = boxesOf(svg, screen);
        expect(overlaps(boxes)).toEqual([]);
        for (const { text, left, right, bottom } of boxes) {
          expect(left, text).toBeGreaterThanOrEqual(0);
          expect(right, text).toBeLessThanOrEqual(760);
          expect(bottom, text).toBeLessThanOrEqual(heightOf(svg));
        }
        const years = boxes.filter(({ text }) => /^20\d\d$/.test(text));
        const names = boxes.filter(({ text }) => /^[A-Z][a-z]{2}$/.test(text));
        expect(years.length).toBeGreaterThanOrEqual(Math.min(4, Math.floor(months / 12)));
        expect(names.length > 0).toBe(months <= 36);
      }
    }
  });

  it('has a bar a month, to scale, within the lines', () => {
    const report = makeReport(120);
    const svg = drawStats(report, 'reviewers');
    const bars = [
      ...(/class="bar0" d="([^"]*)"/.exec(svg)?.[1] ?? '').matchAll(/M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)/g),
    ];
    expect(bars).toHaveLength(report.months.filter(({ reviewers }) => reviewers > 0).length);
    for (const [, x, y, width, height] of bars) {
      expect(Number(width)).toBeGreaterThan(1);
      expect(Number(y) + Number(height)).toBeCloseTo(358, 0);
      expect(Number(x) + Number(width)).toBeLessThanOrEqual(744);
      expect(Number(y)).toBeGreaterThanOrEqual(98);
    }
    expect([...svg.matchAll(/class="hit"/g)]).toHaveLength(120);
  });

  it('stripes the month of which only a part was read, and says so in its figures', () => {
    const whole = makeReport(3);
    const svg = drawStats(whole, 'mails');
    expect(svg).toContain('partial month</text>');
    expect([...svg.matchAll(/not a whole month<\/title>/g)]).toHaveLength(1);
    const months = whole.months.map((month) => ({ ...month, partial: false }));
    expect(drawStats({ ...whole, months }, 'mails')).not.toMatch(/fill="url|partial month/);
  });

  it('has six areas at most, and the rest as one', () => {
    const svg = drawStats(makeReport(12), 'patches');
    const labels = [...svg.matchAll(/class="label"[^>]*>([^<]*)</g)].map(([, label]) => label);
    expect(labels).toHaveLength(8);
    expect(labels.slice(-2)).toEqual(['other', 'partial month']);
    const april = /<title>Mar 2026: (\d+) \(([^)]*)\)<\/title>/.exec(svg);
    const parts = [...(april?.[2] ?? '').matchAll(/(\d+)(?:,|$)/g)].map(([, count]) => Number(count));
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(Number(april?.[1]));
    expect(Number(april?.[1])).toBeGreaterThan(0);
  });

  it('says it where nothing was found, and where nothing was read', () => {
    const { areas: _, ...report } = makeReport(3);
    const months = report.months.map((month) => ({ ...month, patches: 0, areas: new Map() }));
    const none = drawStats({ ...report, months, areas: [] }, 'patches');
    expect(none).toContain('nothing found</text>');
    expect(faultsOf(none)).toEqual([]);
    const empty = drawStats({ ...report, months: [], areas: [] }, 'patches');
    expect(empty).toContain('no mail of this period was read');
    expect(faultsOf(empty)).toEqual([]);
  });

  it('shows the words of strangers, and obeys none of them', () => {
    for (const measure of CHART_MEASURES) {
      const svg = drawStats(makeHostileReport(), measure);
      expect(faultsOf(svg)).toEqual([]);
      expect(svg).not.toMatch(/<script|\u202e/);
      for (const screen of ['wide', 'narrow'] as const) {
        expect(overlaps(boxesOf(svg, screen))).toEqual([]);
        for (const { text, right } of boxesOf(svg, screen)) expect(right, text).toBeLessThanOrEqual(760);
      }
    }
  });
});

it('the check for XML finds what is wrong', () => {
  for (const wrong of [
    '<a>',
    '<a></b>',
    '<a b=c></a>',
    '<a b="1" b="2"/>',
    '<a>&nbsp;</a>',
    '<a>></a>',
    '<a>\u0000</a>',
  ]) {
    expect(faultsOf(wrong), wrong).not.toEqual([]);
  }
  expect(faultsOf('<a b="x&#39;"/>')).not.toEqual([]);
  expect(faultsOf('<a b="1"><c/>&amp;&#39;</a>')).toEqual([]);
});
