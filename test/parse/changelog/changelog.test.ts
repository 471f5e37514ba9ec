import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Commit } from '../../../src/domain/item/commit.ts';
import type { BrokenItem } from '../../../src/domain/item/item.ts';
import { type ChangelogEnd, ChangelogReader } from '../../../src/parse/changelog/changelog.ts';
import { describeWithCorpus } from '../../corpus.ts';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);
const ONE = `commit ${A}
Author: Jörg Döe <Joerg@Example.org>
Date:   Wed May 26 15:20:22 2026 +0200

    rust: a title
    
    commit ${B} upstream.
    
      indented
    Link: https://lore.kernel.org/r/x%40example.org
`;
const TWO = `commit ${B}
Merge: 123456789abc abcdef123456
Author: John <john@example.org>
Date:   Thu May 27 15:20:22 2026 +0200

    Merge tag 'x' of git://git.example.org/x
`;

type Read = ChangelogEnd & {
  readonly all: readonly (Commit | BrokenItem)[];
  readonly told: readonly Commit[];
  readonly broken: readonly BrokenItem[];
};

function read(text: string | Buffer, size = Number.POSITIVE_INFINITY): Read {
  const bytes = Buffer.from(text);
  const reader = new ChangelogReader({ tree: 'linux-9.2.y', release: '9.2.3', name: 'ChangeLog-9.2.3' });
  const all: (Commit | BrokenItem)[] = [];
  for (let at = 0; at < bytes.length; at += size) all.push(...reader.push(bytes.subarray(at, at + size)));
  const end = reader.end();
  all.push(...end.items);
  return {
    ...end,
    all,
    told: all.filter((one) => one.kind === 'commit'),
    broken: all.filter((one) => one.kind === 'broken'),
  };
}

describe('ChangelogReader', () => {
  it('reads commits with what their messages say', () => {
    const { told, broken, commits, incomplete } = read(`${ONE}\n${TWO}`);
    expect([broken, commits, incomplete]).toEqual([[], 2, undefined]);
    expect(told[0]).toEqual({
      kind: 'commit',
      id: A,
      subject: 'rust: a title',
      author: { name: 'Jörg Döe', email: 'joerg@example.org' },
      date: Date.UTC(2026, 4, 26, 13, 20, 22),
      committed: undefined,
      body: `commit ${B} upstream.\n\n  indented\nLink: https://lore.kernel.org/r/x%40example.org`,
      merge: false,
      upstream: B,
      links: ['x@example.org'],
      files: undefined,
      tree: 'linux-9.2.y',
      release: '9.2.3',
    });
    expect(told[1]).toMatchObject({
      id: B,
      merge: true,
      subject: "Merge tag 'x' of git://git.example.org/x",
    });
  });

  it('reads the same however the bytes are cut', () => {
    const text = `${ONE}\n${TWO}`.replaceAll('\n', '\r\n').replace('\r\n', '\n');
    for (const size of [1, 2, 3, 7, 100]) expect(read(text, size).all).toEqual(read(text).all);
    expect(read(text).told).toEqual(read(`${ONE}\n${TWO}`).told);
  });

  it('tells that it broke off', () => {
    expect(read(`${ONE}\n${TWO.slice(0, -9)}`).incomplete).toBe(
      'ChangeLog-9.2.3 ends in the middle of line 17',
    );
    expect(read('').incomplete).toMatch(/no commits/);
    expect(read('<html><body>Not found</body></html>\n')).toMatchObject({
      commits: 0,
      incomplete: expect.stringMatching(/no commits/),
    });
  });

  it('tells what is none of it, by its line, and reads on', () => {
    const { told, broken } = read(`What is this\nand this\n${ONE}\nstray words\n\ncommit xyz\n${TWO}`);
    expect(told.map(({ id }) => id)).toEqual([A, B]);
    expect(broken.map(({ place }) => place)).toEqual(
      [1, 14, 16].map((line) => `ChangeLog-9.2.3, line ${line}`),
    );
    expect(new Set(broken.map(({ why }) => why))).toEqual(
      new Set(['this is neither a commit nor its message']),
    );
  });

  it('survives binary junk and lines without end', () => {
    const junk = Buffer.from(Array.from({ length: 100_000 }, (_, n) => (n * 7919) % 256));
    const { told, broken } = read(
      Buffer.concat([Buffer.from(`${ONE}\n`), junk, Buffer.from(`\n${TWO}`)]),
      4096,
    );
    expect(told.map(({ id }) => id)).toEqual([A, B]);
    expect(broken.length).toBeGreaterThan(0);
    expect(broken.length).toBeLessThan(25);
    const long = read(`${ONE}    ${'x'.repeat(500_000)}\n\n${TWO}`, 4096);
    expect(long.told.map(({ id }) => id)).toEqual([A, B]);
    expect(long.broken).toMatchObject([{ why: expect.stringMatching(/longer than 16384/) }]);
  });

  it('bounds a message, and still sees where the commit comes from', () => {
    const filler = `    ${'words '.repeat(10)}\n`.repeat(5000);
    const { told } = read(
      `${ONE.slice(0, ONE.indexOf('    rust:'))}    a: b\n    \n${filler}    Link: https://lore.kernel.org/r/end@example.org\n`,
    );
    expect(told[0]?.body.length).toBeLessThanOrEqual(40_000);
    expect(told[0]?.links).toEqual(['end@example.org']);
  });

  it('tells a commit without author and message', () => {
    const { told, broken } = read(`commit ${A}\n\n${TWO}`);
    expect(told.map(({ id }) => id)).toEqual([B]);
    expect(broken).toMatchObject([{ why: `commit ${A} has neither an author nor a message` }]);
  });

  it('reads 50,000 lines in less than a second of CPU, in constant memory', () => {
    const reader = new ChangelogReader({ tree: 't', release: '9.2', name: 'x' });
    const chunk = Buffer.from(`${ONE}\n`.repeat(420));
    const start = process.cpuUsage();
    let most = 0;
    let commits = 0;
    for (let n = 0; n < 11; n++) {
      const given = reader.push(chunk).length;
      commits += given;
      most = Math.max(most, given);
    }
    const { user, system } = process.cpuUsage(start);
    expect(commits + reader.end().items.length).toBe(4620);
    expect(most).toBeLessThanOrEqual(421);
    expect((user + system) / 1000).toBeLessThan(1000);
  });
});

describeWithCorpus('real blocks', (corpus) => {
  it('are read', () => {
    const { told, broken } = read(
      readFileSync(join(corpus, 'samples/changelog/gitlog-blocks-from-mail.txt')),
    );
    expect(told).toHaveLength(25);
    expect(
      told.filter(({ subject, author, date }) => subject !== '' && author.email.includes('@') && date),
    ).toHaveLength(25);
    expect(
      broken.every(
        ({ why }) => why === 'this is neither a commit nor its message' || /more places/.test(why),
      ),
    ).toBe(true);
  });
});
