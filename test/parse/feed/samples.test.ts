import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseFeed } from '../../../src/parse/feed/feed.ts';
import { describeWithCorpus } from '../../corpus.ts';

type Expected =
  | { readonly format: string; readonly items: number; readonly restricted?: number; readonly talk?: number }
  | { readonly refused: RegExp };

/** What each real feed holds, or why it is none. */
const EXPECTED: Readonly<Record<string, Expected>> = {
  'feeds/feed-rs__atom_example_reddit.xml': { format: 'atom', items: 1 },
  'feeds/feed-rs__jsonfeed_example_1.json': { format: 'json', items: 2 },
  'feeds/feed-rs__rss_0.91_missing_id.xml': { format: 'rss', items: 1 },
  'feeds/feed-rs__rss_1.0_iso8859.xml': { format: 'rdf', items: 1 },
  'feeds/feed-rs__rss_2.0_invalid_1.xml': { refused: /^it breaks off inside of <channel>$/ },
  'feeds/feed-rs__rss_2.0_reddit.xml': { format: 'atom', items: 1, talk: 1 },
  'feeds/feed-rs__rss_2.0_rps.xml': { format: 'rss', items: 1 },
  'hackernews/hn-2022.xml': { format: 'rss', items: 20, talk: 18 },
  'lobsters/lobsters-2024-05.xml': { format: 'rss', items: 25, talk: 25 },
  'lwn/lwn-headlines-2023-07-07.rdf': { format: 'rdf', items: 15, restricted: 6 },
  'phoronix/phoronix-derived-zh-2026-08-22.xml': { format: 'rss', items: 50 },
  // The end of its channel is missing, besides a bare "&".
  'phoronix/phoronix-raw-excerpt-2022-10.xml': { refused: /^<\/rss> closes <channel>$/ },
  'rust-blog/feed-2023-07.xml': { format: 'atom', items: 10 },
  'rust-blog/inside-rust-feed-2023-07.xml': { format: 'atom', items: 10 },
  'kernel.org/kdist-2017-11-08-modified.xml': { format: 'rss', items: 10 },
  'kernel.org/kdist-2020-05-08.xml': { format: 'rss', items: 10 },
  'cgit/cgit-atom-zx2c4-excerpt.xml': { format: 'atom', items: 2 },
};
/** The only real feed whose items have neither date nor link. */
const BARE = 'feeds/feed-rs__rss_0.91_missing_id.xml';

describeWithCorpus('real feeds', (corpus) => {
  const samples = join(corpus, 'samples');

  it('are all known by name', () => {
    const folders = ['feeds', 'hackernews', 'lobsters', 'lwn', 'phoronix', 'rust-blog', 'cgit'];
    const files = folders.flatMap((folder) =>
      readdirSync(join(samples, folder)).map((name) => `${folder}/${name}`),
    );
    expect(files.filter((file) => !(file in EXPECTED))).toEqual([]);
  });

  it.each(Object.entries(EXPECTED))('%s', async (file, expected) => {
    const feed = await parseFeed(readFileSync(join(samples, file)), 'https://feed.example.org/feed');
    if ('refused' in expected) {
      expect(feed).toMatchObject({ kind: 'refused', why: expect.stringMatching(expected.refused) });
      return;
    }
    if (feed.kind === 'refused') throw new Error(feed.why);
    expect(feed).toMatchObject({ format: expected.format, broken: [], notes: [] });
    expect(feed.items).toHaveLength(expected.items);
    expect(feed.items.filter(({ restricted }) => restricted)).toHaveLength(expected.restricted ?? 0);
    expect(feed.items.filter(({ discussion }) => discussion)).toHaveLength(expected.talk ?? 0);
    for (const { id, title, url, date, text, author, links } of feed.items) {
      expect(id).not.toBe('');
      expect(title).toMatch(/^(?!\[\$\])[^\n<]{3,300}$/);
      expect(text).not.toMatch(/<\/?(?:p|a|div|script)\b|Points: \d|&(?:amp|lt|quot|#\d+);/);
      expect(author ?? 'x').toMatch(/^[^\n<>]{1,120}$/);
      if (file === BARE) continue;
      expect(url).toMatch(/^https?:\/\/[^\s#]+$/);
      expect(links.every((link) => /^https?:\/\//.test(link))).toBe(true);
      expect(date).toBeGreaterThan(Date.UTC(2009, 0, 1));
      expect(date).toBeLessThan(Date.UTC(2026, 10, 1));
    }
  });

  it('in ISO-8859-1 have their umlauts', async () => {
    const titles = await Promise.all(
      ['feeds/feed-rs__rss_1.0_iso8859.xml', BARE].map(async (file) => {
        const feed = await parseFeed(readFileSync(join(samples, file)), 'https://feed.example.org/');
        return feed.kind === 'feed' ? feed.items[0]?.title : feed.why;
      }),
    );
    expect(titles[0]).toContain('Glasfaserförderung');
    expect(titles[1]).toContain('Empleo Público');
  });
});
