import { describe, expect, it } from 'vitest';
import { MILESTONE_TYPES } from '../../config/topics/rust/milestones.ts';
import { diffOf } from '../../config/topics/rust/relevance/example.ts';
import { RUST } from '../../config/topics/rust/topic.ts';
import { findMilestones } from '../../src/domain/milestone/find.ts';
import type { Finding } from '../../src/domain/milestone/milestone.ts';
import { readText } from '../../src/domain/reading.ts';
import { judge, withoutAddresses } from '../../src/domain/relevance/judge.ts';
import type { MailExample } from '../../src/domain/relevance/rule.ts';
import type { Verdict } from '../../src/domain/verdict.ts';
import { mailOf } from './example-mail.ts';

function findingsIn(example: MailExample, verdict: Verdict): Finding[] {
  const mail = mailOf(example);
  const reading = readText(mail.text);
  return findMilestones(mail, reading, withoutAddresses(reading.own), verdict, MILESTONE_TYPES);
}

/** Even where the thread makes a mail one of the topic, a look-alike tells nothing. */
const RELEVANT: Verdict = { category: 'discussion', relevant: 'yes', confidence: 1, evidence: [] };

describe.each(MILESTONE_TYPES.map((type) => ({ id: type.id, type })))('milestone $id', ({ id, type }) => {
  it('has examples of both kinds, a sentence and proofs of its own names', () => {
    expect(type.examples.yes.length).toBeGreaterThan(0);
    expect(type.examples.no.length).toBeGreaterThan(0);
    expect(type.summary).toMatch(/^[A-Z].*\.$/);
    expect(type.id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    const proofs = type.proofs.map((proof) => proof.id);
    expect(new Set(proofs).size).toBe(proofs.length);
  });

  it.each(type.examples.yes.map((example) => ({ example, title: example.title })))(
    'tells $title',
    ({ example, title }) => {
      const { verdict } = judge(mailOf(example), RUST);
      const told = findingsIn(example, verdict).filter((finding) => finding.type === id);
      expect(told.map((finding) => finding.title)).toEqual([title]);
    },
  );

  it.each(type.examples.no.map((example) => ({ example, subject: example.subject })))(
    'is not in $subject',
    ({ example }) => {
      expect(findingsIn(example, RELEVANT).filter((finding) => finding.type === id)).toEqual([]);
    },
  );
});

describe('the milestones together', () => {
  it('have ids of their own, and so have the proofs of all of them', () => {
    for (const ids of [
      MILESTONE_TYPES.map(({ id }) => id),
      MILESTONE_TYPES.flatMap(({ proofs }) => proofs.map(({ id }) => id)),
    ]) {
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('look up what was there before a first by a path', () => {
    for (const { first, proofs } of MILESTONE_TYPES) {
      const keys = first ? proofs.flatMap(({ key }) => key ?? []) : [];
      for (const key of keys) expect(key).toMatch(/^(?:rust\/kernel\/)?\{\w+\}$/);
    }
  });

  it.each([
    'lint: enable `clippy::frob` lint',
    'kbuild: add rustc-max-version macro',
    'kbuild: rust: use `-Zdwarf-version` to support DWARFv5',
    'rust: init: update documentation for the new style',
    'rust: proc-macro2: rebuild if the version text changes',
    'kbuild: rust: fix the version check of the compiler',
    'rust: zerocopy: update to v0.8.52',
    'rust: enable the new_uninit feature for drivers',
    'Documentation: kbuild: add versions of symbols',
  ])('are not told by the title %s', (title) => {
    const body = diffOf('rust/Makefile', '-a', '+b');
    for (const subject of [`[PATCH] ${title}`, `[PATCH v2 3/7] ${title}`]) {
      expect(findingsIn({ subject, body }, RELEVANT)).toEqual([]);
    }
    expect(findingsIn({ subject: `Re: [PATCH] ${title}`, body: 'Rust it is.\n' }, RELEVANT)).toEqual([]);
  });

  it.each(MILESTONE_TYPES.flatMap(({ examples }) => examples.yes.map((example) => ({ example }))))(
    'are not told again by a backport of $example.subject',
    ({ example }) => {
      const carried = { ...example, body: `[ Upstream commit 0123456789ab ]\n\n${example.body ?? ''}` };
      expect(findingsIn(carried, RELEVANT)).toEqual([]);
    },
  );

  it.each([
    ' create mode 100644 drivers/a/',
    '\n create mode 100644 rust/kernel/a',
    '\n - add rust ',
    'Rust:\n - ',
    '\nNAK ',
    'Git repository at:\n rus',
    '\tdrivers/a.rs\n',
    '\n+\tselect HAVE_RUST',
    '\n+M:\trust <',
    '\n config RUST\n-',
  ])('get to the end of hostile text made of %j', (piece) => {
    const text = piece.repeat(20_000);
    const heads = ['', 'Kconfig', 'MAINTAINERS', 'arch/x86/Kconfig'].map((path) =>
      path === '' ? '' : `--- a/${path}\n+++ b/${path}\n@@ -1,99999 +1,99999 @@`,
    );
    for (const subject of ['[PATCH 0/2] rust: a', '[PATCH] rust: a', '[GIT PULL] Rust', 'Re: rust: a']) {
      for (const head of heads) {
        expect(findingsIn({ subject, body: head + text }, RELEVANT).length).toBeLessThan(100);
      }
    }
  });
});
