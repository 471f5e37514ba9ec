import type { RelevanceRule } from '../../../../src/domain/relevance/rule.ts';
import { diffOf, quoted } from './example.ts';
import { RUST_CODE } from './places.ts';

export const CODE_RULES: readonly RelevanceRule[] = [
  {
    id: 'diff-touches-rs',
    summary: 'The unquoted diff changes, adds, renames or deletes Rust code or the C glue made for it.',
    category: 'code',
    confidence: 0.99,
    witness: { in: 'files', path: RUST_CODE },
    examples: {
      yes: [
        {
          subject: '[PATCH] gpio: add line abstraction',
          body: diffOf('rust/kernel/gpio.rs', ' //', '+fn line() {}'),
        },
        {
          subject: '[PATCH] i2c: export for the abstraction',
          body: diffOf('rust/helpers/i2c.c', '-a', '+b'),
        },
        {
          subject: '[PATCH] drop the sample',
          body: 'diff --git a/samples/rust/hello.rs b/samples/rust/hello.rs\ndeleted file mode 100644\n--- a/samples/rust/hello.rs\n+++ /dev/null\n@@ -1 +0,0 @@\n-//\n',
        },
        {
          subject: '[PATCH] port it',
          body: 'diff --git a/lib/old.rs b/lib/new.c\nsimilarity index 100%\nrename from lib/old.rs\nrename to lib/new.c\n',
        },
      ],
      no: [
        {
          subject: 'Re: [PATCH] gpio: add line abstraction',
          body: `${quoted(diffOf('rust/kernel/gpio.rs', ' //', '+fn line() {}'))}\n\nLooks good.\n`,
        },
        { subject: '[PATCH] man: use .RS', body: diffOf('tools/x.c', '-int a = b.rs;', '+int a = c.rs;') },
        { subject: '[PATCH] trusted keys', body: diffOf('security/keys/trusted.c', '-a', '+b') },
      ],
    },
  },
];
