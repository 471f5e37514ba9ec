import { describe, expect, it } from 'vitest';
import { RUST } from '../../../config/topics/rust/topic.ts';
import { toMessageId } from '../../../src/domain/ids.ts';
import type { Commit } from '../../../src/domain/item/commit.ts';
import type { JudgedItem } from '../../../src/domain/item/item.ts';
import { judgeCommit } from '../../../src/domain/item/judge-commit.ts';
import { judgeRelease } from '../../../src/domain/item/judge-release.ts';
import type { Release } from '../../../src/domain/item/release.ts';
import { titleKey } from '../../../src/domain/series/title.ts';
import { keyOf } from '../../../src/domain/thread.ts';

const KNOWN = 'b'.repeat(40);

function commit(part: Partial<Commit>): Commit {
  return {
    kind: 'commit',
    id: 'a'.repeat(40),
    subject: 'subsys: do it',
    author: { name: 'Jane Doe', email: 'jane@example.org' },
    date: 1,
    committed: 2,
    body: '',
    merge: false,
    upstream: undefined,
    links: [],
    files: undefined,
    tree: 'mainline',
    release: undefined,
    ...part,
  };
}

const judged = (part: Partial<Commit>): JudgedItem<Commit> =>
  judgeCommit(commit(part), RUST, (oid) => oid === KNOWN);
const categoryOf = (part: Partial<Commit>): string => judged(part).verdict.category;

describe('judgeCommit', () => {
  it.each([
    ['drivers/pwm/pwm_example.rs', 'code'],
    ['rust/Makefile', 'build'],
    ['rust/helpers/pwm.c', 'code'],
    ['drivers/pwm/pwm_example.c', 'none'],
    ['security/keys/trusted.c', 'none'],
  ])('by its files: %s is %s', (file, category) => {
    expect(categoryOf({ files: [file] })).toBe(category);
  });

  it('knows by its files even what was added, under any name', () => {
    expect(categoryOf({ files: ['lib/a.c', 'lib/ö b.rs'], added: ['lib/ö b.rs'] })).toBe('code');
    expect(judged({ files: ['lib/a\n+++ b/x.rs\nz.c'] }).verdict.relevant).toBe('no');
  });

  it.each([
    ['rust: pci: add config space', 'code'],
    ['rust_binder: fix a race', 'code'],
    ['gpu: nova-core: wait for it', 'code'],
    ['docs: rust: quick start', 'docs'],
    ['MAINTAINERS: add a Rust reviewer', 'maintainers'],
    ['kbuild: rust: add a flag', 'build'],
    ['futex: make robust lists faster', 'none'],
    ['KEYS: trusted: mend it', 'none'],
    ['HID: thrustmaster: add a wheel', 'none'],
    ['module: remove what Rusty left', 'none'],
    ['Linux 9.2.3', 'none'],
  ])('without files by its subject: %s is %s', (subject, category) => {
    expect(categoryOf({ subject })).toBe(category);
  });

  it('without files is less sure of words alone', () => {
    expect(categoryOf({ body: 'Rust needs it: the Rust abstraction calls it, see rustc.' })).toBe('prereq');
    expect(judged({ body: 'As in Rust.' }).verdict.relevant).toBe('no');
    expect(judged({ body: 'Signed-off-by: Jane Rust <rust@example.org>' }).verdict.relevant).toBe('no');
    expect(judged({ subject: 'rust: a' }).verdict.confidence).toBeLessThan(
      judged({ files: ['a.rs'] }).verdict.confidence,
    );
  });

  it.each([
    ["Merge tag 'rust-9.2' of https://git.example.org/linux", 'discussion'],
    ["Merge tag 'rust-9.2-2' of gitolite.example.org:pub/linux", 'discussion'],
    ["Merge tag 'rust-fixes-9.2' of git://git.example.org..", 'discussion'],
    ["Merge tag 'drm-rust-next-2026-07-01' of git://git.example.org/drm", 'discussion'],
    ["Merge tag 'trust-9.2' of https://git.example.org/Rust-for-Linux/linux", 'none'],
    ["Merge tag 'robust-9.2' of https://git.example.org/rust", 'none'],
    ["Merge branch 'fixes' of https://git.example.org/rust", 'none'],
  ])('a merge by its tag and not by its place: %s', (subject, category) => {
    const { verdict, keys } = judged({ subject, merge: true });
    expect(verdict.category).toBe(category);
    expect(keys).not.toContain(titleKey(subject));
  });

  it('a merge by what it says it brings', () => {
    const merge = { subject: "Merge tag 'driver-core-9.2' of git://git.example.org/x", merge: true };
    expect(categoryOf({ ...merge, body: 'Pull driver core updates\n\n - Rust: devres\n' })).toBe(
      'discussion',
    );
    expect(categoryOf({ ...merge, body: 'Pull driver core updates\n\n - robust devres\n' })).toBe('none');
  });

  it('as what it carries over, or as another source knew it', () => {
    expect(judged({ upstream: KNOWN }).verdict).toMatchObject({ category: 'code', relevant: 'yes' });
    expect(judged({ id: KNOWN }).verdict.evidence).toEqual([
      { rule: 'known-topic-commit', where: 'commit', text: KNOWN },
    ]);
    expect(judged({ upstream: 'c'.repeat(40) }).verdict.relevant).toBe('no');
  });

  it('has areas by files, else by subject, and none where it does not matter', () => {
    expect(judged({ files: ['drivers/pwm/pwm_example.rs'] }).areas).toEqual(['pwm']);
    expect(judged({ subject: 'rust: pwm: add it' }).areas).toEqual(['pwm']);
    expect(judged({ subject: 'pwm: add it', files: ['drivers/pwm/a.c'] }).areas).toEqual([]);
  });

  describe('with what its tree shows', () => {
    const files = ['drivers/gpio/one.rs', 'drivers/gpio/Makefile', 'io_uring/deep/two.rs', 'tools/x/main.rs'];
    const found = (part: Partial<Commit>): unknown[] =>
      judged({ files, added: files, ...part }).findings.map(({ key }) => key);

    it('tells where it is the first, as the patch does', () => {
      const { findings } = judged({ files, added: files, firsts: ['drivers/gpio', 'tools/x'] });
      expect(findings).toEqual([
        {
          type: 'first-in-subsystem',
          title: 'Rust arrives in drivers/gpio',
          significance: 'major',
          key: 'drivers/gpio',
          evidence: [{ rule: 'tree-first', where: 'files', text: 'drivers/gpio/one.rs' }],
        },
      ]);
    });

    it.each([
      [
        ['drivers', 'io_uring'],
        ['drivers/gpio', 'io_uring/deep'],
      ],
      [['drivers/gpio/sub', 'io_uring/deep'], ['io_uring/deep']],
      [['drivers/gp', 'io'], []],
      [[], []],
    ])('where nothing stood below %j', (firsts, keys) => {
      expect(found({ firsts })).toEqual(keys);
    });

    it('tells none of a backport, and of what it did not add', () => {
      expect(found({ firsts: ['drivers'], upstream: 'c'.repeat(40) })).toEqual([]);
      expect(found({ firsts: ['drivers'], added: ['io_uring/deep/two.rs'] })).toEqual([]);
      expect(found({ added: [], firsts: ['drivers'] })).toEqual([]);
    });
  });

  it('is found by its id, its origin, its mails and its title', () => {
    const link = toMessageId('x@example.org');
    const { keys } = judged({ upstream: KNOWN, links: link ? [link] : [] });
    expect(keys).toEqual([
      keyOf('a'.repeat(40)),
      keyOf(KNOWN),
      keyOf('x@example.org'),
      titleKey('subsys: do it'),
    ]);
  });
});

describe('judgeRelease', () => {
  const release: Release = {
    kind: 'release',
    id: '9.2.3',
    moniker: 'stable',
    date: 1,
    eol: false,
    changelog: undefined,
    url: undefined,
    log: undefined,
  };
  const log = { commits: 7, about: [] };

  it('is about the topic where its changelog has commits that are', () => {
    expect(judgeRelease(release, RUST, []).verdict.relevant).toBe('no');
    expect(judgeRelease({ ...release, log }, RUST, []).verdict.relevant).toBe('no');
    const told = judgeRelease({ ...release, log }, RUST, [KNOWN, KNOWN]);
    expect(told.item.log).toEqual({ commits: 7, about: [KNOWN] });
    expect(told.verdict).toMatchObject({
      relevant: 'yes',
      evidence: [{ text: '1 of 7 commits are about Rust' }],
    });
    expect(told.keys).toEqual([keyOf('9.2.3')]);
  });

  it('says nothing of commits as long as the changelog was not read', () => {
    expect(judgeRelease(release, RUST, [KNOWN])).toMatchObject({
      item: release,
      verdict: { relevant: 'no' },
    });
  });
});
