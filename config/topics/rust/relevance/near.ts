import type { RelevanceRule } from '../../../../src/domain/relevance/rule.ts';
import { copied, RUST_TRACE } from './words.ts';

/** What only stands near Rust. */
export const NEAR_RULES: readonly RelevanceRule[] = [
  {
    id: 'rust-for-linux-copied',
    summary: 'rust-for-linux is copied; the mail itself is silent about Rust.',
    category: 'cc-only',
    confidence: 0.88,
    witness: {
      all: [copied, { in: 'kind', kinds: ['patch', 'cover', 'reply', 'other', 'pull', 'announce'] }],
    },
    examples: {
      yes: [{ subject: '[PATCH] lib: tidy', cc: 'rust-for-linux@vger.kernel.org' }],
      no: [{ subject: '[PATCH] lib: tidy', cc: 'linux-kbuild@vger.kernel.org' }],
    },
  },
  {
    id: 'rust-in-passing',
    summary: 'Rust occurs in quotes, in the context of a diff, in a log or in a side remark.',
    category: 'incidental',
    confidence: 0.97,
    witness: { in: 'text', words: RUST_TRACE },
    examples: {
      yes: [
        { subject: 'Re: locking', body: '> we could do it in Rust\n\nNo.\n' },
        { subject: 'Re: build', body: '>  KBUILD_RUSTFLAGS += -Copt-level=2\n\nNo.\n' },
        { subject: 'broken', body: 'config: x86_64-rhel-8.3-rust\n' },
      ],
      no: [
        {
          subject: 'Re: locking',
          body: 'I trust it; robust. Rusty said so on rust-1.example.org, see man .RS\nCONFIG_SYSTEM_TRUSTED_KEYS=""\n',
        },
      ],
    },
  },
];
