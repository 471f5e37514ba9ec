import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { FeedItem } from '../../../src/parse/feed/entry.ts';
import { type Feed, parseFeed } from '../../../src/parse/feed/feed.ts';

const BASE = 'https://press.example.org/feed';

async function read(text: string | Buffer): Promise<Feed> {
  const feed = await parseFeed(Buffer.from(text), BASE);
  if (feed.kind === 'refused') throw new Error(feed.why);
  return feed;
}

async function one(text: string | Buffer): Promise<FeedItem> {
  const [item] = (await read(text)).items;
  if (!item) throw new Error('no item');
  return item;
}

function rss(inside: string, head = '<?xml version="1.0"?>', version = '2.0'): string {
  return `${head}<rss version="${version}" xmlns:dc="x" xmlns:content="y"><channel><title>T</title><link>https://press.example.org/</link>${inside}</channel></rss>`;
}

function atom(inside: string, attributes = ''): string {
  return `<feed xmlns="http://www.w3.org/2005/Atom" ${attributes}><title>T</title>${inside}</feed>`;
}

const ITEM = '<item><title>One</title><link>https://press.example.org/1</link></item>';

describe('the dialects', () => {
  it.each([
    ['RSS 2.0', 'rss', rss(ITEM)],
    ['RSS 0.91', 'rss', rss(ITEM, '', '0.91')],
    ['RSS without a version', 'rss', `<rss><channel>${ITEM}</channel></rss>`],
    ['RSS 1.0', 'rdf', `<rdf:RDF xmlns:rdf="r"><channel><title>T</title></channel>${ITEM}</rdf:RDF>`],
    ['Atom', 'atom', atom('<entry><title>One</title><link href="https://press.example.org/1"/></entry>')],
    [
      'JSON Feed',
      'json',
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        items: [{ title: 'One', url: 'https://press.example.org/1' }],
      }),
    ],
  ])('%s is known by its root element', async (_, format, text) => {
    const feed = await read(`\n ${text}`);
    expect(feed.format).toBe(format);
    expect(feed.items).toMatchObject([
      { title: 'One', url: 'https://press.example.org/1', id: 'https://press.example.org/1' },
    ]);
  });
});

describe('what is refused', () => {
  it.each([
    ['nothing', '', /empty/],
    ['words', 'Service Unavailable', /begins with "Service Unavailable"/],
    ['a page', '<!DOCTYPE html><html><body>Just a moment</body></html>', /HTML page/],
    ['a page without a DOCTYPE', '<html><body/></html>', /HTML page/],
    ['other XML', '<opml version="2.0"><body/></opml>', /another kind: <opml>/],
    ['an internal subset', rss(ITEM, '<!DOCTYPE rss [<!ENTITY a "b">]>'), /DOCTYPE has declarations/],
    ['an entity', rss(`<!ENTITY a SYSTEM "file:///etc/passwd">${ITEM}`), /declares entities/],
    ['half of it', rss(ITEM).slice(0, -16), /breaks off inside of <channel>/],
    ['half of a tag', rss(ITEM).slice(0, -4), /breaks off inside of a tag/],
    ['half of a comment', `${rss('').slice(0, -16)}<!-- `, /breaks off inside of a comment/],
    ['half of CDATA', '<rss><channel><title><![CDATA[x', /breaks off inside of a CDATA section/],
    ['tags that cross', '<rss><channel></rss></channel>', /<\/rss> closes <channel>/],
    ['two roots', '<rss></rss><rss></rss>', /two root elements/],
    ['text behind it', `${rss(ITEM)} Fatal error`, /outside of its root/],
    ['no channel', '<rss version="2.0"></rss>', /cannot be read as rss/],
    ['depth', `${'<a>'.repeat(200)}${'</a>'.repeat(200)}`, /nest deeper/],
    ['a heap of elements', `<rss>${'<a/>'.repeat(200_001)}</rss>`, /more than 200000 elements/],
    ['5 MB and more', ' '.repeat(5_000_001), /more than 5000000 bytes/],
    ['broken JSON', '{"version": "https://jsonfeed.org/version/1", "items": [', /breaks off/],
    ['other JSON', '{"error": "no"}', /no JSON Feed/],
    ['JSON without items', '{"version": "https://jsonfeed.org/version/1"}', /without items/],
  ])('%s', async (_, text, why) => {
    const feed = await parseFeed(Buffer.from(text), BASE);
    expect(feed).toMatchObject({ kind: 'refused', why: expect.stringMatching(why) });
  });

  it('is lasting where asking again will not help', async () => {
    expect(await parseFeed(Buffer.from('<opml/>'), BASE)).toMatchObject({ lasting: true });
    expect(await parseFeed(Buffer.from('<html/>'), BASE)).toMatchObject({ lasting: false });
  });
});

describe('what is mended', () => {
  it('is a "&" that begins no reference, and it is told', async () => {
    const feed = await read(
      rss(
        '<item><title>Rust & seL4 &copy; &amp; A&#0;B</title><link>https://press.example.org/?a=1&b=2</link></item>',
      ),
    );
    expect(feed.notes).toEqual(['4 "&" that begin no reference were escaped']);
    expect(feed.items[0]).toMatchObject({
      title: 'Rust & seL4 © & A\ufffdB',
      url: 'https://press.example.org/?a=1&b=2',
    });
  });

  it('is no "&" in CDATA', async () => {
    const feed = await read(rss('<item><title><![CDATA[A & B]]></title></item>'));
    expect(feed).toMatchObject({ notes: [], items: [{ title: 'A & B' }] });
  });

  it('is a DOCTYPE that declares nothing', async () => {
    const doctype =
      '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/rss.dtd">';
    expect(await one(rss(ITEM, doctype, '0.91'))).toMatchObject({ title: 'One' });
  });
});

describe('the encoding', () => {
  const title = 'Für Übung — “x”';
  const text = (charset: string) =>
    rss(`<item><title>${title}</title></item>`, `<?xml version="1.0" encoding="${charset}"?>`);
  it.each([
    ['a mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text('ISO-8859-1'))])],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text('UTF-16'), 'utf16le')])],
    ['UTF-16 without a mark', Buffer.from(text('UTF-16'), 'utf16le')],
    ['nothing but UTF-8', Buffer.from(rss(`<item><title>${title}</title></item>`, ''))],
    ['a name that nobody knows', Buffer.from(text('x-nonsense'))],
  ])('is known by %s', async (_, bytes) => {
    expect((await one(bytes)).title).toBe(title);
  });

  it.each(['ISO-8859-1', 'windows-1252'])('is known by its declaration: %s', async (charset) => {
    const bytes = Buffer.from(
      rss(
        '<item><title>F\u00fcr \u0093x\u0094</title></item>',
        `<?xml version='1.0' encoding='${charset}'?>`,
      ),
      'latin1',
    );
    expect((await one(bytes)).title).toBe('Für “x”');
  });
});

describe('who an item is', () => {
  it.each([
    ['its guid', '<guid isPermaLink="false">abc 1</guid>', 'abc 1'],
    [
      'its guid, without the campaign',
      '<guid>https://press.example.org/1?utm_source=a</guid>',
      'https://press.example.org/1',
    ],
    ['its link', '', 'https://press.example.org/1'],
  ])('%s', async (_, guid, id) => {
    const link = '<link>https://press.example.org:443/1?fbclid=x&amp;utm_medium=rss#top</link>';
    expect((await one(rss(`<item><title>One</title>${guid}${link}</item>`))).id).toBe(id);
  });

  it('is what its title and its feed say, where it has neither', async () => {
    const first = await one(rss('<item><title>One</title></item>'));
    const again = await one(rss('<item><title>One</title><description>more</description></item>'));
    const other = await one(rss('<item><title>Two</title></item>'));
    expect(first.id).toMatch(/^sha256:/);
    expect(again.id).toBe(first.id);
    expect(other.id).not.toBe(first.id);
  });

  it('is told once', async () => {
    expect((await read(rss(ITEM + ITEM))).items).toHaveLength(1);
  });

  it('stays when the mark of what is for subscribers goes', async () => {
    const item = (title: string) =>
      `<rdf:RDF><channel/><item rdf:about="https://press.example.org/9/"><title>${title}</title></item></rdf:RDF>`;
    const before = await one(item('[$] The folios'));
    const after = await one(item('The folios'));
    expect(before).toMatchObject({ title: 'The folios', restricted: true });
    expect(after).toEqual({ ...before, restricted: false });
  });
});

describe('an item', () => {
  it.each([
    ['RFC 822', '<pubDate>Sun, 16 Oct 2022 06:10:25 -0400</pubDate>', '2022-10-16T10:10:25.000Z'],
    ['a zone by name', '<pubDate>Sun, 16 Oct 2022 06:10:25 EDT</pubDate>', '2022-10-16T10:10:25.000Z'],
    ['dc:date', '<dc:date>2023-01-25T19:03:02+01:00</dc:date>', '2023-01-25T18:03:02.000Z'],
    ['a day', '<dc:date>2023-01-25</dc:date>', '2023-01-25T00:00:00.000Z'],
    [
      'the next, where the first is none',
      '<pubDate>soon</pubDate><dc:date>2023-01-25</dc:date>',
      '2023-01-25T00:00:00.000Z',
    ],
    ['none', '', undefined],
    ['nonsense', '<pubDate>Sun, 99 Oct 2022</pubDate>', undefined],
    ['1970', '<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>', undefined],
  ])('has the date: %s', async (_, date, expected) => {
    const item = await one(rss(`<item><title>One</title>${date}</item>`));
    expect(item.date === undefined ? undefined : new Date(item.date).toISOString()).toBe(expected);
  });

  it.each([
    ['tags', '&lt;b&gt;Bold&lt;/b&gt; &lt;i class="x"&gt;move&lt;/i&gt;', 'Bold move'],
    ['entities twice', 'Q&amp;amp;A &amp;#8217;s', 'Q&A ’s'],
    ['what is no tag', 'Vec&lt;T&gt; and a &lt; b', 'Vec<T> and a < b'],
    ['controls and line ends', 'a\u202eb\n\tc', 'a b c'],
  ])('has a title without %s', async (_, written, title) => {
    expect((await one(rss(`<item><title>${written}</title></item>`))).title).toBe(title);
  });

  it('has a bounded title, or the beginning of its text', async () => {
    expect((await one(rss(`<item><title>${'x'.repeat(9_000)}</title></item>`))).title).toHaveLength(300);
    expect((await one(rss('<item><description>Only words</description></item>'))).title).toBe('Only words');
  });

  it('without a word is broken, and the others stay', async () => {
    const feed = await read(rss(`<item><link>https://press.example.org/2</link></item>${ITEM}`));
    expect(feed.items).toHaveLength(1);
    expect(feed.broken).toMatchObject([{ kind: 'broken', why: expect.stringMatching(/without a title/) }]);
  });

  it('has its text without scripts, and the links in it', async () => {
    const html =
      '<p>One <a href="/a?utm_source=x">two</a></p><script>alert(1)</script><style>p{}</style><p>three <a href="javascript:x">four</a></p>';
    const item = await one(
      rss(`<item><title>T</title><content:encoded><![CDATA[${html}]]></content:encoded></item>`),
    );
    expect(item).toMatchObject({
      text: 'One two\nthree four',
      links: ['https://press.example.org/a'],
      whole: true,
    });
  });

  it('of Atom resolves its links by xml:base, and reads XHTML in its order', async () => {
    const item = await one(
      atom(
        '<entry xml:base="sub/"><title type="html">A &amp;lt;b&amp;gt;</title><id>tag:1</id><link rel="self" href="x"/><link href="one.html"/>' +
          '<updated>bad</updated><author><name>Jane</name></author><author><name>Max</name></author>' +
          '<content type="xhtml"><div>One <b>two</b> three &amp; <a href="../two.html">four</a></div></content></entry>',
        'xml:base="https://press.example.org/root/" xml:lang="de"',
      ),
    );
    expect(item).toMatchObject({
      id: 'tag:1',
      title: 'A <b>',
      url: 'https://press.example.org/root/sub/one.html',
      text: 'One two three & four',
      links: ['https://press.example.org/root/two.html'],
      author: 'Jane, Max',
      language: 'de',
      date: undefined,
    });
  });

  it.each([
    ['Jane Doe', 'Jane Doe'],
    ['jane@example.org (Jane Doe)', 'Jane Doe'],
    ['jane@example.org', undefined],
  ])('by %s is by %s', async (written, author) => {
    expect((await one(rss(`<item><title>T</title><author>${written}</author></item>`))).author).toBe(author);
  });
});

describe('an aggregator', () => {
  it('leads to the article, and has a page of its own; counts are no text', async () => {
    const text = (points: number) =>
      rss(
        `<item><title>Folios</title><link>https://www.example.net/folios</link><guid isPermaLink="false">https://news.example.org/item?id=1</guid>
<comments>https://news.example.org/item?id=1</comments><description><![CDATA[<p>Article URL: <a href="https://www.example.net/folios">https://www.example.net/folios</a></p>
<p>Comments URL: <a href="https://news.example.org/item?id=1">https://news.example.org/item?id=1</a></p><p>Points: ${points}</p><p># Comments: 3</p>]]></description></item>`,
      );
    const item = await one(text(5));
    expect(item).toMatchObject({
      id: 'https://news.example.org/item?id=1',
      url: 'https://www.example.net/folios',
      discussion: 'https://news.example.org/item?id=1',
      text: '',
      links: [],
    });
    expect(await one(text(99))).toEqual(item);
  });

  it('may name both only in its text', async () => {
    const html =
      'submitted by &lt;a href="https://forum.example.org/u/x"&gt; /u/x &lt;/a&gt; &lt;span&gt;&lt;a href="https://www.example.net/a"&gt;[link]&lt;/a&gt;&lt;/span&gt; &lt;a href="https://forum.example.org/r/1"&gt;[comments]&lt;/a&gt;';
    const item = await one(
      atom(
        `<entry><title>A</title><id>t3_1</id><link href="https://forum.example.org/r/1"/><content type="html">${html}</content></entry>`,
      ),
    );
    expect(item).toMatchObject({
      url: 'https://www.example.net/a',
      discussion: 'https://forum.example.org/r/1',
    });
  });

  it('is no blog with comments below its articles', async () => {
    const item = await one(
      rss(
        '<item><title>A</title><link>https://blog.example.org/a</link><comments>https://blog.example.org/a#comments</comments></item>',
      ),
    );
    expect(item.discussion).toBeUndefined();
  });
});

describe('hostile feeds cost little', () => {
  it.each([
    [
      'tags that never end in a text',
      rss(`<item><title>T</title><description>${'&lt;h'.repeat(400_000)}</description></item>`),
    ],
    [
      'deep HTML',
      rss(
        `<item><title>T</title><description>${'&lt;div&gt;'.repeat(100_000)}</description></item>`.repeat(4),
      ),
    ],
    ['ampersands', rss(`<item><title>${'&'.repeat(1_000_000)}</title></item>`)],
    ['quotes', `<rss version="${'" a="'.repeat(500_000)}"></rss>`],
    ['blanks', rss(`<item><title>x${' '.repeat(2_000_000)}y</title></item>`)],
    [
      'names of prototypes',
      rss('<item><__proto__>x</__proto__><constructor>y</constructor><_>z</_><title>T</title></item>'),
    ],
    ['deep JSON', `{"version":"https://jsonfeed.org/version/1","items":${'['.repeat(1_000_000)}`],
  ])('%s', async (_, text) => {
    const start = performance.now();
    await parseFeed(Buffer.from(text), BASE);
    expect(performance.now() - start).toBeLessThan(3_000);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});
