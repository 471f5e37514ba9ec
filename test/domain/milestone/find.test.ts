import { describe, expect, it } from 'vitest';
import { diffOf } from '../../../config/topics/rust/relevance/example.ts';
import { findMilestones } from '../../../src/domain/milestone/find.ts';
import { readText } from '../../../src/domain/reading.ts';
import { withoutAddresses } from '../../../src/domain/relevance/judge.ts';
import type { MailExample } from '../../../src/domain/relevance/rule.ts';
import type { Relevant } from '../../../src/domain/verdict.ts';
import { mailOf } from '../../config/example-mail.ts';
import { TYPES } from './small-types.ts';

function find(example: MailExample, relevant: Relevant = 'yes') {
  const mail = mailOf(example);
  const reading = readText(mail.text);
  const verdict = { category: 'code' as const, relevant, confidence: 1, evidence: [] };
  return findMilestones(mail, reading, withoutAddresses(reading.own), verdict, TYPES);
}

const raise = diffOf('tools', '-zig 0.15', '+zig 0.16');
const newZig = (path: string) =>
  `diff --git a/${path} b/${path}\nnew file mode 100644\n--- /dev/null\n+++ b/${path}\n@@ -0,0 +1 @@\n+//\n`;

describe('a finding', () => {
  it('has the type, the title, the key and the evidence of its proof', () => {
    expect(find({ subject: '[PATCH] raise it', body: raise })).toEqual([
      {
        type: 'big',
        title: 'Zig raised to 0.16',
        significance: 'major',
        key: 'zig-0.16',
        evidence: [{ rule: 'big-shown', where: 'diff of tools', text: '+zig 0.16' }],
      },
    ]);
  });

  it('is made of the first proof that holds', () => {
    expect(find({ subject: '[PATCH] upgrade Zig', body: raise }).map(({ title }) => title)).toEqual([
      'Zig raised to 0.16',
    ]);
    expect(find({ subject: '[PATCH 0/2] upgrade Zig' })).toMatchObject([
      { title: 'Zig raised: upgrade Zig', key: '', evidence: [{ rule: 'big-said', where: 'subject' }] },
    ]);
  });

  it('is made once for each key', () => {
    const body = newZig('net/a.zig') + newZig('net/b.zig') + newZig('fs/c.zig');
    expect(find({ subject: '[PATCH] files', body }).map(({ key }) => key)).toEqual(['net/zig', 'fs/zig']);
  });

  it('names who wrote it', () => {
    const from = 'The Boss <boss@example.org>';
    expect(find({ from, subject: 'Re: [PATCH] zig: more', body: 'No.\n' })).toMatchObject([
      { title: 'The Boss on: zig: more' },
    ]);
  });
});

describe('nothing is found', () => {
  it.each<{ what: string; example: MailExample }>([
    { what: 'in a line that was moved', example: { body: diffOf('tools', '-zig 0.16', ' a', '+zig 0.16') } },
    { what: 'in the context', example: { body: diffOf('tools', ' zig 0.16', '+b') } },
    { what: 'in another file', example: { body: diffOf('tools.md', '+zig 0.16') } },
    { what: 'in a line of the other sign', example: { body: diffOf('tools', '-zig 0.16') } },
    { what: 'in another paragraph', example: { body: diffOf('PEOPLE', ' ZIG', ' ', '+M: Jane Doe') } },
    { what: 'in a person who only moved', example: { body: diffOf('PEOPLE', ' ZIG', '-M: A B', '+M: A B') } },
    { what: 'in what only looks like it', example: { subject: '[PATCH] fix zig', body: raise } },
    { what: 'in a quoted diff', example: { subject: 'Re: [PATCH] raise', body: raise.replace(/^/gm, '> ') } },
    { what: 'in an answer', example: { subject: 'Re: [PATCH] upgrade zig', body: 'Yes.\n' } },
    { what: 'in a forwarded mail', example: { subject: 'Fwd: [PATCH] raise', body: raise } },
    { what: 'for a stable tree', example: { subject: '[PATCH 6.12 3/9] raise', body: raise } },
    { what: 'for a long-term tree', example: { subject: '[PATCH 5.10.y] raise', body: raise } },
    { what: 'by a machine', example: { subject: '[PATCH AUTOSEL 6.13 1/3] raise', body: raise } },
    { what: 'upstream already', example: { body: `[ Upstream commit 0123456789ab ]\n\n${raise}` } },
  ])('$what', ({ example }) => {
    expect(find({ subject: '[PATCH] a', ...example })).toEqual([]);
  });

  it('in mails of another matter', () => {
    expect(find({ subject: '[PATCH] raise it', body: raise }, 'no')).toEqual([]);
  });

  it('but a patch for the next release, or one that weakly is of the topic, is looked at', () => {
    expect(find({ subject: '[PATCH for v6.20] raise it', body: raise })).toHaveLength(1);
    expect(find({ subject: '[PATCH] raise it', body: raise }, 'weak')).toHaveLength(1);
  });
});

describe('a hostile mail', () => {
  it('is read in one go, and tells a dozen things at most', () => {
    const people = Array.from({ length: 20_000 }, (_, i) => `+M: zig ${i}`);
    const found = find({ subject: '[PATCH] people', body: diffOf('PEOPLE', ...people) });
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThanOrEqual(12);
  });

  it('cannot break out of its line or make it long', () => {
    const subject = `[PATCH 0/2] upgrade zig ${'a'.repeat(1500)}`;
    for (const { title, evidence } of find({ subject })) {
      expect(title.length).toBeLessThanOrEqual(160);
      for (const { text } of evidence) expect(text.length).toBeLessThanOrEqual(120);
    }
  });
});
