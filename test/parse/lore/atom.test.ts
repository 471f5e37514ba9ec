import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type LoreEntry, parseLoreAtom } from '../../../src/parse/lore/atom.ts';
import { describeWithCorpus } from '../../corpus.ts';

const HEAD =
  '<?xml version="1.0" encoding="us-ascii"?>\n<feed\nxmlns="http://www.w3.org/2005/Atom"\nxmlns:thr="http://purl.org/syndication/thread/1.0"><title>x</title><updated>2026-01-01T00:00:00Z</updated>';

function entry(href: string, more = ''): string {
  return `<entry><title>t</title><updated>2026-02-03T04:05:06Z</updated><link\nhref="${href}"/>${more}</entry>`;
}
function entriesOf(text: string): readonly LoreEntry[] {
  const feed = parseLoreAtom(text);
  if (feed.kind !== 'feed') throw new Error(feed.why);
  return feed.entries;
}

it('takes the Message-ID from the link, whatever characters it has', () => {
  const reply =
    '<thr:in-reply-to\nref="urn:uuid:1"\nhref="http://lore.example.org/gizmo/first%2F1@example.org/"/>';
  const feed = `${HEAD}${entry('http://lore.example.org/gizmo/a%2Fb+c=d%25e&amp;f%3Fg%23h@example.org/', reply)}</feed>\n`;
  expect(entriesOf(feed)).toEqual([
    {
      messageId: 'a/b+c=d%e&f?g#h@example.org',
      updated: Date.UTC(2026, 1, 3, 4, 5, 6),
      inReplyTo: 'first/1@example.org',
    },
  ]);
});

it('counts entries without a link, and takes a time that is none for not told', () => {
  const odd = '<entry><title>x</title></entry>';
  const late = entry('http://h/l/x@example.org/').replace(
    /<updated>.*<\/updated>/,
    '<updated>soon</updated>',
  );
  expect(parseLoreAtom(`${HEAD}${odd}${late}</feed>`)).toEqual({
    kind: 'feed',
    unreadable: 1,
    entries: [{ messageId: 'x@example.org', updated: undefined, inReplyTo: undefined }],
  });
});

it.each([
  ['a page', '<!doctype html><html><body>Making sure</body></html>', /page \(HTML\)/],
  [
    'a page of XHTML',
    '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"></html>',
    /page \(HTML\)/,
  ],
  ['another format', '<rss version="2.0"><channel/></rss>', /begins with <rss>/],
  ['nothing', '', /no element/],
  ['words', 'Not Found\n', /no element/],
  ['half a feed', `${HEAD}${entry('http://h/l/x@example.org/')}`, /breaks off/],
])('refuses %s, and says why', (_, text, why) => {
  expect(parseLoreAtom(text)).toEqual({ kind: 'refused', why: expect.stringMatching(why) });
});

it('expands no entities of its own making', () => {
  const bomb = `<!DOCTYPE feed [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${HEAD}${entry('http://h/l/&b;@example.org/')}</feed>`;
  expect(entriesOf(bomb)[0]?.messageId).toBe('&b;@example.org');
});

describeWithCorpus('feeds of lore', (corpus) => {
  const read = (name: string): readonly LoreEntry[] =>
    entriesOf(readFileSync(join(corpus, 'samples', 'lore-atom', name), 'utf8'));

  it('are read to the last entry', () => {
    const hits = read('amd-gfx_24-06-25_07-57-35.xml');
    expect(hits).toHaveLength(200);
    expect(hits.every(({ messageId, updated }) => messageId.includes('@') && updated !== undefined)).toBe(
      true,
    );
    expect(new Set(hits.map(({ messageId }) => messageId)).size).toBe(200);
    expect(hits.filter(({ inReplyTo }) => inReplyTo !== undefined).length).toBeGreaterThan(50);
    const short = read('patch_feed_sample_2.xml');
    expect(short).toHaveLength(7);
    expect(short.filter(({ inReplyTo }) => inReplyTo === undefined)).toHaveLength(2);
  });
});
