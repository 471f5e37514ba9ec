import type { RelevanceRule } from '../../../../src/domain/relevance/rule.ts';
import { diffOf } from './example.ts';
import { DOCS, RUST_DOCS } from './places.ts';
import { backport, copied, mentions, RUST_WORD, titled } from './words.ts';

export const DOCS_RULES: readonly RelevanceRule[] = [
  {
    id: 'rust-docs',
    summary: 'The diff changes the documentation of Rust in the kernel.',
    category: 'docs',
    confidence: 0.99,
    witness: { in: 'files', path: RUST_DOCS },
    examples: {
      yes: [
        {
          subject: '[PATCH] docs: quick start',
          body: diffOf('Documentation/rust/quick-start.rst', '-a', '+b'),
        },
        { subject: '[PATCH] syn: say what it is', body: diffOf('rust/syn/README.md', '+# `syn`') },
      ],
      no: [{ subject: '[PATCH] docs: trust', body: diffOf('Documentation/trust.rst', '-a', '+b') }],
    },
  },
  {
    id: 'rust-lines-in-docs',
    summary: 'The diff changes lines about Rust in other documentation, in a patch that is about Rust.',
    category: 'docs',
    confidence: 0.93,
    witness: {
      all: [
        { in: 'changes', path: DOCS, words: RUST_WORD },
        { any: [titled, copied, mentions(1)] },
        { not: backport },
      ],
    },
    examples: {
      yes: [
        {
          subject: '[PATCH] docs: changes: Rust 1.90',
          body: diffOf('Documentation/process/changes.rst', '-Rust 1.85', '+Rust 1.90'),
        },
      ],
      no: [
        {
          subject: '[PATCH] docs: locking',
          body: diffOf('Documentation/locking.rst', '-a robust lock', '+a trusty lock'),
        },
        { subject: '[PATCH] docs: list', body: diffOf('Documentation/list.rst', '+C, Rust, assembly') },
      ],
    },
  },
];
