import { describe, expect, it } from 'vitest';
import { toMessageId } from '../../src/domain/ids.ts';
import { parseAddress } from '../../src/parse/mail/addresses.ts';
import { parameter, parseContentType } from '../../src/parse/mail/content-type.ts';
import { parseDate, settleDate } from '../../src/parse/mail/dates.ts';
import { parseIds, readAncestry } from '../../src/parse/mail/references.ts';

const iso = (time: number | undefined): string | undefined =>
  time === undefined ? undefined : new Date(time).toISOString();

describe('dates', () => {
  it.each([
    ['Tue, 04 Nov 2025 10:20:30 +0100', '2025-11-04T09:20:30.000Z'],
    ['4 Nov 2025 10:20 -0330', '2025-11-04T13:50:00.000Z'],
    ['Fri, 13 Dec 2019 10:03:37 -0000', '2019-12-13T10:03:37.000Z'],
    ['Tue,  4 Nov 2025 10:20:30 GMT', '2025-11-04T10:20:30.000Z'],
    ['Tue, 4 Nov 2025 10:20:30 +0800 (CST)', '2025-11-04T02:20:30.000Z'],
    ['04-Nov-2025 10:20:30 PDT', '2025-11-04T17:20:30.000Z'],
    ['4 November 25 10:20:30 Z', '2025-11-04T10:20:30.000Z'],
    ['4 Nov 99 10:20:30 +0000', '1999-11-04T10:20:30.000Z'],
    ['4 Nov 125 10:20:30 +0000', '2025-11-04T10:20:30.000Z'],
    ['Tue, 4 Nov 2025 10:20:30 +1700', '2025-11-04T10:20:30.000Z'],
    ['Tue Nov  4 10:20:30 2025 +0100', '2025-11-04T09:20:30.000Z'],
    ['Tue Nov 4 10:20:30 CET 2025', '2025-11-04T10:20:30.000Z'],
    ['2025-11-04T10:20:30.123+01:00', '2025-11-04T09:20:30.000Z'],
    ['2025-11-04 10:20:30 +0100', '2025-11-04T09:20:30.000Z'],
    ['29 Feb 2024 00:00:00 +0000', '2024-02-29T00:00:00.000Z'],
    ['29 Feb 2025 00:00:00 +0000', undefined],
    ['31 Apr 2025 00:00:00 +0000', undefined],
    ['4 Nov 2025 25:00:00 +0000', undefined],
    ['4 Nov 20777777 10:00:00', undefined],
    ['n', undefined],
    ['', undefined],
  ])('%s', (field, time) => {
    expect(iso(parseDate(field))).toBe(time);
  });

  const received = 'from a by b; Tue, 4 Nov 2025 09:00:00 +0000';
  const arrived = Date.UTC(2025, 10, 4, 9, 5);
  it.each([
    [
      'the Date, where it may be true',
      '4 Nov 2025 08:59:00 +0000',
      received,
      arrived,
      '2025-11-04T08:59:00.000Z',
      false,
    ],
    [
      'a clock that is 50 minutes ahead',
      '4 Nov 2025 09:50:00 +0000',
      received,
      arrived,
      '2025-11-04T09:50:00.000Z',
      false,
    ],
    [
      'receipt, for a Date two hours ahead',
      '4 Nov 2025 11:01:00 +0000',
      received,
      arrived,
      '2025-11-04T09:00:00.000Z',
      true,
    ],
    [
      'a Date years ago: it came late',
      '4 Nov 2021 09:00:00 +0000',
      received,
      arrived,
      '2021-11-04T09:00:00.000Z',
      false,
    ],
    [
      'arrival, where Received lies too',
      '1 Jan 2077 00:00:00 +0000',
      'x; 1 Jan 2077 00:00:00 +0000',
      arrived,
      '2025-11-04T09:05:00.000Z',
      true,
    ],
    ['arrival, where nothing else tells', '', '', arrived, '2025-11-04T09:05:00.000Z', true],
    [
      'the Date, where nothing else tells',
      '4 Nov 2025 08:59:00 +0000',
      '',
      0,
      '2025-11-04T08:59:00.000Z',
      false,
    ],
    [
      'the first Linux, where nothing tells',
      '1 Jan 1970 00:00:00 +0000',
      '',
      0,
      '1991-08-25T00:00:00.000Z',
      true,
    ],
  ])('settle on %s', (_, date, receipt, came, time, clamped) => {
    const settled = settleDate(date, receipt, came);
    expect([iso(settled.date), settled.clamped]).toEqual([time, clamped]);
  });
});

describe('addresses', () => {
  it.each([
    ['Ada Example <Ada@Example.ORG>', 'Ada Example', 'ada@example.org'],
    ['"Example, Ada \\"A\\"" <ada@example.org>', 'Example, Ada "A"', 'ada@example.org'],
    ['Example, Ada <ada@example.org>', 'Example, Ada', 'ada@example.org'],
    ['ada@example.org', '', 'ada@example.org'],
    ['<ada@example.org>', '', 'ada@example.org'],
    ['ada@example.org (Ada Example)', 'Ada Example', 'ada@example.org'],
    ['Ada <ada@example.org', 'Ada', 'ada@example.org'],
    ['Ada (Team) <ada@example.org>, Eve <eve@example.org>', 'Ada (Team)', 'ada@example.org'],
    ["'Ada' <ada@example.org>", 'Ada', 'ada@example.org'],
    ["O'Brien <ada@example.org>", "O'Brien", 'ada@example.org'],
    ['=?utf-8?q?Ada_=3Cx=3E?= <ada@example.org>', 'Ada <x>', 'ada@example.org'],
    ['Ada', 'Ada', ''],
    ['', '', ''],
  ])('%s', (field, name, email) => {
    expect(parseAddress(field)).toEqual({ name, email });
  });
});

describe('ids', () => {
  it.each([
    ['<a@b> <c@d>', ['a@b', 'c@d']],
    ['<a@b><c@d>\t<a@b>', ['a@b', 'c@d']],
    ['a@b', ['a@b']],
    ['<a@b', ['a@b']],
    ['<cut <a@b>', ['a@b']],
    ['Your message of "Mon" <a@b>', ['a@b']],
    ['<a b@c>', ['ab@c']],
    ['n', []],
    ['<>', []],
    ['', []],
  ])('%s', (field, ids) => {
    expect(parseIds(field)).toEqual(ids);
  });

  it('takes the parent from In-Reply-To, of many the one that ends References', () => {
    const own = toMessageId('own@x');
    if (own === undefined) throw new Error('no id');
    const ancestry = (inReplyTo: string, references: string) => readAncestry(own, inReplyTo, references);
    expect(ancestry('<p@x>', '<r@x> <q@x>')).toEqual({ inReplyTo: 'p@x', references: ['r@x', 'q@x', 'p@x'] });
    expect(ancestry('<a@x> <b@x>', '<r@x> <b@x>').inReplyTo).toBe('b@x');
    expect(ancestry('<a@x> <b@x>', '').inReplyTo).toBe('a@x');
    expect(ancestry('', '<r@x> <q@x>').inReplyTo).toBe('q@x');
    expect(ancestry('<own@x>', '<own@x>')).toEqual({ inReplyTo: undefined, references: [] });
  });
});

describe('content types', () => {
  it.each([
    [
      'Text/Plain; CharSet="UTF-8"; Format=Flowed; DelSp=yes',
      { type: 'text/plain', charset: 'utf-8', flowed: true, delSp: true },
    ],
    ["text/plain; charset='gbk'", { charset: 'gbk' }],
    ['text/plain; charset=us-ascii (plain)', { charset: 'us-ascii' }],
    ['text', { type: 'text/plain', charset: undefined }],
    ['text/plain; charset=', { charset: undefined }],
    ['multipart/mixed; boundary="a \\"b\\""', { boundary: 'a "b"' }],
    ['multipart/mixed; boundary*0=ab; boundary*1=cd', { boundary: 'abcd' }],
    ['multipart/mixed; xboundary=no; boundary = "yes "', { boundary: 'yes' }],
    ['text/plain; boundary=x', { boundary: undefined }],
    ['application/octet-stream; name="A.PATCH"', { name: 'a.patch' }],
  ])('%s', (field, expected) => {
    expect(parseContentType(field)).toMatchObject(expected);
  });

  it.each([
    ["attachment; filename*=utf-8''gr%C3%BC%C3%9Fe.patch", 'grüße.patch'],
    ['attachment; filename*0*=utf-8\'de\'gr%C3%BC; filename*1="-100%.patch"', 'grü-100%.patch'],
    ['attachment; filename=a.patch; size=3', 'a.patch'],
    ['attachment; size=3', undefined],
  ])('%s', (field, name) => {
    expect(parameter(field, 'filename')).toBe(name);
  });
});
