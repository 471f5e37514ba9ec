import { describe, expect, it } from 'vitest';
import { canonicalUrl } from '../../../src/domain/item/canonical-url.ts';

describe('the one spelling of a link', () => {
  it.each([
    ['https://Example.ORG:443/a?utm_source=x&b=1&fbclid=2#top', 'https://example.org/a?b=1'],
    ['http://example.org:80', 'http://example.org/'],
    ['//example.org/a', 'https://example.org/a'],
    ['../c', 'https://press.example.org/c'],
    ['https://user:word@example.org/a', 'https://example.org/a'],
    ['https://example.org/?q=a%20b+c', 'https://example.org/?q=a%20b+c'],
    ['https://example.org/a?utm_campaign=x', 'https://example.org/a'],
    ['javascript:alert(1)', undefined],
    ['mailto:jane@example.org', undefined],
    ['file:///etc/passwd', undefined],
    ['', undefined],
    [`https://example.org/${'a'.repeat(3_000)}`, undefined],
  ])('of %.60s is %s', (written, url) => {
    expect(canonicalUrl(written, 'https://press.example.org/news/1')).toBe(url);
  });
});
