import { describe, expect, it } from 'vitest';
import type { MessageId } from '../../src/domain/ids.ts';
import { postingKey, sendingStem } from '../../src/domain/posting.ts';
import { parseSubject } from '../../src/domain/subject.ts';

const stems: readonly (readonly [id: string, stem: string | undefined])[] = [
  ['20251104102030.12345-1-ada@example.org', '20251104102030.12345 ada@example.org'],
  ['20251104102030.12345-33-ada@example.org', '20251104102030.12345 ada@example.org'],
  ['20251104102030.12345-3-ada-b@example.org', '20251104102030.12345 ada-b@example.org'],
  ['cover.1762248030.git.ada@example.org', '1762248030.git.ada@example.org'],
  [
    '0123456789abcdef0123456789abcdef01234567.1762248030.git.ada@example.org',
    '1762248030.git.ada@example.org',
  ],
  ['20251104-cursor-v4-0-0123456789ab@example.org', '20251104-cursor-v4 0123456789ab@example.org'],
  ['20251104-cursor-v4-12-0123456789ab@example.org', '20251104-cursor-v4 0123456789ab@example.org'],
  ['20251104-v4-cursor-v10-1-0123456789ab@example.org', '20251104-v4-cursor-v10 0123456789ab@example.org'],
  ['1762248030-12345-1-git-send-email-ada@example.org', undefined],
  ['CAAAAAAAA+BBBB@mail.example.org', undefined],
  ['20251104102030.abc@example.org', undefined],
  ['0123456789ab.1762248030.git.ada@example.org', undefined],
  ['', undefined],
];

it.each(stems)('the stem of %s', (id, stem) => {
  expect(sendingStem(id)).toBe(stem);
});

it('tells two sendings apart', () => {
  expect(sendingStem('20251104102030.12345-1-ada@example.org')).not.toBe(
    sendingStem('20251104102031.12345-1-ada@example.org'),
  );
  expect(sendingStem('20251104-cursor-v4-1-0123456789ab@example.org')).not.toBe(
    sendingStem('20251104-cursor-v5-1-0123456789ab@example.org'),
  );
});

it('is not slow on a hostile id', () => {
  expect(sendingStem(`20251104-${'-v1-1'.repeat(190)}@x`)).toBeUndefined();
});

describe('postingKey', () => {
  const key = (
    subject: string,
    email = 'ada@example.org',
    id = 'a@b',
    kind: 'patch' | 'cover' | 'reply' = 'patch',
  ) =>
    postingKey({
      from: { name: 'Ada', email },
      kind,
      line: parseSubject(subject),
      messageId: id as MessageId,
    });

  it('is one for all parts of a posting', () => {
    const cover = key('[PATCH v2 0/3] a', undefined, 'c@b', 'cover');
    expect(cover).toBeDefined();
    expect(key('[PATCH v2 1/3] b', undefined, '1@b')).toBe(cover);
    expect(key('[PATCH v2 3/3] c', undefined, '3@b')).toBe(cover);
  });

  it.each([
    ['another revision', '[PATCH v3 1/3] b', undefined],
    ['a corrected revision', '[PATCH v2.1 1/3] b', undefined],
    ['another length', '[PATCH v2 1/4] b', undefined],
    ['an RFC', '[RFC PATCH v2 1/3] b', undefined],
    ['a resend', '[RESEND PATCH v2 1/3] b', undefined],
    ['another kernel', '[PATCH 6.12 v2 1/3] b', undefined],
    ['another author', '[PATCH v2 1/3] b', 'eve@example.org'],
  ])('differs for %s', (_, subject, email) => {
    expect(key(subject, email)).not.toBe(key('[PATCH v2 1/3] b'));
  });

  it('does not mind a tree that some parts name and some do not', () => {
    expect(key('[PATCH net-next v2 1/3] b')).toBe(key('[PATCH v2 1/3] b'));
  });

  it('keeps patches sent alone apart, and is none for other mails', () => {
    expect(key('[PATCH] a', undefined, '1@b')).not.toBe(key('[PATCH] a', undefined, '2@b'));
    expect(key('Re: [PATCH v2 1/3] b', undefined, '1@b', 'reply')).toBeUndefined();
    expect(key('no patch')).toBeUndefined();
  });
});
