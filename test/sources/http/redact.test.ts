import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tellUrl } from '../../../src/sources/http/redact.ts';

describe('a URL in a message', () => {
  it('keeps what a human needs', () => {
    expect(tellUrl('https://lore.example.org/list/new.atom?q=rust&x=A#top')).toBe(
      'https://lore.example.org/list/new.atom?q=rust&x=A',
    );
  });

  it('strikes out userinfo and secrets', () => {
    expect(tellUrl('https://jane:hunter2@feeds.example.org:8443/r/.rss?feed=abc&user=jane&n=5')).toBe(
      'https://feeds.example.org:8443/r/.rss?feed=***&user=***&n=5',
    );
  });

  it('does not repeat what is no URL', () => {
    expect(tellUrl('hunter2 hunter2')).not.toContain('hunter2');
    expect(tellUrl('data:text/plain,hunter2')).not.toContain('hunter2');
  });

  const secret = fc.stringMatching(/^[a-z0-9]{6,12}XQZ$/);
  const name = fc.constantFrom(
    'token',
    'access_token',
    'api-key',
    'KEY',
    'user',
    'feed',
    'passwd',
    'password',
    'client_secret',
    'sig',
    'X-Amz-Signature',
    'auth',
    'sessionid',
    'code',
    't%6Fken',
    'jwt',
  );

  it('never tells a secret, wherever it stands', () => {
    const place = fc.constantFrom(
      (_: string, s: string) => `https://${s}@example.org/`,
      (_: string, s: string) => `https://jane:${s}@example.org/a?b=c`,
      (n: string, s: string) => `https://example.org/?${n}=${s}`,
      (n: string, s: string) => `https://example.org/?a=1;${n}=${s}`,
      (n: string, s: string) =>
        `https://example.org/?next=${encodeURIComponent(`https://a.example/?${n}=${s}`)}`,
      (n: string, s: string) => `https://example.org/?a=b&${n}=${s}&${n}=${s}#${n}=${s}`,
      (_: string, s: string) => `https://example.org/?next=https://jane:${s}@a.example/`,
      (_: string, s: string) => `https://example.org/?${s}${s}${s}`,
    );
    fc.assert(
      fc.property(place, name, secret, (build, n, s) => {
        expect(tellUrl(build(n, s))).not.toContain(s);
      }),
    );
  });

  it('is short and printable, and never fails', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string()),
        (url) => {
          expect(tellUrl(url)).toMatch(/^[ -~]{1,303}$/);
        },
      ),
    );
    expect(tellUrl(`https://example.org/${'a'.repeat(5000)}`).length).toBeLessThan(310);
    expect(tellUrl('https://example.org/\n\u001b[31m?a=\u202e\ud800')).toMatch(/^[ -~]+$/);
  });
});
