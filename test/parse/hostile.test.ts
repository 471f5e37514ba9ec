import { describe, expect, it } from 'vitest';
import { htmlToText } from '../../src/parse/mail/html-text.ts';
import { mailOf } from './fixtures.ts';

const HEAD = 'From: Ada <ada@example.org>\nMessage-ID: <a@example.org>\nSubject: [PATCH] x\n';
const MEGABYTE = 1 << 20;

/** Work is bounded: each of these took minutes, or died, where something was quadratic. */
describe('hostile sizes', () => {
  it('a mail of 50 MB in one line keeps its header', () => {
    const mail = mailOf(`${HEAD}\n${'x'.repeat(50 * MEGABYTE)}`);
    expect([mail.subject, mail.truncated, mail.text.length]).toEqual(['[PATCH] x', true, MEGABYTE]);
  });

  it.each(['quoted-printable', 'base64'])('50 MB of %s', (encoding) => {
    const mail = mailOf(`${HEAD}Content-Transfer-Encoding: ${encoding}\n\n${'=41Q='.repeat(10 * MEGABYTE)}`);
    expect([mail.truncated, mail.text.length <= MEGABYTE]).toEqual([true, true]);
  });

  it('a header of 100,000 lines', () => {
    const lines = 'To: someone@example.org\n'.repeat(100_000);
    const mail = mailOf(`${HEAD}${lines}X-More: 1\n\ntext\n`);
    expect([mail.subject, mail.text]).toEqual(['[PATCH] x', 'text\n']);
    expect(mail.recipients.length).toBeLessThanOrEqual(65_536);
  });

  it('10,000 parts', () => {
    const parts = '--b\nContent-Type: text/plain\n\nword\n'.repeat(10_000);
    const mail = mailOf(`${HEAD}Content-Type: multipart/mixed; boundary=b\n\n${parts}--b--\n`);
    expect(mail.truncated).toBe(true);
    expect(mail.text.split('word').length).toBeLessThanOrEqual(201);
  });

  it('2,000 frames in each other', () => {
    let body = 'deep\n';
    for (let i = 0; i < 2000; i++)
      body = `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n${body}\n--b${i}--\n`;
    const mail = mailOf(`${HEAD}${body}`);
    expect([mail.truncated, mail.text]).toEqual([true, '']);
  });

  it('a million lines that are nearly boundaries', () => {
    const mail = mailOf(`${HEAD}Content-Type: multipart/mixed; boundary="-"\n\n${'---x\n'.repeat(MEGABYTE)}`);
    expect(mail.text.length).toBeLessThanOrEqual(MEGABYTE);
  });

  it.each([
    ['a subject of 1 MB', '[PATCH v2] '.repeat(95_000)],
    ['100,000 broken encoded words', '=?'.repeat(100_000)],
    ['100,000 encoded words that are never closed', '=?utf-8?q?a'.repeat(100_000)],
    ['100,000 encoded words', '=?utf-8?q?a?= '.repeat(100_000)],
    ['blanks and no end', `a${' '.repeat(MEGABYTE)}b`],
    ['brackets and no end', '['.repeat(MEGABYTE)],
    ['replies and no end', 'Re: '.repeat(250_000)],
  ])('%s', (_, subject) => {
    const mail = mailOf(`From: a@example.org\nSubject: ${subject}\n\n`);
    expect(mail.subject.length).toBeLessThanOrEqual(2000);
    expect(mail.line.title.length).toBeLessThanOrEqual(2000);
  });

  it('References of 10,000 ids keep the root and the nearest', () => {
    const ids = Array.from({ length: 10_000 }, (_, i) => `<${i}@example.org>`);
    const mail = mailOf(`${HEAD}References: ${ids.join('\n ')}\n\n`);
    expect(mail.references.length).toBe(200);
    expect([mail.references[0], mail.inReplyTo]).toEqual(['0@example.org', '9999@example.org']);
  });

  it.each([
    ['100,000 quotes', '"'.repeat(100_000)],
    ['100,000 brackets', '<'.repeat(100_000)],
    ['100,000 comments', '('.repeat(100_000)],
    ['100,000 blanks', `a${' '.repeat(100_000)}b`],
    ['100,000 at signs', '@a'.repeat(100_000)],
    ['100,000 people', 'a <a@example.org>, '.repeat(100_000)],
  ])('a From of %s', (_, from) => {
    const mail = mailOf(`Subject: x\nFrom: ${from}\n\n`);
    expect(mail.from.name.length).toBeLessThanOrEqual(200);
    expect(mail.from.email.length).toBeLessThanOrEqual(320);
  });

  it.each([
    ['dates', `Date: ${'1 Jan 1 '.repeat(20_000)}`],
    ['receipts', `Received: ${'; 1 Jan'.repeat(20_000)}`],
    ['parameters', `Content-Type: text/plain; ${'charset '.repeat(20_000)}`],
    ['pieces of parameters', `Content-Type: multipart/mixed; ${'boundary*1=a; '.repeat(20_000)}`],
    ['ids without brackets', `In-Reply-To: ${'a@b '.repeat(20_000)}`],
    ['cut ids', `References: ${'<a@b '.repeat(200_000)}`],
  ])('a field of endless %s', (_, field) => {
    expect(mailOf(`${HEAD}${field}\n\ntext\n`).subject).toBe('[PATCH] x');
  });

  it('a flowed paragraph of half a million lines', () => {
    const mail = mailOf(
      `${HEAD}Content-Type: text/plain; format=flowed; delsp=yes\n\n${'a \n'.repeat(500_000)}`,
    );
    expect(mail.text.startsWith('aaaa')).toBe(true);
  });

  it.each([
    '<div>',
    '<b><a>',
    '<b><i><u></b>',
    '<table>',
    '<',
    '&',
    '<!--',
    '<script>',
    '<p a="',
    '</pre><pre> ',
  ])('HTML of endless %s', (mark) => {
    expect(htmlToText(`${mark.repeat(40_000)}x`).length).toBeLessThanOrEqual(mark.length * 40_000 + 1);
  });
});
