import { describe, expect, it } from 'vitest';
import { readText } from '../../src/domain/reading.ts';

const DIFF = 'diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-old words\n+new words\n';

describe("the sender's own words", () => {
  it.each([
    { what: 'nothing', text: '', own: '' },
    { what: 'prose', text: 'One.\n\nTwo.\n', own: 'One.\nTwo.' },
    { what: 'a quote', text: '> theirs\n>> older\nmine\n', own: 'mine' },
    { what: 'an indented quote', text: '  > theirs\nmine\n', own: 'mine' },
    { what: 'a quote with initials', text: 'JD> theirs\nmine\n', own: 'mine' },
    { what: 'a quote with bars', text: '| theirs\nmine\n', own: 'mine' },
    { what: 'an attribution', text: 'On Monday, Jane wrote:\n> theirs\nmine\n', own: 'mine' },
    {
      what: 'a German attribution',
      text: 'Am Montag schrieb Jane:\nJane schrieb:\n> a\nb\n',
      own: 'Am Montag schrieb Jane:\nb',
    },
    { what: 'a signature', text: 'mine\n-- \nJane Doe\nRust Inc.\n', own: 'mine' },
    { what: 'a signature that lost its space', text: 'mine\n--\nJane\n', own: 'mine' },
    {
      what: 'a list footer',
      text: `mine\n${'_'.repeat(47)}\nexample mailing list\nhttps://example.org/rust\n`,
      own: 'mine',
    },
    { what: 'a top post', text: 'mine\n-----Original Message-----\nFrom: Jane\ntheirs\n', own: 'mine' },
    { what: 'a diff', text: `mine\n${DIFF}-- \n2.40\n`, own: 'mine' },
    {
      what: 'a diffstat',
      text: 'mine\n---\n rust/a.rs | 12 +++\n 1 file changed, 3 insertions(+)\n',
      own: 'mine\n---',
    },
    {
      what: 'a shortlog',
      text: 'mine\n\nJane Doe (2):\n  rust: one\n  rust: a title that is\n    folded\n\nmine too\n',
      own: 'mine\nmine too',
    },
    { what: 'a shortlog cut short', text: 'Jane Doe (1):\n      rust: one\nmine\n', own: 'mine' },
  ])('without $what', ({ text, own }) => {
    expect(readText(text).own).toBe(own);
  });

  it('come from behind a diff too', () => {
    expect(readText(`one\n${DIFF}two\n`).own).toBe('one\ntwo');
  });
});

describe('the rest of a text', () => {
  it('counts quotes', () => {
    expect(readText('> a\n> b\n>> c\nd\n').quoted).toBe(3);
  });

  it('gives trailers of its own alone', () => {
    const { trailers } = readText(`> Acked-by: A <a@b>\nReviewed-by: C <c@d>\n${DIFF}`);
    expect(trailers).toEqual([{ name: 'Reviewed-by', value: 'C <c@d>' }]);
  });

  it('gives the diff that is attached behind a signature', () => {
    const { files, own } = readText(`mine\n-- \nJane\n\n${DIFF}`);
    expect(files.map((file) => file.path)).toEqual(['a.c']);
    expect(own).toBe('mine\nJane');
  });

  it('gives no diff that is quoted', () => {
    expect(readText(DIFF.replace(/^/gm, '> ')).files).toEqual([]);
  });

  it('gives several diffs in order', () => {
    const { files } = readText(`${DIFF}\nand\n${DIFF.replaceAll('a.c', 'b.c')}`);
    expect(files.map((file) => file.path)).toEqual(['a.c', 'b.c']);
  });

  it.each([
    { what: 'signatures', text: `${'-- \n'.repeat(100_000)}${DIFF}` },
    { what: 'spaces', text: ` x${' '.repeat(400_000)}` },
    { what: 'diff heads', text: 'diff -\n'.repeat(60_000) },
    { what: 'names', text: `--- ${'linux'.repeat(60_000)}\n+++ ${'linux'.repeat(60_000)}\n` },
    { what: 'hunks', text: '@@ -1 +1 @@\n'.repeat(40_000) },
    { what: 'quotes', text: '>'.repeat(400_000) },
  ])('gets to the end of a flood of $what', ({ text }) => {
    expect(readText(text).own.length).toBeLessThanOrEqual(text.length);
  });
});
