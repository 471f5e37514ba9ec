import { describe, expect, it } from 'vitest';
import { readOutcome } from '../../src/domain/outcome.ts';

const applied: readonly (readonly [words: string, tree: string])[] = [
  ['Applied to `rust-next`, thanks!', 'rust-next'],
  ['Applied to `rust-fixes` -- thanks everyone!', 'rust-fixes'],
  ['Applied series to rust-next. Thanks!', 'rust-next'],
  ['Applied (both patches) to `rust-fixes` -- thanks!', 'rust-fixes'],
  ['Applied [1] to slab/for-next, thanks.', 'slab/for-next'],
  ['Applied, thanks!', ''],
  ['Applied. Thanks,', ''],
  ['Applied and pushed!', ''],
  ['Applied, but please send a follow-up.', ''],
  ['Both applied.', ''],
  ['Applied with the commit message fixed.', ''],
  ['Now applied to the vfs-6.19.misc branch, thanks!', 'vfs-6.19.misc'],
  ['Thanks, queued for v6.19-rc.', 'v6.19-rc'],
  ['Ok, now queued up, thanks.', ''],
  ['Queued for 6.18, thanks', '6.18'],
  ['Applied to 6.18/scsi-staging, thanks!', '6.18/scsi-staging'],
  ['applied to mips-next.', 'mips-next'],
  ['1/3, applied to linux-kbuild.', 'linux-kbuild'],
  ['Now, 3/4 and 4/4 applied to linux-kbuild.', 'linux-kbuild'],
  ['Applied to\n   https://git.example.org/pub/scm/linux/kernel/git/ada/spi.git for-next', 'ada/spi'],
  ["OK, I've applied the series, thanks.", ''],
  ["I've queued this for modules-next.", 'modules-next'],
  ['I just merged this into selinux/dev, you should see it soon.', 'selinux/dev'],
  ['This one was applied to linux-kbuild.', 'linux-kbuild'],
  ['The first patch was applied to linux-kbuild.', 'linux-kbuild'],
  ['Applied to local tree, thanks!', ''],
  ['Good work.\n\n[1/2] rust: list: add a cursor\n      commit: 0123456789abcdef', ''],
  ['[1/1] rust: list: add a cursor\n      https://git.example.org/ada/c/0123456789ab', ''],
  ['Applied, thanks!\n[1/1] rust: remove duplicated words in hostprogs\n  commit: 0123456789ab', ''],
];

it.each(applied)('applied: %s', (own, tree) => {
  expect(readOutcome({ kind: 'reply' }, own)).toMatchObject({ state: 'applied', tree });
});

const nothing: readonly string[] = [
  'This will be applied to rust-next soon.',
  'It should be applied to rust-next.',
  'Applied the wrong fix.',
  'I applied the wrong fix to rust-next.',
  'Could this be applied?',
  'Can this be applied to rust-next, please?',
  'Applied?',
  'Has this been merged?',
  'I applied your patch and it fails',
  'I applied this patch and tested a failing case. It still fails.',
  'I applied the patches to v6.14-rc7 and did a quick pass',
  'Applied to v6.14-rc7, boots fine.',
  'Applied on top of next, and it builds.',
  'This patch was applied to the wrong base.',
  'This patch merged as 0123456789ab breaks my machine.',
  'With this patch applied, I see a crash.',
  'I already applied a similar patch.',
  'I cannot compile-test each of them until 17/18 is applied.',
  'Not applied, sorry.',
  "I haven't applied this to rust-next.",
  'I would have applied this to rust-next.',
  'If applied to rust-next, this breaks.',
  'the attribute is only\napplied to functions',
  'Macros like these get\nmerged into other files, these files need all of them.',
  'Once merged, please rebase.',
  'Nack.',
  '',
];

it.each(nothing)('no outcome: %s', (own) => {
  expect(readOutcome({ kind: 'reply' }, own)).toBeUndefined();
});

const notices: readonly (readonly [words: string, state: string, tree: string])[] = [
  [
    'Hello:\n\nThis series was applied to example/linux.git (for-next)\nby Ada Example <ada@example.org>:\n\nOn Mon you wrote:',
    'applied',
    'example/linux.git',
  ],
  [
    'The following commit has been merged into the locking/core branch of tip:\n\nCommit-ID: 01',
    'applied',
    'tip locking/core',
  ],
  [
    'The pull request you sent on Mon, 1 Dec 2025 16:37:38 +0100:\n\n> https://git.example.org rust\n\nhas been merged into torvalds/linux.git:\nhttps://git.example.org/torvalds/c/01',
    'merged',
    'mainline',
  ],
  [
    'This is a note to let you know that I have just added the patch titled\n\n    rust: x\n\nto the 6.12-stable tree',
    'applied',
    '6.12-stable',
  ],
  [
    'The patch titled\n     Subject: rust: x\nhas been added to the -mm mm-unstable branch.',
    'applied',
    '-mm',
  ],
];

it.each(notices)('%s', (own, state, tree) => {
  const outcome = readOutcome({ kind: 'notice' }, own);
  expect(outcome).toMatchObject({ state, tree });
  expect(outcome?.quote).toMatch(/^\S.{10,160}$/);
});

it('asks only replies and notices, and quotes the line', () => {
  expect(readOutcome({ kind: 'patch' }, 'Applied, thanks!')).toBeUndefined();
  expect(readOutcome({ kind: 'other' }, 'Applied, thanks!')).toBeUndefined();
  expect(readOutcome({ kind: 'reply' }, 'Hi Ada,\n  Applied to rust-next, thanks!')?.quote).toBe(
    'Applied to rust-next, thanks!',
  );
  expect(
    readOutcome({ kind: 'reply' }, `Applied to rust-next, ${'x'.repeat(1000)}`)?.quote.length,
  ).toBeLessThanOrEqual(160);
});

describe('hostile answers', () => {
  const lines = [
    `applied ${'1'.repeat(390)}`,
    `applied ${'1 '.repeat(190)}`,
    `${'1, '.repeat(125)}applied to x`,
    `I have applied ${'1-'.repeat(180)}`,
    `applied to the ${'the '.repeat(90)}`,
    `${'applied this '.repeat(30)}to`,
  ];
  it.each(lines)('are read in bounded time: %.20s', (line) => {
    const outcome = readOutcome({ kind: 'reply' }, `${line}\n`.repeat(5000));
    expect(outcome === undefined || outcome.quote.length <= 160).toBe(true);
  });
});
