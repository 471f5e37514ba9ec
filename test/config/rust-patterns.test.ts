import { describe, expect, it } from 'vitest';
import { RUST } from '../../config/topics/rust/topic.ts';
import { judge, withoutAddresses } from '../../src/domain/relevance/judge.ts';
import { mailOf } from './example-mail.ts';

const SIZE = 200_000;

/** Every pattern that stands anywhere in the topic. */
function patternsIn(value: unknown, found: Set<RegExp> = new Set()): Set<RegExp> {
  if (value instanceof RegExp) found.add(value);
  else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) patternsIn(inner, found);
  }
  return found;
}

function fill(piece: string): string {
  return piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);
}

const NASTY: readonly string[] = [
  ...['a', ' ', '\n', '\t', '-', '_', '/', '.', '>', '+', '@', '|', '"', '\u{1f980}'],
  ...[
    'rust',
    'rust_',
    'rust-',
    'rust/',
    'RUST_',
    'CONFIG_RUST',
    '_rust_',
    'rust-1',
    'rust-1.',
    'a.rs',
    '.rs',
    'x.r',
  ],
  ...[
    'a/',
    'a/a.',
    '- ',
    '\n- ',
    '\n ',
    ' \n',
    '\n+',
    '\n-rust',
    '\n+rust/',
    '\n-RUSTC=',
    'Rus',
    'trust',
    'bindge',
    'bindgen',
    'clippy',
    'clippy-',
  ],
  ...[
    'error[E0',
    'error: ',
    '\n>> error:',
    '--> ',
    '\n --> a',
    'x.rs:1:',
    '[ Upstream commit abc',
    '\ncommit 0123',
  ],
  ...[
    'http://',
    'a@',
    'a.b@c.',
    '@a.b',
    'a+b.c-',
    'scripts/',
    'Documentation/rust',
    'drivers/gpu/',
    'rust/a.',
    'linux',
  ],
].map(fill);

describe('every pattern of the topic', () => {
  const patterns = [...patternsIn(RUST)];

  it('is found by this test', () => {
    expect(patterns.length).toBeGreaterThan(15);
  });

  it.each(patterns.map((pattern) => ({ pattern })))(
    '$pattern gets to the end of hostile text',
    ({ pattern }) => {
      expect(pattern.flags).not.toMatch(/[gy]/);
      for (const text of NASTY) pattern.test(text);
    },
  );
});

describe('hostile mails', () => {
  const heads = [
    '',
    'diff --git a/Makefile b/Makefile\n--- a/Makefile\n+++ b/Makefile\n@@ -1,99999 +1,99999 @@\n',
  ];

  it.each(heads.map((head) => ({ head })))('are judged to the end behind $head', ({ head }) => {
    for (const text of NASTY) {
      const mail = mailOf({
        subject: `[PATCH] rust: ${text.slice(0, 3000)}`,
        cc: RUST.lists[0] ?? '',
        body: head + text,
      });
      expect(judge(mail, RUST).verdict.evidence.length).toBeLessThanOrEqual(4);
    }
  });

  it('lose their addresses in one go', () => {
    for (const text of NASTY)
      expect(withoutAddresses(`a@b ${text} http://x`).length).toBeLessThanOrEqual(SIZE + 12);
  });
});
