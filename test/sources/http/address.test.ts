import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refuseAddress } from '../../../src/sources/http/address.ts';
import { refuseUrl } from '../../../src/sources/http/guard.ts';
import { readAllowed } from '../../../src/sources/http/host.ts';

const none = readAllowed([]);
const judge = (url: string) => refuseUrl(new URL(url), 'stranger', none);

describe('addresses that strangers may not name', () => {
  it.each([
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '100.64.0.1',
    '100.100.100.200',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.0.2.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.9',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '168.63.129.16',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:0:127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b::10.0.0.1',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    '2002:808:808::',
    '2001::1',
    '2001:db8::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '100::1',
    '4000::1',
    '2600::5efe:10.0.0.1',
    'not an address',
    '',
  ])('%s is refused', (address) => {
    expect(refuseAddress(address)).toBeTypeOf('string');
  });

  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.0.1',
    '172.32.0.1',
    '169.253.0.1',
    '2600::1',
    '2a00:1450:4001::1',
    '::ffff:8.8.8.8',
    '64:ff9b::8.8.8.8',
  ])('%s is public', (address) => {
    expect(refuseAddress(address)).toBeUndefined();
  });

  it('judges an IPv4 address the same in every dress', () => {
    fc.assert(
      fc.property(fc.ipV4(), (ip) => {
        const refused = refuseAddress(ip) !== undefined;
        expect(refuseAddress(`::ffff:${ip}`) !== undefined).toBe(refused);
        expect(refuseAddress(`64:ff9b::${ip}`) !== undefined).toBe(refused);
      }),
    );
  });

  it('refuses every private address, however it is written', () => {
    const inner = fc.oneof(
      fc.tuple(fc.constant(10), fc.nat(255), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant(127), fc.nat(255), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant(192), fc.constant(168), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant(169), fc.constant(254), fc.nat(255), fc.nat(255)),
    );
    fc.assert(
      fc.property(inner, fc.nat(7), ([a, b, c, d], spelling) => {
        const all = ((a * 256 + b) * 256 + c) * 256 + d;
        const spellings = [
          `${a}.${b}.${c}.${d}`,
          `${a}.${b}.${c}.${d}.`,
          `${all}`,
          `0x${all.toString(16)}`,
          `0${all.toString(8)}`,
          `0x${a.toString(16)}.0${b.toString(8)}.${c * 256 + d}`,
          `[::ffff:${a}.${b}.${c}.${d}]`,
          `%3${Math.floor(a / 100) || 0}${`${a}`.slice(1)}.${b}.${c}.${d}`,
        ];
        const url = URL.parse(`http://${spellings[spelling] ?? ''}/`);
        if (spelling === 7 && a < 100) return;
        expect(url).not.toBeNull();
        if (url) expect(refuseUrl(url, 'stranger', none)).toBeTypeOf('string');
      }),
    );
  });
});

describe('URLs that strangers may not name', () => {
  it.each([
    'http://localhost/',
    'http://LOCALHOST/',
    'http://localhost./',
    'http://localhost../',
    'http://a.localhost/',
    'http://printer.local/',
    'http://metadata.google.internal/',
    'http://router.home.arpa/',
    'http://ip6-localhost/',
    'http://127.1/',
    'http://0177.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::]/',
    'http://127.0.0.1./',
    'http://\uFF11\uFF12\uFF17.0.0.1/',
    'http://example.org:22/',
    'http://example.org:6379/',
    'http://0/',
    'ftp://example.org/',
    'file:///etc/passwd',
    'gopher://example.org/',
    'data:text/html,hello',
    `http://example.org/${'a'.repeat(9000)}`,
  ])('%s', (url) => {
    expect(judge(url)).toBeTypeOf('string');
  });

  it.each([
    'http://example.org/',
    'https://example.org:8443/a?b',
    'http://[2600::1]:8080/',
    'http://8.8.8.8/',
  ])('%s may be asked', (url) => {
    expect(judge(url)).toBeUndefined();
  });

  it('lets the exceptions through, with their port alone where one is said', () => {
    const some = readAllowed(['intern.local', '127.0.0.1:9000', '::1', '[fd00::1]:80']);
    const strange = (url: string) => refuseUrl(new URL(url), 'stranger', some);
    expect(strange('http://intern.local:1234/')).toBeUndefined();
    expect(strange('http://127.1:9000/')).toBeUndefined();
    expect(strange('http://127.0.0.1:9001/')).toBeTypeOf('string');
    expect(strange('http://[::1]:22/')).toBeUndefined();
    expect(strange('http://[fd00::1]/')).toBeUndefined();
    expect(strange('http://[fd00::1]:8080/')).toBeTypeOf('string');
  });

  it('lets the operator go anywhere by http', () => {
    expect(refuseUrl(new URL('http://127.0.0.1:9/'), 'operator', none)).toBeUndefined();
    expect(refuseUrl(new URL('file:///etc/passwd'), 'operator', none)).toBeTypeOf('string');
  });
});
