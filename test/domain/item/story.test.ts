import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/domain/item/article.ts';
import { articleKeys } from '../../../src/domain/item/article-keys.ts';
import type { KnownItem } from '../../../src/domain/item/item.ts';
import { tellStories } from '../../../src/domain/item/story.ts';
import { keyOf } from '../../../src/domain/thread.ts';
import { articleOf } from './articles.ts';

const DAY = 86_400_000;
const START = Date.UTC(2031, 2, 4);

function known(id: string, day: number, told: Partial<Article> = {}): KnownItem<Article> {
  const item = articleOf({ url: `https://${id}.example.org/a`, date: START + day * DAY, ...told, id });
  return {
    item,
    verdict: { category: 'discussion', relevant: 'yes', confidence: 1, evidence: [] },
    areas: [],
    findings: [],
    keys: articleKeys(item),
    firstSeen: START + day * DAY,
    changed: START,
    sources: [id],
  };
}

const ids = (...articles: readonly KnownItem<Article>[]): string[][] =>
  tellStories(articles).map((story) => story.articles.map(({ item }) => item.id));

const MAIL = 'https://lore.kernel.org/all/20310304.1@example.org/';

describe('one story', () => {
  it.each<[string, Partial<Article>, Partial<Article>, number]>([
    ['one address', { url: 'https://www.example.net/x' }, { url: 'http://example.net/x/' }, 20],
    [
      'one mail',
      { title: 'A', links: [MAIL] },
      { title: 'B', links: ['https://lore.kernel.org/r/20310304.1@example.org'] },
      20,
    ],
    ['one CVE', { title: 'CVE-2031-12345 fixed' }, { title: 'A hole', text: 'It is CVE-2031-12345.' }, 20],
    [
      'one commit',
      { links: ['https://git.kernel.org/torvalds/c/0123456789abcdef'] },
      { links: ['https://github.com/torvalds/linux/commit/0123456789abcdef01234567'] },
      20,
    ],
    [
      'much the same title',
      { title: 'Nova driver boots Blackwell GPUs' },
      { title: 'Rust-based Nova driver boots first Blackwell GPUs' },
      3,
    ],
    ['much the same title in Chinese', { title: '新的风扇驱动已经合并' }, { title: '风扇驱动已经合并' }, 1],
    [
      'one version and a rare word or two',
      { title: 'Linux 9.4: fan controller in Rust' },
      { title: 'Fan controller lands in Linux 9.4' },
      6,
    ],
  ])('is what has %s', (_, one, other, day) => {
    expect(ids(known('a', 0, one), known('b', day, other))).toEqual([['a', 'b']]);
  });

  it.each<[string, Partial<Article>, Partial<Article>, number]>([
    ['nothing in common', { title: 'One thing' }, { title: 'Another matter' }, 0],
    ['a version alone', { title: 'Linux 9.4: Nova' }, { title: 'Linux 9.4: Binder' }, 0],
    [
      'another version',
      { title: 'Linux 9.4-rc1 brings many frobnicators today' },
      { title: 'Linux 9.4-rc2 brings many frobnicators today' },
      1,
    ],
    [
      'a title much later',
      { title: 'Nova driver boots Blackwell GPUs' },
      { title: 'Nova driver boots Blackwell GPUs' },
      5,
    ],
    ['common words', { title: 'The Rust driver for Linux' }, { title: 'The Linux driver in Rust' }, 0],
  ])('is not what has %s', (_, one, other, day) => {
    expect(ids(known('a', 0, one), known('b', day, other))).toEqual([['a'], ['b']]);
  });

  it('is told once by the aggregators that point at it, and named as its author names it', () => {
    const article = known('press', 1, { url: 'https://www.example.net/x', title: 'The real title' });
    const hn = known('hn', 0, {
      url: 'https://www.example.net/x',
      title: 'A catchy title [pdf]',
      discussion: 'https://news.example.org/item?id=1',
    });
    const [story, ...others] = tellStories([article, hn]);
    expect(others).toEqual([]);
    expect(story).toMatchObject({ id: 'hn', title: 'The real title', date: START });
    expect(story?.articles.map(({ item }) => item.id)).toEqual(['hn', 'press']);
  });

  it('is no roundup that links to everything', () => {
    const links = Array.from({ length: 9 }, (_, n) => `https://lore.kernel.org/r/2031.${n}@example.org`);
    const each = links.map((link, n) => known(`a${n}`, 0, { title: `Matter number ${n}`, links: [link] }));
    expect(ids(known('roundup', 0, { title: 'The week', links }), ...each)).toHaveLength(10);
  });

  it('has the keys by which mails, releases and CVEs find it', () => {
    const [story] = tellStories([
      known('a', 0, { title: 'Linux 9.4 fixes CVE-2031-12345', links: [MAIL] }),
      known('b', 1, { title: 'CVE-2031-12345' }),
    ]);
    for (const name of ['9.4', 'CVE-2031-12345', '20310304.1@example.org', 'https://b.example.org/a'])
      expect(story?.keys).toContain(keyOf(name));
  });
});

describe('stories', () => {
  const titles = [
    'Nova driver boots Blackwell GPUs',
    'Blackwell GPUs boot with Nova driver',
    'Fan controller in Linux 9.4',
    'Linux 9.4 gets fan controller',
    'CVE-2031-12345 fixed',
    'Other matter',
  ];
  const one = fc.record({
    title: fc.constantFrom(...titles),
    day: fc.integer({ min: 0, max: 9 }),
    url: fc.constantFrom('https://x.example.org/1', 'https://x.example.org/2', ''),
    talk: fc.boolean(),
    mail: fc.boolean(),
  });

  it('do not depend on the order in which the articles came, and hold each once', () => {
    fc.assert(
      fc.property(fc.array(one, { maxLength: 14 }), fc.infiniteStream(fc.nat()), (told, dice) => {
        const articles = told.map(({ title, day, url, talk, mail }, n) =>
          known(`id${n}`, day, {
            title,
            url,
            discussion: talk ? `https://talk.example.org/${n}` : undefined,
            links: mail ? [MAIL] : [],
          }),
        );
        const shuffled = articles
          .map((article) => ({ article, at: dice.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ article }) => article);
        const stories = tellStories(articles);
        expect(tellStories(shuffled)).toEqual(stories);
        expect(stories.flatMap((story) => story.articles)).toHaveLength(articles.length);
      }),
    );
  });

  it('of thousands of articles are told in a moment', () => {
    const many = Array.from({ length: 5_000 }, (_, n) =>
      known(`id${n}`, n % 14, { title: `Linux driver number ${n % 900} of vendor ${n % 77} merged` }),
    );
    const start = performance.now();
    tellStories(many);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
