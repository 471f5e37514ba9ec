import { expect, test } from 'vitest';
import { mailDate, spokenDate, workingHour } from '../../src/demo/calendar.ts';
import { base64Lines, encodeWords, foldWords, mailbox, quotedPrintable } from '../../src/demo/encode.ts';
import { createRandom } from '../../src/demo/random.ts';

test('names that are not ASCII become encoded words of at most 75 characters', () => {
  expect(encodeWords('plain')).toBe('plain');
  expect(mailbox('Jørn', 'j@example.org')).toBe('=?utf-8?q?J=C3=B8rn?= <j@example.org>');
  expect(mailbox('O, P', 'o@example.org')).toBe('"O, P" <o@example.org>');
  for (const word of encodeWords('雪'.repeat(40)).split('\n ')) expect(word.length).toBeLessThanOrEqual(75);
});

test('long subjects are folded at spaces', () => {
  const folded = foldWords('Subject', 'word '.repeat(40).trim());
  for (const line of folded.split('\n')) expect(line.length).toBeLessThanOrEqual(76);
  expect(folded.replaceAll('\n', '')).toBe(`Subject: ${'word '.repeat(40).trim()}`);
});

test('quoted-printable and base64 stay within their lines and can be read back', () => {
  const text = `a = b;\t \n${'ü'.repeat(60)}\n`;
  const quoted = quotedPrintable(text);
  for (const line of quoted.split('\n')) expect(line.length).toBeLessThanOrEqual(76);
  const bytes = quoted
    .replaceAll('=\n', '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  expect(Buffer.from(bytes, 'latin1').toString('utf8')).toBe(text);
  expect(Buffer.from(base64Lines(Buffer.from(text)), 'base64').toString('utf8')).toBe(text);
});

test('dates are those of the sender', () => {
  const time = Date.UTC(2026, 2, 23, 23, 5, 9);
  expect(mailDate(time, 330)).toBe('Tue, 24 Mar 2026 04:35:09 +0530');
  expect(mailDate(time, -600)).toBe('Mon, 23 Mar 2026 13:05:09 -1000');
  expect(spokenDate(time, 60)).toBe('Tue Mar 24, 2026 at 12:05 AM +0100');
  expect(new Date(workingHour(time, 330)).toISOString()).toBe('2026-03-24T03:05:09.000Z');
});

test('chance is the same for the same key', () => {
  const draw = (key: string): number[] =>
    Array.from(
      { length: 5 },
      (
        (chance) => () =>
          chance.int(0, 99)
      )(createRandom(7, key)),
    );
  expect(draw('a')).toEqual(draw('a'));
  expect(draw('a')).not.toEqual(draw('b'));
  expect(() => createRandom(1, 'x').pick([])).toThrow('nothing to pick from');
});
