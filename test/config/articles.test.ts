import { describe, expect, it } from 'vitest';
import { ARTICLE_RULES } from '../../config/topics/rust/articles.ts';
import { RUST } from '../../config/topics/rust/topic.ts';
import { findReported } from '../../src/domain/item/article-reports.ts';
import { names } from '../../src/domain/item/judge-article.ts';
import { articleOf } from '../domain/item/articles.ts';

const { notMeant, otherMatter, sure, topic, place, both, unsettled, findings, areas } = ARTICLE_RULES;
const words = [...notMeant, ...otherMatter, ...sure, ...topic, ...place, ...both, unsettled];

describe('the words of articles', () => {
  it.each(words.map((rule) => [rule.id, rule] as const))(
    '%s find their examples and no look-alike',
    (_, rule) => {
      expect(rule.examples.yes.filter((text) => !names([rule], text))).toEqual([]);
      expect(rule.examples.no.filter((text) => names([rule], text))).toEqual([]);
      expect(rule.examples.yes.length).toBeGreaterThan(0);
      expect(rule.examples.no.length).toBeGreaterThan(0);
    },
  );

  it('have names of their own', () => {
    const ids = [...words, ...findings].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the milestones that articles report', () => {
  it.each(findings.map((rule) => [rule.id, rule] as const))('%s: its examples', (_, rule) => {
    const report = (text: string) =>
      findReported(articleOf({ title: '', text }), {
        ...RUST,
        articles: { ...ARTICLE_RULES, findings: [rule] },
      });
    for (const { text, title } of rule.examples.yes) expect(report(text)).toMatchObject([{ title }]);
    for (const text of rule.examples.no) expect(report(text)).toEqual([]);
  });

  it('are types and areas that there are', () => {
    const types = new Set(RUST.milestones.map(({ id }) => id));
    expect(findings.filter(({ type }) => !types.has(type))).toEqual([]);
    const known = new Set(RUST.areas.map(({ area }) => area));
    expect(areas.filter(({ area }) => !known.has(area))).toEqual([]);
  });
});

describe('hostile articles', () => {
  it.each([
    ['names', 'Rust '.repeat(12_000)],
    ['halves of names', 'Rust driver kernel CVE-2031-1234 minimum '.repeat(1_500)],
    ['blanks', ' '.repeat(60_000)],
    ['capitals', 'R'.repeat(60_000)],
    ['Chinese', 'Linux内核'.repeat(8_000)],
    ['one sentence', `${'experiment '.repeat(5_000)}Rust`],
  ])('of %s cost little', (_, text) => {
    const start = performance.now();
    for (const rule of words) names([rule], text);
    findReported(articleOf({ title: text.slice(0, 300), text }), RUST);
    expect(performance.now() - start).toBeLessThan(500);
  });
});
