import { describe, expect, it } from 'vitest';
import { RUST } from '../../../config/topics/rust/topic.ts';
import type { Advisory } from '../../../src/domain/item/advisory.ts';
import { judgeAdvisory } from '../../../src/domain/item/judge-advisory.ts';
import { findMilestones } from '../../../src/domain/milestone/find.ts';
import { judge } from '../../../src/domain/relevance/judge.ts';
import { keyOf } from '../../../src/domain/thread.ts';
import { parseMail } from '../../../src/parse/mail/mail.ts';

const FIX = 'a'.repeat(40);

function advisory(change: Partial<Advisory>): Advisory {
  return {
    kind: 'advisory',
    id: 'CVE-2031-10001',
    state: 'published',
    title: 'kettle: mend',
    description: 'Rust would not have let you. Rust! Rust!',
    files: ['drivers/kitchen/kettle.c'],
    fixes: [{ commit: FIX, version: '9.6' }],
    introduced: ['9.4'],
    score: undefined,
    published: 0,
    updated: undefined,
    url: 'https://example.org/CVE-2031-10001',
    ...change,
  };
}

const unknown = () => false;

describe('judgeAdvisory', () => {
  it.each([
    [
      'a file in Rust',
      { files: ['a/b.c', 'drivers/kitchen/teapot.rs'] },
      'code',
      'affected-file',
      'drivers/kitchen/teapot.rs',
    ],
    [
      'the C glue of it',
      { files: ['rust/helpers/teapot.c'] },
      'code',
      'diff-touches-rs',
      'rust/helpers/teapot.c',
    ],
    ['its build', { files: ['rust/Makefile'] }, 'build', 'diff-touches-rust-build', 'rust/Makefile'],
    [
      'its title',
      { title: 'rust: teapot: mend', files: [] },
      'discussion',
      'subject-names-rust',
      'rust: teapot: mend',
    ],
    [
      'its title, beside a file in C',
      { title: 'rust_binder: mend' },
      'discussion',
      'subject-names-rust',
      'rust_binder: mend',
    ],
  ] as const)('is about the topic by %s', (_, change, category, rule, text) => {
    const { verdict } = judgeAdvisory(advisory(change), RUST, unknown);
    expect(verdict).toMatchObject({ category, relevant: 'yes' });
    expect(verdict.evidence).toContainEqual({ rule, where: expect.any(String), text });
  });

  it('is about the topic by a commit that is', () => {
    const { verdict } = judgeAdvisory(advisory({}), RUST, (oid) => oid === FIX);
    expect(verdict).toEqual({
      category: 'code',
      relevant: 'yes',
      confidence: 0.95,
      evidence: [{ rule: 'fixed-by-topic-commit', where: 'fixes', text: FIX }],
    });
  });

  it.each([
    { title: 'KEYS: trusted: mend', files: ['security/keys/trusted-keys/trusted_core.c'] },
    { title: 'futex: make robust lists robust', files: ['kernel/futex/core.c'] },
    { title: 'trusty: mend', files: ['drivers/trusty/trusty.c', 'man/a.rst'] },
    { title: 'thrustmaster: mend', files: [] },
    {},
  ])('is no look-alike: $title', (change) => {
    const judged = judgeAdvisory(advisory(change), RUST, unknown);
    expect(judged.verdict.category).toBe('none');
    expect(judged.findings).toEqual([]);
  });

  it('has the areas of its files, and keys of its id and its fixes', () => {
    const { areas, keys } = judgeAdvisory(
      advisory({ files: ['drivers/pci/a.rs', 'rust/kernel/pci.rs'] }),
      RUST,
      unknown,
    );
    expect(areas).toEqual(['pci']);
    expect(keys).toEqual([keyOf('CVE-2031-10001'), keyOf(FIX)]);
  });

  it('finds what the mail of the announcement shows, less weighty', () => {
    const subject = 'CVE-2031-10001: rust: kettle: mend';
    const mail = parseMail(
      Buffer.from(
        `From: Jane Doe <jane@example.org>\nMessage-ID: <a@example.org>\nSubject: ${subject}\n\nRust.\n`,
      ),
      { source: 'made up', arrived: 0 },
    );
    if ('unreadable' in mail) throw new Error(mail.unreadable);
    const { verdict, reading } = judge(mail, RUST);
    const [announced] = reading ? findMilestones(mail, reading, reading.own, verdict, RUST.milestones) : [];
    const [found] = judgeAdvisory(advisory({ title: 'rust: kettle: mend' }), RUST, unknown).findings;
    expect(found).toMatchObject({ type: announced?.type, title: announced?.title, key: announced?.key });
    expect(found?.significance).toBe('minor');
  });

  it('finds nothing where it is rejected, or the topic has no such type', () => {
    const rust = { files: ['a.rs'] };
    expect(judgeAdvisory(advisory({ ...rust, state: 'rejected' }), RUST, unknown)).toMatchObject({
      verdict: { category: 'code' },
      findings: [],
    });
    expect(judgeAdvisory(advisory(rust), { ...RUST, milestones: [] }, unknown).findings).toEqual([]);
    expect(judgeAdvisory(advisory({ files: ['rust/Makefile'] }), RUST, unknown).findings).toEqual([]);
  });
});
