import { describe, expect, it } from 'vitest';
import type { Said } from '../../../src/domain/series/said.ts';
import { readSaid } from '../../../src/domain/series/said.ts';
import { titleKey } from '../../../src/domain/series/title.ts';
import { mailOf } from '../../config/example-mail.ts';

const LORE = 'https://lore.kernel.org';

function said(subject: string, body: string, from?: string): Said | undefined {
  return readSaid(mailOf({ subject, body, ...(from !== undefined && { from }) }), undefined);
}

function links(body: string): (string | number | undefined)[][] {
  const found = said('[PATCH v3 0/2] rust: a thing', body)?.earlier ?? [];
  return found.map(({ id, revision }) => [id, revision]);
}

describe('links to earlier revisions', () => {
  it.each([
    [
      'as b4 writes them',
      `- Link to v2: ${LORE}/r/20260301-a-v2-0-1a2b3c4d5e6f@example.org`,
      [['20260301-a-v2-0-1a2b3c4d5e6f@example.org', 2]],
    ],
    [
      'with patch.msgid.link',
      '- Link to v1: https://patch.msgid.link/one@example.org',
      [['one@example.org', 1]],
    ],
    [
      'as a list',
      `v2: ${LORE}/all/two@example.org/\nv1: ${LORE}/all/one@example.org/T/#u`,
      [
        ['two@example.org', 2],
        ['one@example.org', 1],
      ],
    ],
    ['in the line below', `Changes since v1:\n  ${LORE}/lkml/one@example.org/`, [['one@example.org', 1]]],
    ['in brackets', `Changes since v1 (${LORE}/lkml/one@example.org/):`, [['one@example.org', 1]]],
    [
      'as a footnote',
      `This addresses the comments on v2 [1].\n\n[1] ${LORE}/lkml/two@example.org/`,
      [['two@example.org', 2]],
    ],
    ['to the RFC', `RFC: ${LORE}/lkml/rfc@example.org/`, [['rfc@example.org', undefined]]],
    [
      'to the previous version',
      `Previous version: ${LORE}/lkml/old@example.org/`,
      [['old@example.org', undefined]],
    ],
  ])('%s', (_name, body, wanted) => {
    expect(links(body)).toEqual(wanted);
  });

  it.each([
    ['what it depends on', `This depends on v3 of the other set: ${LORE}/lkml/other@example.org/`],
    ['what it is based on', `Based on v2 ${LORE}/lkml/other@example.org/`],
    ['a report', `Closes: ${LORE}/lkml/bug@example.org/`],
    ['a plain link', `Link: ${LORE}/lkml/talk@example.org/`],
    ['a quoted line', `> v1: ${LORE}/lkml/one@example.org/`],
    ['a page that is no mail', 'v1: https://example.org/v1'],
    ['itself', `v3: ${LORE}/r/example@example.org`],
  ])('but not %s', (_name, body) => {
    expect(links(body)).toEqual([]);
  });

  it('not those that stand in the diff', () => {
    const diff = `diff --git a/a.rs b/a.rs\n--- a/a.rs\n+++ b/a.rs\n@@ -1 +1 @@\n-a\n+// v1: ${LORE}/r/one@example.org\n`;
    expect(said('[PATCH v2] rust: a thing', diff)).toBeUndefined();
  });
});

it('change-ids, of b4 and of Gerrit', () => {
  const body =
    'base-commit: 1234\nchange-id: 20260302-fan-1a2b3c4d5e6f\nChange-Id: I0123456789abcdef0123456789abcdef01234567\n';
  expect(said('[PATCH] pwm: a fan', body)?.changeIds).toEqual([
    '20260302-fan-1a2b3c4d5e6f',
    'i0123456789abcdef0123456789abcdef01234567',
  ]);
});

describe('tags', () => {
  const tags = (subject: string, body: string, from?: string) => said(subject, body, from)?.tags ?? [];

  it('are carried by a patch, whoever gave them', () => {
    const body =
      'Words.\n\nReviewed-by: Bob Reed <bob@example.org>\nAcked-by: Cy <cy@example.org> # pwm\nSigned-off-by: Jane Doe <jane@example.org>\n---\n';
    expect(tags('[PATCH] pwm: a fan', body)).toEqual([
      { name: 'Reviewed-by', by: 'Bob Reed <bob@example.org>' },
      { name: 'Acked-by', by: 'Cy <cy@example.org>' },
    ]);
  });

  it('are given by the one who sends them, under whichever address, and not in quotes', () => {
    const body =
      '> Reviewed-by: Bob Reed <bob@example.org>\n\nTested-by: Jane Doe <jane@work.example>\nReviewed-by: Bob Reed <bob@example.org>\n';
    expect(tags('Re: [PATCH] pwm: a fan', body)).toEqual([
      { name: 'Tested-by', by: 'Jane Doe <jane@work.example>' },
    ]);
  });
});

describe('objections', () => {
  const stance = (body: string, subject = 'Re: [PATCH] pwm: a fan') => said(subject, body)?.stance?.what;

  it.each([
    ['NAK.', 'nack'],
    ['Nacked-by: Jane Doe <jane@example.org>', 'nack'],
    ['So NAK on this whole idea.', 'nack'],
    ['Sorry, please ignore this series.', 'withdrawn'],
    ['This series is superseded by the one sent today.', 'superseded'],
    ['Please send a v2 with that fixed.', 'changes'],
    ['Could you please respin on top of rust-next?', undefined],
    ['This is not a NAK.', undefined],
    ['NAK if that stays.', undefined],
    ['> NAK.', undefined],
    ['The device answers with NACK on the bus.', undefined],
    ['Please ignore this comment of mine.', undefined],
    ['Is that a NAK?', undefined],
  ])('%s', (body, wanted) => {
    expect(stance(body)).toBe(wanted);
  });
});

it('the shortlog of a pull request, long titles in one', () => {
  const body =
    'Please pull.\n\nJane Doe (2):\n      rust: pwm: add a fan\n      rust: pwm: add a rather long title that goes on\n         in the next line\n\nBob (1):\n      clk: a gate\n\n rust/a.rs | 2 +-\n';
  expect(said('[GIT PULL] Rust for v7.2', body)?.listed).toEqual(
    [
      'rust: pwm: add a fan',
      'rust: pwm: add a rather long title that goes on in the next line',
      'clk: a gate',
    ].map(titleKey),
  );
});

it('nothing is kept of a mail that says nothing', () => {
  expect(said('Re: [PATCH] pwm: a fan', 'I like it.\n')).toBeUndefined();
  expect(said('[PATCH] pwm: a fan', 'Words.\n')).toBeUndefined();
  expect(said('Hello', 'change-id: 20260302-fan-1a2b3c4d5e6f\n')).toBeUndefined();
});

it('is bounded on hostile text', () => {
  const line = `${'v1 '.repeat(20_000)}${LORE}/r/a@b ${'https://x/ '.repeat(2000)}`;
  const links = Array.from({ length: 2000 }, (_, i) => `v1: ${LORE}/r/${i}@b`).join('\n');
  const tags = Array.from({ length: 2000 }, (_, i) => `Reviewed-by: P${i} <p${i}@b>`).join('\n');
  const found = said('[PATCH v2] x', `${line}\n${links}\n${tags}\n`);
  expect(found?.earlier.length).toBeLessThanOrEqual(40);
  expect(found?.tags.length).toBeLessThanOrEqual(60);
  expect(said('Re: [PATCH v2] x', `${'nak '.repeat(50_000)}\n`)?.stance?.quote.length).toBeLessThanOrEqual(
    160,
  );
});
