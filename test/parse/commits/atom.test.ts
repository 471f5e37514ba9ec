import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCommitsFeed } from '../../../src/parse/commits/atom.ts';
import { describeWithCorpus } from '../../corpus.ts';

const A = 'a'.repeat(40);
const entry = (id: string, title = 'rust: a &amp; b', content = ''): string =>
  `<entry><title>${title}</title><updated>2026-08-30T10:00:00Z</updated><author><name>Jane Doe</name><email>Jane@Example.org</email></author><published>2026-08-29T10:00:00+02:00</published><link rel='alternate' type='text/html' href='https://git.example.org/?id=${id}'/><id>${id}</id><content type='text'>\n${content}</content></entry>`;
const feed = (...entries: string[]): string =>
  `<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title><id>x</id><updated>2026-08-30T10:00:00Z</updated>${entries.join('')}</feed>`;

describe('parseCommitsFeed', () => {
  it.each([A, `urn:sha1:${A}`])('reads an entry with the id %s', (id) => {
    const body = `Why.\n\nLink: https://lore.kernel.org/r/x@example.org\n`;
    expect(parseCommitsFeed(feed(entry(id, undefined, body)), 'mainline')).toEqual({
      kind: 'read',
      commits: [
        {
          kind: 'commit',
          id: A,
          subject: 'rust: a & b',
          author: { name: 'Jane Doe', email: 'jane@example.org' },
          date: Date.UTC(2026, 7, 29, 8),
          committed: undefined,
          body: body.trimEnd(),
          merge: false,
          upstream: undefined,
          links: ['x@example.org'],
          files: undefined,
          tree: 'mainline',
          release: undefined,
        },
      ],
      broken: [],
    });
  });

  it.each([
    ["Merge tag 'rust-9.2' of git://git.example.org/x", true],
    ["Merge branch 'fixes'", true],
    ['Merge patch series "a"', true],
    ['Merge two functions of the scheduler', false],
    ['mm: Merge tag handling', false],
  ])('takes %s for a merge: %s', (subject, merge) => {
    const read = parseCommitsFeed(feed(entry(A, subject)), 't');
    expect(read.kind === 'read' && read.commits[0]?.merge).toBe(merge);
  });

  it('counts entries without a commit id', () => {
    const read = parseCommitsFeed(feed(entry('abc'), entry(A), entry('')), 'mainline');
    expect(read).toMatchObject({
      commits: [{ id: A }],
      broken: [{ place: 'the feed of mainline, entry 1' }, { place: 'the feed of mainline, entry 3' }],
    });
  });

  it.each([
    '<!doctype html><html></html>',
    '<rss></rss>',
    '',
    'Making sure',
    '<!DOCTYPE feed []><feed></feed>',
  ])('refuses %j', (text) => {
    expect(parseCommitsFeed(text, 't').kind).toBe('refused');
  });
});

describeWithCorpus('a real feed of a cgit', (corpus) => {
  it('is read', () => {
    const read = parseCommitsFeed(
      readFileSync(join(corpus, 'samples/cgit/cgit-atom-zx2c4-excerpt.xml'), 'utf8'),
      'cgit',
    );
    expect(read).toMatchObject({
      kind: 'read',
      broken: [],
      commits: [{ subject: 'CGIT 0.8.3', merge: false }, { merge: true }],
    });
  });
});
