import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { type ArticlePage, parseArticle } from '../../../src/parse/article/article.ts';

const TEXT =
  'The quick brown fox jumps over the lazy dog, and does so again and again until the sentence is long enough.';

function read(html: string, contentType = 'text/html; charset=utf-8'): ArticlePage {
  const page = parseArticle(Buffer.from(html), 'https://www.example.org/a', contentType);
  if (page.kind === 'refused') throw new Error(page.why);
  return page;
}

function whole(body: string, head = ''): string {
  return `<html><head><title>A title - Some Site</title>${head}</head><body>${body}</body></html>`;
}

describe('the date of a page', () => {
  it.each([
    ['<p class="date">22. August 2031</p>', '2031-08-22'],
    ['<p class="byline">Par Jeanne Doe, le 1er février 2031</p>', '2031-02-01'],
    ['<p class="fecha">22 de agosto de 2031</p>', '2031-08-22'],
    ['<p class="date">March 5, 2031</p>', '2031-03-05'],
    ['<p class="date">2031年8月22日</p>', '2031-08-22'],
    ['<p class="date">22.08.2031</p>', '2031-08-22'],
    ['<time datetime="2031-08-22T23:00:00Z">yesterday</time>', '2031-08-22'],
    ['<p class="date">31 April 2031</p>', undefined],
    ['<p class="date">Version 20.31.2031</p>', undefined],
    ['', undefined],
  ])('%s is %s', (shown, day) => {
    const { date } = read(whole(`<h1>A title</h1>${shown}<p>${TEXT}</p>`));
    expect(date === undefined ? undefined : new Date(date).toISOString().slice(0, 10)).toBe(day);
  });

  it('is no date that only the text speaks of', () => {
    const { date } = read(whole(`<h1>A title</h1><p>${TEXT} It was released on March 5, 2031.</p>`));
    expect(date).toBeUndefined();
  });

  it('is the one of the article, where meta and comments have others', () => {
    const head = '<meta property="article:published_time" content="2031-01-02T03:04:05Z">';
    const comment = '<div class="comment"><time datetime="2032-01-01">now</time></div>';
    expect(read(whole(`${comment}<p>${TEXT}</p>`, head)).date).toBe(Date.UTC(2031, 0, 2, 3, 4, 5));
    expect(read(whole(`${comment}<p>${TEXT}</p>`)).date).toBeUndefined();
  });
});

describe('the author of a page', () => {
  it.each([
    ['<p class="byline">By Jane Doe on Monday</p>', 'Jane Doe'],
    ['<p class="autor">Von Jürgen von der Heide</p>', 'Jürgen von der Heide'],
    ['<span itemprop="author">Jane Doe</span>', 'Jane Doe'],
    ['<a rel="author" href="/jane">Jane Doe</a>', 'Jane Doe'],
    ['<p class="meta">作者：王小明</p>', '王小明'],
    ['<p class="meta">Standing by the river</p>', undefined],
  ])('%s is %s', (shown, author) => {
    expect(read(whole(`<h1>A title</h1>${shown}<p>${TEXT}</p>`)).author).toBe(author);
  });
});

describe('what readers say', () => {
  it.each([
    ['a class', '<div class="comment-list"><p>READER</p></div>'],
    ['an id', '<section id="disqus_thread"><p>READER</p></section>'],
    ['a joined name', '<div class="CommentBox"><p>READER</p></div>'],
    ['schema.org', '<div itemprop="comment" itemtype="https://schema.org/Comment"><p>READER</p></div>'],
    ['German', '<div class="leserkommentare"><p>READER</p></div>'],
    ['French', '<div id="commentaires"><p>READER</p></div>'],
    ['a heading', '<h3>23 Comments</h3><div><p>READER</p></div>'],
    ['a Chinese heading', '<h2>评论 (3)</h2><p>READER</p>'],
    ['a Japanese heading', '<h2>コメント</h2><p>READER</p>'],
    ['a Spanish heading', '<h2>3 comentarios</h2><p>READER</p>'],
  ])('is known by %s', (_, thread) => {
    const long = thread.replace('READER', `A reader: ${TEXT} ${TEXT} ${TEXT}`);
    expect(read(whole(`<article><h1>A title</h1><p>${TEXT}</p>${long}</article>`)).text).toBe(TEXT);
  });

  it('does not take away a page that only allows it', () => {
    const page = read(
      '<html><body class="comments-open"><div class="post has-comments"><h1>A title</h1>' +
        `<p>${TEXT}</p><h2>Discussion of the numbers</h2><p>${TEXT}</p></div></body></html>`,
    );
    expect(page.text.split('\n')).toEqual([TEXT, 'Discussion of the numbers', TEXT]);
  });
});

describe('the text of a page', () => {
  it('is found without any mark, by its paragraphs', () => {
    const links =
      '<div><a href="/1">one thing and another</a> <a href="/2">and a third that is long</a></div>';
    const page = read(
      whole(`<table><tr><td>${links}</td><td><p>${TEXT}</p><p>${TEXT}</p></td></tr></table>`),
    );
    expect(page.text.split('\n')).toEqual([TEXT, TEXT]);
  });

  it('keeps code as it stands, and loses lists that are nothing but links', () => {
    const page = read(
      whole(
        `<main><p>${TEXT}</p><pre>if (x)\n\treturn  y;</pre><h3>More on this</h3><ul><li><a href="/1">One</a></li><li><a href="/2">Two</a></li></ul></main>`,
      ),
    );
    expect(page.text).toBe(`${TEXT}\nif (x)\n return y;`);
  });

  it.each([
    ['text/html; charset=windows-1252', '', 'latin1'],
    ['text/html', '<meta charset="iso-8859-1">', 'latin1'],
    ['text/html', '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', 'latin1'],
    ['text/html', '<meta charset="nonsense">', 'utf8'],
    ['', '', 'utf8'],
  ] as const)('is decoded: %s %s', (contentType, meta, encoding) => {
    const bytes = Buffer.from(whole(`<p>Für Übung. ${TEXT}</p>`, meta), encoding);
    const page = parseArticle(bytes, 'https://www.example.org/a', contentType);
    expect(page).toMatchObject({ text: `Für Übung. ${TEXT}` });
  });
});

describe('the address of a page', () => {
  it.each([
    ['<link rel="canonical" href="/b?utm_source=x#y">', 'https://www.example.org/b'],
    ['<link rel="canonical" href="https://example.org/c">', 'https://example.org/c'],
    ['<link rel="canonical" href="https://evil.example.net/d">', 'https://www.example.org/a'],
    ['<link rel="canonical" href="javascript:alert(1)">', 'https://www.example.org/a'],
    ['', 'https://www.example.org/a'],
  ])('%s', (head, url) => {
    expect(read(whole(`<p>${TEXT}</p>`, head)).url).toBe(url);
  });
});

describe('a page that is none', () => {
  it.each([
    ['nothing', '', /no title/],
    ['a title alone', '<html><title>x</title><body></body></html>', /no paragraph/],
    ['a heap of tags', `<title>x</title>${'<div>'.repeat(40_000)}`, /too many tags/],
    ['too much', ' '.repeat(3_000_001), /more than 3000000 bytes/],
  ])('is refused: %s', (_, html, why) => {
    const page = parseArticle(Buffer.from(html), 'https://www.example.org/a');
    expect(page).toMatchObject({ kind: 'refused', why: expect.stringMatching(why) });
  });

  it.each([
    ['deep', '<div>'.repeat(14_000) + TEXT],
    ['never closed', `<p>${TEXT}${'<b><p>'.repeat(14_000)}`],
    ['headings', `${'<h2>Comments</h2>'.repeat(7_000)}<p>${TEXT}</p>`],
    ['attributes', `<p ${Array.from({ length: 90_000 }, (_, n) => `a${n}`).join(' ')}>${TEXT}</p>`],
    ['bad data', `<script type="application/ld+json">${'['.repeat(200_000)}</script><p>${TEXT}</p>`],
    ['blanks', `<p>${TEXT}${' \t'.repeat(500_000)}x</p>`],
  ])('costs little: %s', (_, html) => {
    // Of the processor: others may want it too. What is not linear takes minutes.
    const start = process.cpuUsage();
    parseArticle(Buffer.from(`<title>x</title>${html}`), 'https://www.example.org/a');
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(3_000);
  });
});
