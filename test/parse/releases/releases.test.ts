import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseKdist } from '../../../src/parse/releases/kdist.ts';
import { parseReleases } from '../../../src/parse/releases/releases.ts';
import type { ReleasesRead } from '../../../src/parse/releases/row.ts';
import { describeWithCorpus } from '../../corpus.ts';

const ROW = {
  moniker: 'stable',
  version: '9.2.3',
  iseol: false,
  released: { timestamp: 1_800_000_000, isodate: '2027-01-15' },
  changelog: 'https://cdn.example.org/ChangeLog-9.2.3',
  gitweb: 'https://git.example.org/9.2.3',
  diffview: null,
  source: null,
  pgp: null,
  patch: { full: null, incremental: null },
};

const list = (...rows: unknown[]): string =>
  JSON.stringify({ latest_stable: { version: '9.2.3' }, releases: rows });
function rows(read: ReleasesRead): Extract<ReleasesRead, { kind: 'read' }> {
  if (read.kind === 'refused') throw new Error(read.why);
  return read;
}

describe('parseReleases', () => {
  it('reads a row', () => {
    expect(rows(parseReleases(list(ROW)))).toEqual({
      kind: 'read',
      releases: [
        {
          kind: 'release',
          id: '9.2.3',
          moniker: 'stable',
          date: 1_800_000_000_000,
          eol: false,
          changelog: ROW.changelog,
          url: ROW.gitweb,
          log: undefined,
        },
      ],
      broken: [],
    });
  });

  it.each([
    ['no changelog', { changelog: null }, { changelog: undefined }],
    [
      'nothing but a name',
      { iseol: undefined, released: undefined, changelog: undefined, gitweb: undefined },
      { eol: false, date: undefined, changelog: undefined, url: undefined },
    ],
    ['a moniker nobody knows', { moniker: 'super longterm' }, { moniker: 'super longterm' }],
    ['its end', { iseol: true }, { eol: true }],
    ['only a day', { released: { isodate: '2027-01-15' } }, { date: Date.UTC(2027, 0, 15) }],
    ['a day that is none', { released: { isodate: '2027-99-99' } }, { date: undefined }],
    [
      'a link that is none',
      { changelog: 'javascript:alert(1)', gitweb: 'https://a b' },
      { changelog: undefined, url: undefined },
    ],
    ['another make of version', { version: 'next-20270115', moniker: 'linux-next' }, { id: 'next-20270115' }],
    ['another major', { version: '12.0' }, { id: '12.0' }],
  ])('reads a row with %s', (_, part, expected) => {
    expect(rows(parseReleases(list({ ...ROW, ...part }))).releases).toMatchObject([expected]);
  });

  it('counts broken rows and reads the others', () => {
    const read = rows(
      parseReleases(
        list(
          null,
          { ...ROW, version: null },
          ROW,
          { ...ROW, version: '<b>1</b>' },
          { ...ROW, moniker: 7 },
          'x',
        ),
      ),
    );
    expect(read.releases).toHaveLength(1);
    expect(read.broken.map(({ place }) => place)).toEqual(
      [1, 2, 4, 5, 6].map((row) => `releases.json, row ${row}`),
    );
  });

  it.each([
    ['<!doctype html><html>', /HTML/],
    ['\n <html>', /HTML/],
    ['{"releases": [', /no JSON/],
    ['', /no JSON/],
    ['[]', /no list/],
    ['{"releases": {}}', /no list/],
  ])('refuses %j', (text, why) => {
    expect(parseReleases(text)).toMatchObject({ kind: 'refused', why: expect.stringMatching(why) });
  });
});

describe('parseKdist', () => {
  const item = (guid: string, more = ''): string =>
    `<item><title>x</title><link>http://www.kernel.org/</link><guid isPermaLink="false">${guid}</guid>${more}</item>`;
  const feed = (...items: string[]): string =>
    `<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>${items.join('')}</channel></rss>`;

  it('reads the guid, whatever the link', () => {
    const table =
      '<description>&lt;strong&gt;9.2.3 (EOL)&lt;/strong&gt;&lt;a href="https://cdn.example.org/v9.x/ChangeLog-9.2.3"&gt;</description>';
    const read = rows(
      parseKdist(
        feed(
          item('kernel.org,stable,9.2.3,2027-01-15', table),
          item(
            'kernel.org,mainline,9.3-rc1,2027-01-16',
            '<pubDate>Sat, 16 Jan 2027 10:00:00 -0000</pubDate>',
          ),
        ),
      ),
    );
    expect(read.releases).toMatchObject([
      {
        id: '9.2.3',
        moniker: 'stable',
        eol: true,
        date: Date.UTC(2027, 0, 15),
        changelog: 'https://cdn.example.org/v9.x/ChangeLog-9.2.3',
      },
      { id: '9.3-rc1', eol: false, date: Date.UTC(2027, 0, 16, 10), changelog: undefined },
    ]);
  });

  it('counts items that name no version', () => {
    const read = rows(
      parseKdist(
        feed(item('https://example.org/1'), item('kernel.org,stable,9.2.3,'), item('kernel.org,,9.2.3')),
      ),
    );
    expect(read.releases.map(({ id, date }) => [id, date])).toEqual([['9.2.3', undefined]]);
    expect(read.broken).toHaveLength(2);
  });

  it.each([
    ['<!DOCTYPE html><html><body></body></html>', /HTML/],
    ['<html></html>', /HTML/],
    [`<!DOCTYPE rss [<!ENTITY a "b">]>${feed()}`, /document type/],
    [feed('<!ENTITY a "b">'), /document type/],
    ['<feed></feed>', /<feed> where <rss>/],
    ['<rss></rss>', /channel/],
    ['{}', /no XML/],
  ])('refuses %j', (text, why) => {
    expect(parseKdist(text)).toMatchObject({ kind: 'refused', why: expect.stringMatching(why) });
  });
});

describeWithCorpus('real lists of releases', (corpus) => {
  const folder = join(corpus, 'samples/kernel.org');
  it.each(readdirSync(folder))('%s', (name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    const read = rows(name.endsWith('.json') ? parseReleases(text) : parseKdist(text));
    expect(read.broken).toEqual([]);
    expect(read.releases.length).toBeGreaterThanOrEqual(10);
    for (const { id, moniker, date, changelog } of read.releases) {
      expect([id, date !== undefined]).toEqual([id, true]);
      const plain = /^\d+(\.\d+)+$/.test(id);
      expect([id, changelog?.endsWith(`/ChangeLog-${id}`) ?? false]).toEqual([id, plain]);
      expect(['mainline', 'stable', 'longterm', 'linux-next']).toContain(moniker);
    }
  });
});
