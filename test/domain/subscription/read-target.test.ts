import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTarget, targetLabel } from '../../../src/domain/subscription/read-target.ts';

function canonical(text: string): string {
  const read = readTarget(text);
  return 'wrong' in read ? `wrong: ${read.wrong}` : read.text;
}

describe('readTarget', () => {
  it.each([
    ['mailto:Ada@Example.ORG', 'mailto:Ada@example.org'],
    ['MAILTO:a+b.c@example.org', 'mailto:a+b.c@example.org'],
    ['mailto:root@localhost', 'mailto:root@localhost'],
    ['mailto:ada@MÜNCHEN.example', 'mailto:ada@xn--mnchen-3ya.example'],
    ['https://Hooks.Example.ORG:443/a/../b?x=1', 'https://hooks.example.org/b?x=1'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/'],
    [' console: ', 'console:'],
    ['file:/var//log/./digest.txt', 'file:/var/log/digest.txt'],
    ['file:///var/log/digest.txt', 'file:/var/log/digest.txt'],
    ['file:./out/a b.txt', 'file:out/a b.txt'],
    ['file:../a:b', 'file:../a:b'],
    ['slack:t0123abcd/C0123ABCD', 'slack:T0123ABCD/C0123ABCD'],
    ['discord:112233445566778899/998877665544332211', 'discord:112233445566778899/998877665544332211'],
  ])('%s', (text, expected) => {
    expect(canonical(text)).toBe(expected);
    expect(canonical(expected)).toBe(expected);
  });

  it.each([
    ['', 'the target is empty; there is `console:`'],
    ['somewhere', '`somewhere` is no target; there is `console:`'],
    ['ada@example.org', 'did you mean `mailto:ada@example.org`?'],
    ['irc:chat/rust', 'there is no target `irc:`; there is `console:`, `file:PATH`'],
    ['mail:ada@example.org', 'there is no target `mail:`; did you mean `mailto:`?'],
    [':x', 'there is no target `:`'],
    ['console:x', 'nothing can stand behind `console:`'],
    ['mailto:', 'stands an address'],
    ['mailto:ada', '`ada` is no mail address'],
    ['mailto:ada@', 'is no mail address'],
    ['mailto:a..b@example.org', 'is no mail address'],
    ['mailto:a%0abcc:eve@example.org', 'is no mail address'],
    ['mailto:"ada"@example.org', 'is no mail address'],
    ['mailto:<ada@example.org>', 'is no mail address'],
    ['mailto:ada@-example.org', 'is no mail address'],
    ['mailto:ada@ex_ample.org', 'is no mail address'],
    ['mailto:ada@[127.0.0.1]', 'is no mail address'],
    ['mailto:ada@mü.example/x', 'is no mail address'],
    ['mailto:ada@example.org,eve@example.org', 'takes one address'],
    ['mailto:ada@example.org eve@example.org', 'takes one address'],
    ['mailto:ada@eve@example.org', 'takes one address'],
    ['mailto:ada@example.org?bcc=eve@example.org', 'nothing can stand'],
    ['mailto:ada@example.org\r\nBcc: eve@example.org', 'cannot be seen'],
    ['https:', 'no address of a webhook'],
    ['https://', 'no address of a webhook'],
    ['https:///path', 'no address of a webhook'],
    ['https:example.org', 'no address of a webhook'],
    ['https://exa mple.org/', 'no address of a webhook'],
    ['https://example.org/a b', 'no address of a webhook'],
    ['https://example.org/#x', 'has no `#`'],
    ['https://example.org/#', 'has no `#`'],
    ['file:', 'stands the path of a file'],
    ['file:/', 'stands the path of a file'],
    ['file:.', 'stands the path of a file'],
    ['file:/tmp/..', 'stands the path of a file'],
    ['file:/tmp/', 'stands the path of a file'],
    ['file://host/share', 'a file of another machine'],
    ['file:a\0b', 'cannot be seen'],
    ['slack:#general', 'the ids of TEAM/CHANNEL, not their names'],
    ['slack:T1/C1/x', 'the ids of TEAM/CHANNEL'],
    ['discord:guild/general', 'the ids of GUILD/CHANNEL'],
  ])('%s: %s', (text, why) => {
    expect(canonical(text)).toMatch(/^wrong: /);
    expect(canonical(text)).toContain(why);
  });

  it('has an end', () => {
    expect(canonical(`mailto:${'a'.repeat(65)}@example.org`)).toContain('is no mail address');
    expect(canonical(`mailto:a@${'b.'.repeat(150)}org`)).toContain('at most 254 characters');
    expect(canonical(`https://example.org/${'x'.repeat(2000)}`)).toContain('at most 2000 characters');
    // Grows when it is normalised.
    expect(canonical(`https://example.org/${'ü'.repeat(900)}`)).toContain('at most 2000 characters');
  });

  it('shows no password in what it says', () => {
    for (const text of [
      'https://ada:hunter2@example.org/x',
      'https://hunter2@example.org',
      'ftp://ada:hunter2@example.org',
      'example.org/services/hunter2',
    ])
      expect(canonical(text)).toMatch(/^wrong: (?!.*hunter2)/);
    expect(canonical('https://ada:hunter2@example.org/x')).toContain('no name and password');
  });

  it('takes whatever is typed, and what it gives it gives again', () => {
    const start = fc.constantFrom(
      'mailto:',
      'mailto:a@',
      'https://',
      'http://h/',
      'file:',
      'slack:',
      'discord:',
      '',
    );
    fc.assert(
      fc.property(start, fc.string({ unit: 'binary', maxLength: 30 }), (scheme, rest) => {
        const read = readTarget(scheme + rest);
        if ('wrong' in read) return;
        expect(readTarget(read.text)).toEqual(read);
        expect(read.text).not.toMatch(/\p{Cc}/u);
        expect(targetLabel(read)).not.toMatch(/\p{Cc}/u);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('targetLabel', () => {
  it.each([
    [
      'https://hooks.example.org/services/T0/B0/s3cret?token=s3cret',
      'https://hooks.example.org/services/...',
    ],
    ['https://example.org:8443/api/webhooks/s3cret', 'https://example.org:8443/api/...'],
    ['https://example.org/s3cret', 'https://example.org/...'],
    ['https://example.org/bot17:s3cret/send', 'https://example.org/...'],
    ['https://example.org/?token=s3cret', 'https://example.org/...'],
    ['https://example.org', 'https://example.org/'],
    ['http://[::1]:8080/hook', 'http://[::1]:8080/...'],
    ['mailto:ada@example.org', 'mailto:ada@example.org'],
    ['console:', 'console:'],
    ['file:/var/log/digest.txt', 'file:/var/log/digest.txt'],
    ['slack:T1/C1', 'slack:T1/C1'],
  ])('%s', (text, label) => {
    const read = readTarget(text);
    expect('wrong' in read ? read.wrong : targetLabel(read)).toBe(label);
  });
});
