import { describe, expect, it } from 'vitest';
import { diffOf } from '../../../config/topics/rust/relevance/example.ts';
import { readText } from '../../../src/domain/reading.ts';
import { withoutAddresses } from '../../../src/domain/relevance/judge.ts';
import type { MailExample, Witness } from '../../../src/domain/relevance/rule.ts';
import { testify } from '../../../src/domain/relevance/witness.ts';
import { mailOf } from '../../config/example-mail.ts';

function see(witness: Witness, example: MailExample) {
  const mail = mailOf(example);
  const reading = readText(mail.text);
  return testify(witness, { mail, reading, own: withoutAddresses(reading.own) });
}

const zig: Witness = { in: 'own', words: /\bzig\b/i };
const subject: Witness = { in: 'subject', words: /zig/i };
const diff = diffOf('src/a.zig', '-old', '+new');

describe('each kind of witness', () => {
  it.each<{ what: string; witness: Witness; example: MailExample; seen: unknown }>([
    {
      what: 'files',
      witness: { in: 'files', path: /\.zig$/ },
      example: { body: diff },
      seen: { where: 'diff', text: 'src/a.zig' },
    },
    {
      what: 'files, in vain',
      witness: { in: 'files', path: /\.rs$/ },
      example: { body: diff },
      seen: undefined,
    },
    {
      what: 'files by their old name',
      witness: { in: 'files', path: /\.zig$/ },
      example: { body: 'diff --git a/a.zig b/a.c\nrename from a.zig\nrename to a.c\n' },
      seen: { where: 'diff', text: 'a.zig' },
    },
    {
      what: 'changes',
      witness: { in: 'changes', path: /./, words: /new/ },
      example: { body: diff },
      seen: { where: 'diff of src/a.zig', text: '+new' },
    },
    {
      what: 'changes elsewhere',
      witness: { in: 'changes', path: /\.c$/, words: /new/ },
      example: { body: diff },
      seen: undefined,
    },
    {
      what: 'the subject',
      witness: subject,
      example: { subject: 'Re: a zig' },
      seen: { where: 'subject', text: 'a zig' },
    },
    {
      what: 'own words',
      witness: zig,
      example: { body: 'one\na zig\n' },
      seen: { where: 'own words', text: 'a zig' },
    },
    { what: 'own words, not quoted ones', witness: zig, example: { body: '> a zig\n' }, seen: undefined },
    { what: 'own words, no address', witness: zig, example: { body: 'zig@example.org\n' }, seen: undefined },
    {
      what: 'often',
      witness: { ...zig, atLeast: 3 },
      example: { body: 'zig\nzig zig\n' },
      seen: { where: 'own words', text: 'zig' },
    },
    {
      what: 'not often enough',
      witness: { ...zig, atLeast: 3 },
      example: { body: 'zig zig\n' },
      seen: undefined,
    },
    {
      what: 'the text',
      witness: { in: 'text', words: /zig/ },
      example: { body: '> a zig\n' },
      seen: { where: 'text', text: '> a zig' },
    },
    {
      what: 'recipients',
      witness: { in: 'recipients', address: 'zig@example.org' },
      example: { cc: 'A <Zig@Example.org>' },
      seen: { where: 'cc', text: 'zig@example.org' },
    },
    {
      what: 'no recipients',
      witness: { in: 'recipients', address: 'zig@example.org' },
      example: {},
      seen: undefined,
    },
    {
      what: 'the kind',
      witness: { in: 'kind', kinds: ['cover', 'pull'] },
      example: { subject: '[PATCH 0/2] a' },
      seen: { where: 'mail', text: 'cover' },
    },
    {
      what: 'another kind',
      witness: { in: 'kind', kinds: ['pull'] },
      example: { subject: 'Re: a' },
      seen: undefined,
    },
    {
      what: 'a diff',
      witness: { in: 'diff', present: true },
      example: { body: diff },
      seen: { where: 'diff', text: '' },
    },
    { what: 'no diff', witness: { in: 'diff', present: false }, example: { body: diff }, seen: undefined },
    {
      what: 'a quoted diff',
      witness: { in: 'diff', present: false },
      example: { body: diff.replace(/^/gm, '> ') },
      seen: { where: 'diff', text: '' },
    },
    {
      what: 'any',
      witness: { any: [subject, zig] },
      example: { body: 'zig\n' },
      seen: { where: 'own words', text: 'zig' },
    },
    { what: 'any of none', witness: { any: [] }, example: {}, seen: undefined },
    {
      what: 'all',
      witness: { all: [subject, zig] },
      example: { subject: 'Zig', body: 'no\n' },
      seen: undefined,
    },
    {
      what: 'all: the first with words to show speaks',
      witness: { all: [{ in: 'diff', present: false }, { in: 'kind', kinds: ['other'] }, zig] },
      example: { subject: 'a', body: 'zig\n' },
      seen: { where: 'own words', text: 'zig' },
    },
    { what: 'not', witness: { not: zig }, example: { body: 'c\n' }, seen: { where: 'mail', text: '' } },
    { what: 'not, in vain', witness: { not: zig }, example: { body: 'zig\n' }, seen: undefined },
  ])('sees $what', ({ witness, example, seen }) => {
    expect(see(witness, example)).toEqual(seen);
  });
});

it('what was seen is shown in brief', () => {
  const body = `${'a '.repeat(5000)}zig${' b'.repeat(5000)}\n`;
  const text = see(zig, { body })?.text ?? '';
  expect(text).toContain('zig');
  expect(text.length).toBeLessThanOrEqual(120);
});
