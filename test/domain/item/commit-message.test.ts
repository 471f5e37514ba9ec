import { describe, expect, it } from 'vitest';
import { readCommitMessage } from '../../../src/domain/item/commit-message.ts';

const OID = '0123456789abcdef0123456789abcdef01234567';

describe('readCommitMessage', () => {
  it('takes the first paragraph for the subject, as git does', () => {
    expect(readCommitMessage('\n\nrust: a title\nover two lines\n\nBody.\n\nMore.\n')).toMatchObject({
      subject: 'rust: a title over two lines',
      body: 'Body.\n\nMore.',
    });
    expect(readCommitMessage('only a title')).toMatchObject({ subject: 'only a title', body: '', links: [] });
    expect(readCommitMessage('')).toMatchObject({ subject: '', body: '' });
  });

  it.each([
    `commit ${OID} upstream.`,
    `commit ${OID} upstream`,
    `[ Upstream commit ${OID} ]`,
    `[Upstream commit ${OID.toUpperCase()}]`,
    `Text.\n\n(cherry picked from commit ${OID})`,
  ])('finds what it carries over: %s', (line) => {
    expect(readCommitMessage(`a: b\n\n${line}\n\nWords.`).upstream).toBe(OID);
  });

  it.each([
    `This reverts commit ${OID}.`,
    `Fixes: ${OID} ("x")`,
    `commit ${OID.slice(0, 12)} upstream.`,
    `As in commit ${OID} upstream was broken`,
    `> commit ${OID} upstream.`,
  ])('takes nothing else for it: %s', (line) => {
    expect(readCommitMessage(`a: b\n\n${line}\n`).upstream).toBeUndefined();
  });

  it('prefers what the stable team wrote to what was picked before', () => {
    const picked = 'f'.repeat(40);
    const body = `commit ${OID} upstream.\n\nText.\n(cherry picked from commit ${picked})`;
    expect(readCommitMessage(`a: b\n\n${body}`).upstream).toBe(OID);
  });

  it.each([
    ['Link: https://lore.kernel.org/r/20260101-a-v1-1-ab@example.org', '20260101-a-v1-1-ab@example.org'],
    ['Link: https://lore.kernel.org/all/a%2Bb%40example.org/', 'a+b@example.org'],
    ['Link: https://lore.kernel.org/rust-for-linux/a%2Fb@example.org/T/#u', 'a/b@example.org'],
    ['Link: https://lkml.kernel.org/r/x@example.org', 'x@example.org'],
    ['link: https://patch.msgid.link/x.1@example.org # [1]', 'x.1@example.org'],
    ['Closes: <https://lore.kernel.org/all/bug@example.org>', 'bug@example.org'],
    ['Message-ID: <old.way@example.org>', 'old.way@example.org'],
  ])('reads %s', (line, id) => {
    expect(readCommitMessage(`a: b\n\nText.\n\n${line}\nSigned-off-by: J <j@example.org>`).links).toEqual([
      id,
    ]);
  });

  it.each([
    'Link: https://social.example.org/@jane@example.org/1',
    'Link: https://bugzilla.kernel.org/show_bug.cgi?id=1',
    'Link: https://lore.kernel.org.example.org/r/x@example.org',
    'see https://lore.kernel.org/r/x@example.org',
    'Reported-by: Jane <jane@example.org>',
  ])('takes no mail from %s', (line) => {
    expect(readCommitMessage(`a: b\n\n${line}\n`).links).toEqual([]);
  });

  it('names each mail once and not without end', () => {
    const twice = 'Link: https://lore.kernel.org/r/x@example.org\n'.repeat(3);
    expect(readCommitMessage(`a: b\n\n${twice}`).links).toHaveLength(1);
    const many = Array.from({ length: 99 }, (_, n) => `Link: https://lore.kernel.org/r/${n}@example.org`);
    expect(readCommitMessage(`a: b\n\n${many.join('\n')}`).links).toHaveLength(20);
  });

  it('is quick on hostile text', () => {
    const start = performance.now();
    for (const text of [
      '\n'.repeat(60_000),
      `a\n${' '.repeat(60_000)}x`,
      `a\n\nlink: ${'https://'.repeat(8000)}`,
      `a\n\n${'[ upstream commit '.repeat(4000)}`,
    ]) {
      readCommitMessage(text);
    }
    expect(performance.now() - start).toBeLessThan(500);
  });
});
