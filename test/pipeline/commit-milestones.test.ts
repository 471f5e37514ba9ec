import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RUST } from '../../config/topics/rust/topic.ts';
import { toMessageId } from '../../src/domain/ids.ts';
import type { Commit } from '../../src/domain/item/commit.ts';
import { judgeCommit } from '../../src/domain/item/judge-commit.ts';
import type { Milestone } from '../../src/domain/milestone/milestone.ts';
import { listMilestones } from '../../src/pipeline/milestones.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { importInto } from './ingesting.ts';

const DAY = 86_400_000;
const POSTED = Date.UTC(2026, 5, 1, 12);
const MERGED = POSTED + 40 * DAY;
const NOW = POSTED + 60 * DAY;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lorewatch-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const added = (path: string): string =>
  `diff --git a/${path} b/${path}\nnew file mode 100644\n--- /dev/null\n+++ b/${path}\n@@ -0,0 +1 @@\n+//! One.\n`;
const BUILT =
  'diff --git a/drivers/hwmon/Makefile b/drivers/hwmon/Makefile\n--- a/drivers/hwmon/Makefile\n+++ b/drivers/hwmon/Makefile\n@@ -1 +1,2 @@\n a\n+obj-$(CONFIG_TMP999_RUST) += tmp999_rust.o\n';
const DRIVER = added('drivers/hwmon/tmp999_rust.rs');

async function post(id: string, subject: string, body: string, at = POSTED): Promise<void> {
  const mails = join(folder, `mails-${id}`);
  mkdirSync(mails);
  const head = [
    'From: Jane Doe <jane@example.org>',
    'To: rust-for-linux@vger.kernel.org',
    `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${id}@example.org>`,
    `Subject: ${subject}`,
  ];
  writeFileSync(join(mails, `${id}.eml`), `${head.join('\n')}\n\nA sensor.\n\n---\n${body}-- \n2.50.1\n`);
  await importInto(join(folder, 'data'), join(mails, `${id}.eml`));
}

function commit(id: string, links: readonly string[], fields: Partial<Commit> = {}): Commit {
  const files = ['drivers/hwmon/Makefile', 'drivers/hwmon/tmp999_rust.rs'];
  return {
    kind: 'commit',
    id: id.repeat(40),
    subject: 'hwmon: a sensor in Rust',
    author: { name: 'Jane Doe', email: 'jane@example.org' },
    date: POSTED - DAY,
    committed: MERGED,
    body: '',
    merge: false,
    upstream: undefined,
    links: links.flatMap((link) => toMessageId(`${link}@example.org`) ?? []),
    files,
    added: files.slice(1),
    firsts: ['drivers/hwmon'],
    tree: 'mainline',
    release: undefined,
    ...fields,
  };
}

function milestones(commits: readonly Commit[], now = NOW): Milestone[] {
  const store = openStore(join(folder, 'data'), 'write', () => NOW);
  try {
    const items = commits.map((one) => judgeCommit(one, RUST, () => false));
    store.rememberItems({ source: 'torvalds', items, broken: [], memory: undefined });
    return listMilestones(store, RUST, { now }).filter(({ type }) => type === 'first-in-subsystem');
  } finally {
    store.close();
  }
}

const steps = (found: readonly Milestone[]): unknown[] =>
  found.map((one) => one.steps.map(({ step, date }) => [step, date]));

describe('the first Rust of a part of the kernel', () => {
  it('is one milestone of the mail and its commit', async () => {
    await post('v1', '[PATCH] hwmon: a sensor in Rust', DRIVER + BUILT);
    expect(milestones([])).toHaveLength(1);
    const found = milestones([commit('a', ['v1'])]);
    expect(found).toMatchObject([
      { title: 'Rust arrives in drivers/hwmon', messageId: 'v1@example.org', date: POSTED },
    ]);
    expect(steps(found)).toEqual([
      [
        ['proposed', POSTED],
        ['merged', MERGED],
      ],
    ]);
  });

  it('is one of a mail that does not show it by itself, and its commit', async () => {
    await post('v1', '[PATCH] hwmon: a sensor in Rust', DRIVER);
    expect(milestones([])).toEqual([]);
    const found = milestones([commit('a', ['bug', 'v1', 'other'])]);
    expect(found).toMatchObject([{ messageId: 'v1@example.org', mails: ['v1@example.org'] }]);
    expect(steps(found)).toEqual([
      [
        ['proposed', POSTED],
        ['merged', MERGED],
      ],
    ]);
    expect(milestones([], MERGED - 1)).toEqual([]);
  });

  it('is one of a series of which another patch shows it', async () => {
    await post('v1-1', '[PATCH 1/2] hwmon: a part of a sensor in Rust', added('drivers/hwmon/part.rs'));
    await post('v1-2', '[PATCH 2/2] hwmon: a sensor in Rust', DRIVER + BUILT, POSTED + 1000);
    const part = { subject: 'hwmon: a part of a sensor in Rust', added: ['drivers/hwmon/part.rs'] };
    const found = milestones([
      commit('a', ['v1-1'], part),
      commit('b', ['v1-2'], { firsts: [] }),
      // Another branch that did not have it yet.
      commit('c', ['unread'], { subject: 'hwmon: another one', committed: MERGED + DAY }),
    ]);
    expect(found).toHaveLength(1);
    expect(found[0]?.steps.map(({ step }) => step)).toEqual(['proposed', 'merged']);
  });

  it('is one of a commit whose mail was never read', () => {
    const found = milestones([commit('a', ['bug', 'unread'])]);
    expect(found).toMatchObject([
      {
        id: 'first-in-subsystem:drivers/hwmon:unread@example.org',
        title: 'Rust arrives in drivers/hwmon',
        significance: 'major',
        messageId: 'unread@example.org',
        date: MERGED,
        series: undefined,
        area: 'hwmon',
      },
    ]);
    expect(steps(found)).toEqual([[['merged', MERGED]]]);
    expect(found[0]?.steps[0]?.evidence).toEqual([
      { rule: 'tree-first', where: 'files', text: 'drivers/hwmon/tmp999_rust.rs' },
      expect.objectContaining({ text: expect.stringContaining('commit aaaaaaaaaaaa') }),
    ]);
    expect(milestones([], MERGED - 1)).toEqual([]);
  });

  it('is what came into the tree first, whatever was proposed and left lying before', async () => {
    await post('old', '[PATCH] hwmon: rust: an older attempt', added('drivers/hwmon/old.rs'));
    const later = { committed: POSTED + 300 * DAY };
    expect(milestones([commit('a', ['unread'], later)], POSTED + 400 * DAY)).toHaveLength(1);
  });

  it('is none without a mail that it names, and none of a backport', () => {
    expect(milestones([commit('a', [])])).toEqual([]);
    expect(milestones([commit('b', ['unread'], { upstream: 'c'.repeat(40) })])).toEqual([]);
  });
});
