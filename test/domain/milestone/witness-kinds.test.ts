import { describe, expect, it } from 'vitest';
import { diffOf } from '../../../config/topics/rust/relevance/example.ts';
import { readText } from '../../../src/domain/reading.ts';
import type { MailExample, Witness } from '../../../src/domain/relevance/rule.ts';
import { testify } from '../../../src/domain/relevance/witness.ts';
import { mailOf } from '../../config/example-mail.ts';

function see(witness: Witness, example: MailExample) {
  const mail = mailOf(example);
  const reading = readText(mail.text);
  return testify(witness, { mail, reading, own: reading.own });
}

const added =
  'diff --git a/a.zig b/a.zig\nnew file mode 100644\n--- /dev/null\n+++ b/a.zig\n@@ -0,0 +1 @@\n+//\n';

describe('a witness', () => {
  it('of files may ask for what was done to them', () => {
    const witness: Witness = { in: 'files', path: /\.zig$/, change: 'added' };
    expect(see(witness, { body: added })).toEqual({ where: 'diff', text: 'a.zig' });
    expect(see(witness, { body: diffOf('a.zig', '+b') })).toBeUndefined();
  });

  it('may ask who wrote the mail', () => {
    const witness: Witness = { in: 'author', address: /^boss@example\.org$/ };
    expect(see(witness, { from: 'The Boss <Boss@example.org>' })).toMatchObject({ text: 'boss@example.org' });
    expect(see(witness, { from: '"boss@example.org" <jane@example.org>' })).toBeUndefined();
  });

  it.each([
    { subject: '[PATCH 0/3] zig', whole: true },
    { subject: '[PATCH v2] zig', whole: true },
    { subject: '[PATCH 1/1] zig', whole: true },
    { subject: '[PATCH 1/3] zig', whole: false },
    { subject: 'Re: [PATCH 0/3] zig', whole: false },
    { subject: '[GIT PULL] zig', whole: false },
  ])('may ask whether $subject speaks for all of its posting', ({ subject, whole }) => {
    expect(see({ in: 'posting', whole }, { subject })).toEqual({ where: 'mail', text: '' });
    expect(see({ in: 'posting', whole: !whole }, { subject })).toBeUndefined();
  });
});
