import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { DIGEST_FORMAT_IDS, DIGEST_FORMATS } from '../../src/render/formats.ts';
import { renderHtml } from '../../src/render/html.ts';
import { BADGES, COLORS } from '../../src/render/html-style.ts';
import { FIXTURE_NAMES, readDigest } from './fixtures.ts';

/** Gmail cuts a mail off here. */
const CLIPPED_AT = 102 * 1024;

/** WCAG 2.2, relative luminance. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

describe('the page', () => {
  it.each(['light', 'dark'] as const)('can be read in the %s', (scheme) => {
    for (const ink of ['ink', 'muted', 'accent', 'link'] as const) {
      expect(contrast(COLORS[ink][scheme], COLORS.card[scheme])).toBeGreaterThanOrEqual(4.5);
      expect(contrast(COLORS[ink][scheme], COLORS.page[scheme])).toBeGreaterThanOrEqual(4.5);
    }
    for (const { ink, ground } of Object.values(BADGES)) {
      expect(contrast(ink[scheme], ground[scheme])).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(FIXTURE_NAMES)('of %s is not clipped by mail clients', (name) => {
    expect(new TextEncoder().encode(renderHtml(readDigest(name))).length).toBeLessThan(CLIPPED_AT);
  });

  it('has a title, a language, one first heading and a line for the inbox', () => {
    const $ = load(renderHtml(readDigest('full')));
    expect($('html').attr('lang')).toBe('en');
    expect($('title').text()).toContain('The kernel will ask for Rust 1.85');
    expect($('h1')).toHaveLength(1);
    expect($('body > div').first().text()).toContain('Milestones: 2');
  });

  it('has a bar a week, in words too', () => {
    const $ = load(renderHtml(readDigest('full')));
    expect($('[role=img] table')).toHaveLength(12);
    expect($('[role=img]').attr('aria-label')).toContain('most 212');
  });

  it('folds the reasons away, opens them or leaves them out', () => {
    const digest = readDigest('full');
    expect(load(renderHtml(digest))('details[open]')).toHaveLength(0);
    expect(load(renderHtml(digest))('details').length).toBeGreaterThan(0);
    expect(load(renderHtml(digest, { why: true }))('details:not([open])')).toHaveLength(0);
    expect(load(renderHtml(digest, { why: false }))('details')).toHaveLength(0);
  });
});

describe('the formats', () => {
  it.each(DIGEST_FORMAT_IDS)('%s says what it is', (id) => {
    const format = DIGEST_FORMATS[id];
    expect(format.summary).not.toBe('');
    expect(format.extension).toMatch(/^[a-z]+$/);
    expect(format.contentType).toMatch(/^[a-z]+\/[a-z]+; charset=utf-8$/);
  });

  it('JSON does not depend on the order a digest was built in', () => {
    const digest = readDigest('full');
    const turned = Object.fromEntries(Object.entries(digest).reverse()) as typeof digest;
    expect(DIGEST_FORMATS.json.render(turned)).toBe(DIGEST_FORMATS.json.render(digest));
  });
});
