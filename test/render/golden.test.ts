import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DIGEST_FORMATS } from '../../src/render/formats.ts';
import { FIXTURE_NAMES, FIXTURES, readDigest } from './fixtures.ts';

/** What is written beside a digest: the suffix, the format, the options. */
const GOLDEN = [
  ['.txt', 'text', {}],
  ['.why.txt', 'text', { why: true }],
  ['.md', 'markdown', {}],
  ['.why.md', 'markdown', { why: true }],
  ['.html', 'html', {}],
  ['.out.json', 'json', {}],
] as const;

function golden(file: string, made: string): string {
  const url = new URL(file, FIXTURES);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(url, made);
  return readFileSync(url, 'utf8');
}

describe.each(FIXTURE_NAMES)('the digest %s', (name) => {
  it.each(GOLDEN)('is what it was, as %s', (suffix, format, options) => {
    const made = DIGEST_FORMATS[format].render(readDigest(name), options);
    expect(made).toBe(golden(name + suffix, made));
  });
});
