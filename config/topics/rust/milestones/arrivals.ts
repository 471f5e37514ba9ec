import type { MilestoneType } from '../../../../src/domain/milestone/type.ts';
import type { Witness } from '../../../../src/domain/relevance/rule.ts';
import { diffOf } from '../relevance/example.ts';
import { newFile } from './example.ts';
import { cover, KERNEL_DIRS, whole } from './words.ts';

const KERNEL_RS = new RegExp(`^(?:${KERNEL_DIRS})/[^\\n]{0,200}\\.rs$`);
const BUILD_RULES = /^(?!(?:rust|samples|scripts|tools|Documentation)\/)[^\n]{1,200}\/(?:Makefile|Kbuild)$/;
/** A part of the kernel: `drivers/gpio`, `fs/ext4`, `block`. */
const PART = `(?<part>(?:${KERNEL_DIRS})(?:\\/[\\w.-]{1,60}(?=\\/))?)`;
const newRust: Witness = { in: 'files', change: 'added', path: KERNEL_RS };
/** The build makes something new of it: a module, a driver, a part of one. */
const built: Witness = {
  in: 'changes',
  path: BUILD_RULES,
  words: /^\+\s{0,20}[\w-]{1,60}-(?:y|m|objs|\$\(\w{1,80}\))\s{0,20}[+:]?=[^\n]{0,200}\.o\b/m,
};

export const ARRIVALS: readonly MilestoneType[] = [
  {
    id: 'first-in-subsystem',
    summary: 'Rust code is built in a part of the kernel that had none.',
    significance: 'major',
    first: true,
    proofs: [
      {
        id: 'new-rust-in-build',
        clue: { in: 'files', change: 'added', path: new RegExp(`^${PART}\\/[^\\n]{0,160}\\.rs$`) },
        when: built,
        title: 'Rust arrives in {part}',
        key: '{part}',
      },
      {
        id: 'series-brings-rust-files',
        clue: {
          in: 'text',
          words: new RegExp(`^ create mode 100644 ${PART}\\/[^\\n]{0,160}\\.rs$`, 'm'),
        },
        when: { all: [cover, { in: 'text', words: /^ \S{1,200}(?:Makefile|Kbuild)\s{1,60}\|/m }] },
        title: 'Rust arrives in {part}',
        key: '{part}',
      },
    ],
    examples: {
      yes: [
        {
          subject: '[PATCH 2/4] hwmon: a sensor in Rust',
          body:
            newFile('drivers/hwmon/tmp999_rust.rs') +
            diffOf('drivers/hwmon/Makefile', ' a', '+obj-$(CONFIG_TMP999_RUST) += tmp999_rust.o'),
          title: 'Rust arrives in drivers/hwmon',
        },
        {
          subject: '[RFC PATCH 0/3] examplefs: prepare for Rust',
          body: ' fs/examplefs/Makefile | 4 +\n create mode 100644 fs/examplefs/super.rs\n',
          title: 'Rust arrives in fs/examplefs',
        },
      ],
      no: [
        {
          subject: '[PATCH 2/4] hwmon: split the sensor in Rust',
          body: newFile('drivers/hwmon/tmp999/regs.rs') + diffOf('drivers/hwmon/tmp999.rs', '+mod regs;'),
        },
        {
          subject: '[PATCH] samples: rust: one more',
          body:
            newFile('samples/rust/rust_more.rs') +
            diffOf('samples/rust/Makefile', '+obj-$(CONFIG_SAMPLE_RUST_MORE) += rust_more.o'),
        },
        { subject: '[PATCH] tools: find it', body: newFile('tools/find/src/main.rs') },
      ],
    },
  },
  {
    id: 'driver',
    summary: 'A new driver or module written in Rust.',
    significance: 'minor',
    proofs: [
      {
        id: 'new-rust-object',
        clue: {
          in: 'lines',
          sign: '+',
          path: BUILD_RULES,
          words: /^obj-\S{1,80}\s{0,20}\+?=\s{0,20}(?<driver>[\w-]{1,60})\.o$/,
        },
        when: newRust,
        title: 'New driver in Rust: {driver}',
        key: '{driver}',
      },
    ],
    examples: {
      yes: [
        {
          subject: '[PATCH 2/4] hwmon: a sensor',
          body:
            newFile('drivers/hwmon/tmp999_rust.rs') +
            diffOf('drivers/hwmon/Makefile', ' a', '+obj-$(CONFIG_TMP999_RUST) += tmp999_rust.o'),
          title: 'New driver in Rust: tmp999_rust',
        },
      ],
      no: [
        {
          subject: '[PATCH] hwmon: rust: a driver in C',
          body:
            newFile('drivers/hwmon/tmp999.c') +
            diffOf('drivers/hwmon/Makefile', '+obj-$(CONFIG_TMP999) += tmp999.o'),
        },
        {
          subject: '[PATCH] samples: rust: one more',
          body:
            newFile('samples/rust/rust_more.rs') +
            diffOf('samples/rust/Makefile', '+obj-$(CONFIG_SAMPLE_RUST_MORE) += rust_more.o'),
        },
      ],
    },
  },
  {
    id: 'replaces-c',
    summary: 'What was written in C is written anew in Rust, or the C is taken out.',
    significance: 'major',
    proofs: [
      {
        id: 'titled-in-rust',
        clue: {
          in: 'subject',
          words:
            /\b(?:convert|port|replace|re-?implement|re-?write|switch)(?:s|d|ed|ing|ten)?\b.{0,60}\b(?:in|to|with|by) Rust\b(?![-_:])/i,
        },
        when: { any: [cover, { all: [newRust, { in: 'files', change: 'deleted', path: /\.c$/ }] }] },
        title: 'Rust instead of C: {subject}',
      },
      {
        id: 'c-taken-out',
        clue: {
          in: 'subject',
          words: /\b(?:delete|drop|remove)\b.{0,30}\bC (?:binder|code|driver|implementation|version)\b/i,
        },
        when: {
          any: [
            whole,
            { in: 'files', change: 'deleted', path: /^(?!rust\/|samples\/|scripts\/|tools\/).*\.c$/ },
          ],
        },
        title: 'Rust instead of C: {subject}',
      },
    ],
    examples: {
      yes: [
        {
          subject: '[PATCH 0/5] exampled: rewrite the driver in Rust',
          title: 'Rust instead of C: exampled: rewrite the driver in Rust',
        },
        {
          subject: '[PATCH] soc: example: convert to Rust',
          body:
            newFile('drivers/soc/example.rs') +
            'diff --git a/drivers/soc/example.c b/drivers/soc/example.c\ndeleted file mode 100644\n--- a/drivers/soc/example.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-int a;\n',
          title: 'Rust instead of C: soc: example: convert to Rust',
        },
        {
          subject: '[PATCH] exampled: remove the C driver, the one in Rust stays',
          body: `It is in Rust now.\n\n${diffOf('drivers/exampled.c', '-int a;')}`,
          title: 'Rust instead of C: exampled: remove the C driver, the one in Rust stays',
        },
      ],
      no: [
        {
          subject: '[PATCH 2/5] rust: str: convert to Rust strings',
          body: diffOf('rust/kernel/str.rs', '+b'),
        },
        { subject: 'Re: [PATCH 0/5] exampled: rewrite the driver in Rust', body: 'In Rust?\n' },
        { subject: '[PATCH 0/2] rust: remove unused code' },
      ],
    },
  },
];
