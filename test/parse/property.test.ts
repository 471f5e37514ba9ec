import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mail } from '../../src/domain/message.ts';
import { decodeQuotedPrintable } from '../../src/parse/mail/transfer.ts';
import { decodeWords } from '../../src/parse/mail/words.ts';
import { fixtureBytes, fixtures, mailOf, parse } from './fixtures.ts';

const bytes = fc.uint8Array({ maxLength: 2000 }).map((array) => Buffer.from(array));
const whole = fixtures.filter((name) => !['empty', 'no-header'].includes(name));
/** What makes a parser of mail stumble. */
const trap = fc.constantFrom(
  ...[
    '\n',
    '\r\n',
    '\n\n',
    '\0',
    '=?utf-8?q?',
    '?=',
    '--=-frame\n',
    '--=-frame--',
    '=',
    '=\n',
    '<',
    '>',
    '"',
    ';',
  ],
  ...[
    '\nContent-Type: multipart/mixed; boundary="=-frame"\n',
    '\nContent-Transfer-Encoding: base64\n',
    '\xff',
    '[',
    ']',
  ],
  ...[
    '\nDate: ',
    '\nFrom: ',
    'charset="',
    "filename*0*=utf-8''%ff",
    ' ',
    '\t',
    '&#x110000;',
    '<!--',
    '<script',
    '+/v8-',
  ],
);
const mutated = fc
  .tuple(fc.constantFrom(...whole), fc.array(fc.tuple(fc.nat(), fc.nat(40), trap), { maxLength: 12 }))
  .map(([name, edits]) => {
    let text = fixtureBytes(name).toString('latin1');
    for (const [at, cut, put] of edits) {
      const from = at % (text.length + 1);
      text = text.slice(0, from) + put + text.slice(from + cut);
    }
    return Buffer.from(text, 'latin1');
  });

function checkBounded(mail: Mail, size: number): void {
  expect(mail.messageId).toMatch(/^\S{1,998}$/);
  expect(mail.subject.length).toBeLessThanOrEqual(2000);
  expect(mail.subject).not.toMatch(/\p{Cc}|\s\s|^\s|\s$/u);
  expect(mail.text.length).toBeLessThanOrEqual(size + 200);
  expect(mail.text).not.toMatch(/[\0\r]/);
  expect(mail.from.email).not.toMatch(/[\s<>]/);
  expect(mail.references.length).toBeLessThanOrEqual(200);
  expect(mail.references).not.toContain(mail.messageId);
  expect(new Set(mail.references).size).toBe(mail.references.length);
  if (mail.inReplyTo !== undefined) expect(mail.references).toContain(mail.inReplyTo);
  expect(mail.date).toBeLessThanOrEqual(mail.received + 3_600_000);
  expect([mail.subject, mail.text, mail.from.name].every((text) => text.isWellFormed())).toBe(true);
}

describe('parseMail', () => {
  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.oneof(bytes, mutated), (input) => {
        const mail = parse(input);
        if (!('unreadable' in mail)) checkBounded(mail, input.length * 3);
      }),
      { numRuns: 1500 },
    );
  });

  it('reads the same bytes the same way, and leaves them alone', () => {
    fc.assert(
      fc.property(mutated, (input) => {
        const copy = Buffer.from(input);
        expect(parse(input)).toEqual(parse(input));
        expect(input.equals(copy)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it.each(whole.filter((name) => !/base64|clearsign|id-missing|words-broken/.test(name)))(
    'reads %s with CRLF as with LF',
    (name) => {
      const unix = fixtureBytes(name).toString('latin1').replace(/\r\n/g, '\n');
      expect(mailOf(unix.replace(/\n/g, '\r\n'))).toEqual(mailOf(unix));
    },
  );
});

describe('header', () => {
  const word = fc.stringMatching(/^[!-9;-~]{1,12}$/).filter((text) => !text.includes('=?'));
  const blank = fc.constantFrom(' ', '\n ', '\r\n\t', '\n  ', ' \n ');

  it('reads a field however it is folded', () => {
    const subject = fc.array(fc.tuple(word, blank), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(subject, (words) => {
        const plain = words.map(([text]) => text).join(' ');
        const folded = words.map(([text, fold], i) => (i === 0 ? text : fold + text)).join('');
        expect(mailOf(`From: a@b.example\nSubject: ${folded}\n\nx\n`).subject).toBe(plain);
      }),
    );
  });

  it('finds the ids of References however they are folded', () => {
    const ids = fc.uniqueArray(fc.stringMatching(/^[a-z0-9./+-]{1,20}@[a-z]{1,8}$/), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(ids, blank, (list, fold) => {
        const field = list.map((id) => `<${id}>`).join(fold);
        const mail = mailOf(`From: a@b.example\nMessage-ID: <self@self>\nReferences: ${field}\n\n`);
        expect(mail.references).toEqual(list.filter((id) => id !== 'self@self'));
      }),
    );
  });
});

describe('quoted-printable', () => {
  it('gives back what was encoded, with soft breaks anywhere', () => {
    fc.assert(
      fc.property(bytes, fc.integer({ min: 1, max: 76 }), (input, width) => {
        const tokens = [...input].map((byte) => `=${byte.toString(16).padStart(2, '0').toUpperCase()}`);
        const lines: string[] = [];
        for (let i = 0; i < tokens.length; i += width) lines.push(tokens.slice(i, i + width).join(''));
        expect(decodeQuotedPrintable(Buffer.from(lines.join('=\r\n'))).equals(input)).toBe(true);
      }),
    );
  });

  it('leaves text without `=` alone and never grows', () => {
    fc.assert(
      fc.property(bytes, (input) => {
        const out = decodeQuotedPrintable(input);
        expect(out.length).toBeLessThanOrEqual(input.length);
        if (!input.includes(0x3d)) expect(out.equals(input)).toBe(true);
      }),
    );
  });
});

describe('encoded words', () => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
    .filter((s) => s.isWellFormed() && !s.startsWith('\ufeff'));

  it('give back the text, cut anywhere, even inside a character', () => {
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(' ', '\t', ''),
        (written, size, gap) => {
          const encoded = Buffer.from(written);
          const words: string[] = [];
          for (let i = 0; i < encoded.length; i += size) {
            words.push(`=?UTF-8?B?${encoded.subarray(i, i + size).toString('base64')}?=`);
          }
          expect(decodeWords(words.join(gap))).toBe(written);
        },
      ),
    );
  });

  it('never throw', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), trap, fc.constantFrom('?q?', '?B?', 'iso-2022-jp', 'junk'))),
        (parts) => {
          expect(typeof decodeWords(parts.join(''))).toBe('string');
        },
      ),
    );
  });
});
