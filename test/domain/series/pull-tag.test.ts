import { describe, expect, it } from 'vitest';
import type { MessageId } from '../../../src/domain/ids.ts';
import { pullTagKey, readMergedTag, readPullTag } from '../../../src/domain/series/pull-tag.ts';
import { landingOfPull } from '../../../src/domain/series/pulled.ts';
import { NOTHING_SAID } from '../../../src/domain/series/said.ts';
import { NO_TREES, type TreeCommit, type Trees } from '../../../src/domain/series/shipped.ts';
import { MONDAY, makeMail } from '../compose/mails.ts';

const DAY = 86_400_000;

describe('the tag of a pull request', () => {
  it.each([
    ['  https://github.com/Rust-for-Linux/linux.git tags/rust-6.13', 'rust-6.13'],
    [
      '  git://git.kernel.org/pub/scm/linux/kernel/git/x/linux.git refs/tags/rust-fixes-7.2',
      'rust-fixes-7.2',
    ],
    ['  gitolite.kernel.org:pub/scm/linux.git tags/pwm/for-7.2-rc1\r', 'pwm/for-7.2-rc1'],
    ['  https://git.example.org/linux.git for-next', undefined],
    ['> https://git.example.org/linux.git tags/quoted-1', undefined],
    ['see the tags/ folder of it', undefined],
  ])('%j: %j', (line, tag) => {
    const text = `Hi Linus,\n\nare available in the Git repository at:\n\n${line}\n\nfor you to fetch\n`;
    expect(readPullTag(text)).toBe(tag);
  });

  it.each([
    ["Merge tag 'rust-7.2' of gitolite.kernel.org:pub/scm/linux/kernel/git/ojeda/linux", 'rust-7.2'],
    ["Merge tag 'rust-6.15' of git://git.kernel.org..", 'rust-6.15'],
    ["Merge tag 'rust-timer-7.2' of https://example.org/linux into rust-next", undefined],
    ["Merge branch 'for-linus' of git://example.org/x", undefined],
    ["rust: say Merge tag 'x' of y", undefined],
  ])('is read out of a merge: %j', (subject, tag) => {
    expect(readMergedTag(subject)).toBe(tag);
  });

  it('without a number says nothing: such names are used again and again', () => {
    expect(pullTagKey('for-linus')).toBeUndefined();
    expect(pullTagKey('rust-7.2')).toBe(pullTagKey('rust-7.2'));
  });
});

describe('a merge', () => {
  const pull = makeMail({
    id: 'p@x',
    subject: '[GIT PULL] Rust for 7.2',
    kind: 'pull',
    said: { ...NOTHING_SAID, tag: 'rust-7.2' },
  });
  const merge = (at: number): TreeCommit => ({
    kind: 'commit',
    id: '3'.repeat(40),
    subject: "Merge tag 'rust-7.2' of git://example.org/linux",
    author: { name: 'Linus', email: 'linus@example.org' },
    date: at,
    committed: at,
    body: '',
    merge: true,
    upstream: undefined,
    links: [],
    files: undefined,
    tree: 'mainline',
    release: undefined,
    firstSeen: at,
  });
  const trees = (at: number): Trees => ({
    ...NO_TREES,
    commits: new Map([[pullTagKey('rust-7.2') ?? 0, [merge(at)]]]),
  });

  it('of its tag, soon after it was sent, merged a pull request', () => {
    const [step] = landingOfPull(pull, [], trees(MONDAY + 3 * DAY));
    expect(step).toMatchObject({
      state: 'merged',
      tree: 'mainline',
      commit: '3'.repeat(40),
      messageId: 'p@x' as MessageId,
      by: 'Linus <linus@example.org>',
      date: MONDAY + 3 * DAY,
    });
    expect(landingOfPull(pull, [], trees(MONDAY - DAY))).toEqual([]);
    expect(landingOfPull(pull, [], trees(MONDAY + 90 * DAY))).toEqual([]);
    expect(landingOfPull(pull, [], NO_TREES)).toEqual([]);
  });
});
