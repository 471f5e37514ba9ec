import type { RelevanceRule, Witness } from '../../../../src/domain/relevance/rule.ts';
import { diffOf } from './example.ts';
import { backport, copied, hasDiff, mentions, speaks, titled } from './words.ts';

const change: Witness = { all: [hasDiff, { in: 'kind', kinds: ['patch', 'reply', 'notice'] }] };
const ours: Witness = { not: backport };

export const PREREQ_RULES: readonly RelevanceRule[] = [
  {
    id: 'made-for-rust',
    summary:
      'A patch without Rust code, copied to the list of Rust or with Rust in its subject, whose changelog speaks of it.',
    category: 'prereq',
    confidence: 0.75,
    witness: {
      any: [{ all: [change, titled, ours] }, { all: [change, speaks, copied, ours] }],
    },
    examples: {
      yes: [
        {
          subject: '[PATCH] io: export the helper',
          cc: 'rust-for-linux@vger.kernel.org',
          body: `The Rust abstraction needs it.\n\n${diffOf('lib/io.c', '-a', '+b')}`,
        },
        { subject: '[PATCH] io: export for Rust', body: diffOf('lib/io.c', '-a', '+b') },
      ],
      no: [
        {
          subject: '[PATCH] io: export the helper',
          cc: 'rust-for-linux@vger.kernel.org',
          body: `Thrust is robust.\n\n${diffOf('lib/io.c', '-a', '+b')}`,
        },
      ],
    },
  },
  {
    id: 'patch-speaks-of-rust',
    summary: 'A patch without Rust code whose changelog names Rust.',
    category: 'prereq',
    confidence: 0.44,
    witness: { all: [change, { not: { in: 'kind', kinds: ['reply'] } }, mentions(1), ours] },
    examples: {
      yes: [
        {
          subject: '[PATCH] make: need 3.82',
          body: `Older ones fail in CONFIG_RUST=y builds.\n\n${diffOf('lib/io.c', '-a', '+b')}`,
        },
      ],
      no: [
        { subject: '[PATCH] io: tidy', body: `I trust it.\n\n${diffOf('lib/io.c', '-a', '+b')}` },
        { subject: 'Re: [PATCH] io: tidy', body: `As in Rust.\n\n${diffOf('lib/io.c', '-a', '+b')}` },
      ],
    },
  },
];
