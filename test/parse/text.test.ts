import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/parse/mail/charset.ts';
import { undoClearsign } from '../../src/parse/mail/clearsign.ts';
import { unflow } from '../../src/parse/mail/flowed.ts';
import { splitHeader, splitParts } from '../../src/parse/mail/parts.ts';

describe('text', () => {
  it.each([
    ['a \nb\n', false, 'a b\n'],
    ['a \nb\n', true, 'ab\n'],
    ['> a \n> b\nc\n', false, '> a b\nc\n'],
    ['> a \n>> b\n', false, '> a \n>> b\n'],
    ['>> a\n>\n', false, '>> a\n>\n'],
    [' >a\n From b\n', false, '>a\nFrom b\n'],
    ['a \n-- \nAda \nB\n', false, 'a \n-- \nAda B\n'],
    ['a ', false, 'a '],
    ['', false, ''],
  ])('unflows %j (delsp %s)', (flowed, delSp, text) => {
    expect(unflow(flowed, delSp)).toBe(text);
  });

  it('takes a signature in line off, and only a whole one', () => {
    const open = '-----BEGIN PGP SIGNED MESSAGE-----\n';
    const close = '-----BEGIN PGP SIGNATURE-----\n\nxx\n-----END PGP SIGNATURE-----\n';
    expect(undoClearsign(`Hi\n${open}Hash: SHA1\n\n- --- a\nb\n${close}Bye\n`)).toBe('Hi\n--- a\nb\nBye\n');
    expect(undoClearsign(`${open}Hash: SHA1\n\n- --- a\n`)).toBe(`${open}Hash: SHA1\n\n- --- a\n`);
    expect(undoClearsign('- --- a\n')).toBe('- --- a\n');
  });

  it.each([
    ['4772fcdfe5', 'iso-8859-1', 'Grüßå'],
    ['4772c3bc', undefined, 'Grü'],
    ['4772fc', undefined, 'Grü'],
    ['4772fc', 'us-ascii', 'Grü'],
    ['4772c3bc', 'yes', 'Grü'],
    ['efbbbf41c3bc', 'utf-8', 'Aü'],
    ['93', 'iso-8859-1', '“'],
    ['c4e3', 'cp936', '你'],
    ['82a0', 'cp932', 'あ'],
    ['feff0041', 'utf-16be', 'A'],
    ['2b414f772d', 'utf-7', '\u00ec'],
    ['ff', 'utf-8', '\ufffd'],
  ])('decodes %s as %s', (hex, charset, text) => {
    expect(decodeText(Buffer.from(hex, 'hex'), charset)).toBe(text);
  });
});

describe('frames', () => {
  const parts = (body: string, boundary = 'b') => splitParts(Buffer.from(body), boundary, 10).map(String);

  it.each([
    ['--b\none\n--b\ntwo\n--b--\nepilogue\n', ['one', 'two']],
    ['preamble\n--b\r\none\r\n--b-- \r\n', ['one']],
    ['--b\none\n--b-c\nstill one\n--b--x\nstill\n--b--', ['one\n--b-c\nstill one\n--b--x\nstill']],
    ['--b\nunclosed\n', ['unclosed\n']],
    ['--b\n--b\n--b--', ['', '']],
    ['x--b\nno\n', []],
    ['', []],
  ])('%j', (body, expected) => {
    expect(parts(body)).toEqual(expected);
  });

  it.each([
    ['A: b\n\nbody', 'A: b\n', 'body'],
    ['A: b\r\n\r\nbody\n\nmore', 'A: b\r\n', 'body\n\nmore'],
    ['A: b\n\r\nbody\r\n\r\nmore', 'A: b\n', 'body\r\n\r\nmore'],
    ['\nbody', '', 'body'],
    ['\r\nbody', '', 'body'],
    ['A: b', 'A: b', ''],
    ['', '', ''],
  ])('splits %j', (mail, header, body) => {
    const split = splitHeader(Buffer.from(mail));
    expect([split.header.toString(), split.body.toString()]).toEqual([header, body]);
  });
});
