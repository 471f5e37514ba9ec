import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RUST } from '../../../config/topics/rust/topic.ts';
import { judgeArticle } from '../../../src/domain/item/judge-article.ts';
import { parseArticle } from '../../../src/parse/article/article.ts';

const FOLDER = `${import.meta.dirname}/../../fixtures/article`;

/** What each of the pages is there for. */
const PAGES = [
  ['comments-about-rust', 'readers go on about Rust, the article does not'],
  ['boilerplate', 'adverts, boxes of links and cookies around an article on a driver'],
  ['translated', 'German, in windows-1252, the date in words'],
  ['undated', 'no date but those of a comment and of the copyright'],
  ['elsewhere', 'Rust, and no kernel but the one of truth'],
  ['game', 'a game of that name, and the kernel too'],
  ['milestone', 'reports two milestones, behind a paywall'],
] as const;

describe('a page of the press', () => {
  it.each(PAGES)('%s: %s', (name) => {
    const golden: Record<string, unknown> = JSON.parse(readFileSync(`${FOLDER}/${name}.json`, 'utf8'));
    const { from, ...expected } = golden;
    const page = parseArticle(readFileSync(`${FOLDER}/${name}.html`), String(from), 'text/html');
    if (page.kind === 'refused') throw new Error(page.why);
    const { kind, ...said } = page;
    const article = { ...said, kind, id: said.url, source: 'press', discussion: undefined };
    const { verdict, findings } = judgeArticle(article, RUST);
    expect({
      ...said,
      date: said.date === undefined ? null : new Date(said.date).toISOString(),
      author: said.author ?? null,
      language: said.language ?? null,
      text: said.text.split('\n'),
      relevant: verdict.relevant,
      category: verdict.category,
      findings: findings.map(({ type, key, significance, title }) => ({ type, key, significance, title })),
    }).toEqual(expected);
  });

  it('has no word of what a reader said, wherever the thread stands', () => {
    for (const [name] of PAGES) {
      const page = parseArticle(readFileSync(`${FOLDER}/${name}.html`), 'https://www.example.org/x');
      if (page.kind === 'refused') throw new Error(page.why);
      expect(page.text).not.toMatch(/ferris_fan|Großvater|Thanks for this|my aunt|Rust Binder|partners|skis/);
    }
  });
});
