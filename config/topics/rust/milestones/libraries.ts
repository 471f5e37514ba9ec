import type { MilestoneType } from '../../../../src/domain/milestone/type.ts';
import { diffOf } from '../relevance/example.ts';
import { titled } from '../relevance/words.ts';
import { newFile } from './example.ts';
import { cover, mends } from './words.ts';

/** Parts of the language and of the crate itself: no abstraction of something in the kernel. */
const NO_KIND =
  '(?!(?:alloc|bits|borrow|bug|build_assert|error|ffi|fmt|init|interop|iov|macros|marker|num|opaque|prelude|print|projection|ptr|range|safety|sealed|slice|static_assert|std_vendor|str|string|transmute|types|util|vec)\\b)';
/** Where one folder holds abstractions of many kinds. */
const SHELVES = 'block|bpf|crypto|drm|fs|hid|iio|input|media|net|scsi|sound|tty|usb';
const MODULE = `${NO_KIND}(?<module>[a-z]\\w{1,40})`;
const SHELVED = `(?<module>(?:${SHELVES})\\/(?!mod\\.rs)[a-z]\\w{1,40})`;
const CRATE_ROOT =
  'rust\\/(?<crate>(?!(?:alloc|bindings|build_error|kernel|macros)\\/)[\\w-]{1,40})\\/(?:src\\/)?_?lib\\.rs';

export const LIBRARIES: readonly MilestoneType[] = [
  {
    id: 'crate',
    summary: 'A crate comes into the tree: a library from outside, or one that drivers can build on.',
    significance: 'major',
    proofs: [
      {
        id: 'new-crate-root',
        clue: { in: 'files', change: 'added', path: new RegExp(`^${CRATE_ROOT}$`) },
        title: 'Crate in the tree: {crate}',
        key: 'rust/{crate}',
      },
      {
        id: 'series-brings-crate-root',
        clue: { in: 'text', words: new RegExp(`^ create mode 100644 ${CRATE_ROOT}$`, 'm') },
        when: cover,
        title: 'Crate in the tree: {crate}',
        key: 'rust/{crate}',
      },
      {
        id: 'titled-crate-support',
        clue: { in: 'subject', words: /^(?:rust: )?`(?<crate>[\w-]{1,40})` support$/ },
        when: cover,
        title: 'Crate in the tree: {crate}',
        key: 'rust/{crate}',
      },
    ],
    examples: {
      yes: [
        {
          subject: '[PATCH 3/9] rust: frobber: import crate',
          body: newFile('rust/frobber/lib.rs') + newFile('rust/frobber/parse.rs'),
          title: 'Crate in the tree: frobber',
        },
        {
          subject: '[PATCH] rust: what programs see',
          body: newFile('rust/uapi/lib.rs'),
          title: 'Crate in the tree: uapi',
        },
        {
          subject: '[PATCH 0/9] parsing',
          cc: 'rust-for-linux@vger.kernel.org',
          body: 'Needs it.\n\n create mode 100644 rust/frobber/lib.rs\n create mode 100644 rust/frobber/b.rs\n',
          title: 'Crate in the tree: frobber',
        },
        {
          subject: '[PATCH 00/18] `frobber` support',
          cc: 'rust-for-linux@vger.kernel.org',
          title: 'Crate in the tree: frobber',
        },
      ],
      no: [
        { subject: '[PATCH] rust: frobber: more', body: newFile('rust/frobber/more.rs') },
        { subject: '[PATCH] rust: add `kernel` crate', body: newFile('rust/kernel/lib.rs') },
        { subject: '[PATCH] rust: frobber: update to v2', body: diffOf('rust/frobber/lib.rs', '-a', '+b') },
        { subject: '[PATCH 0/2] rust: `frobber` supports' },
      ],
    },
  },
  {
    id: 'abstraction',
    summary: 'The first abstraction of a kind: drivers in Rust can use what they could not.',
    significance: 'minor',
    first: true,
    proofs: [
      {
        id: 'new-module-of-kernel-crate',
        clue: {
          in: 'lines',
          sign: '+',
          path: /^rust\/kernel\/lib\.rs$/,
          words: new RegExp(`^pub mod ${MODULE};$`),
        },
        when: { not: { in: 'files', change: 'added', path: /^rust\/kernel\/lib\.rs$/ } },
        title: 'First abstraction: {module}',
        key: 'rust/kernel/{module}',
      },
      {
        id: 'new-shelved-module',
        clue: {
          in: 'files',
          change: 'added',
          path: new RegExp(`^rust\\/kernel\\/${SHELVED}(?:\\/mod)?\\.rs$`),
        },
        title: 'First abstraction: {module}',
        key: 'rust/kernel/{module}',
      },
      {
        id: 'series-brings-module',
        clue: {
          in: 'text',
          words: new RegExp(`^ create mode 100644 rust\\/kernel\\/${MODULE}(?:\\/mod)?\\.rs$`, 'm'),
        },
        when: {
          all: [cover, { not: { in: 'text', words: /^ create mode 100644 rust\/kernel\/lib\.rs$/m } }],
        },
        title: 'First abstraction: {module}',
        key: 'rust/kernel/{module}',
      },
      {
        id: 'titled-abstractions',
        clue: { in: 'subject', words: /\b(?:abstractions?|(?<!-)bindings)\b(?!:)/i },
        when: {
          all: [
            cover,
            titled,
            { not: mends },
            {
              not: {
                in: 'subject',
                words:
                  /\b(?:dt-bindings|convert|extend|improve(?:ments?)?|migrate|more|move|replace|rework|update|use)\b/i,
              },
            },
          ],
        },
        title: 'New abstractions: {subject}',
      },
    ],
    examples: {
      yes: [
        {
          subject: '[PATCH 1/2] rust: mailbox: add the channel',
          body:
            diffOf('rust/kernel/lib.rs', ' pub mod list;', '+pub mod mailbox;') +
            newFile('rust/kernel/mailbox.rs'),
          title: 'First abstraction: mailbox',
        },
        {
          subject: '[PATCH v3 2/5] rust: net: wireless',
          body: newFile('rust/kernel/net/wireless.rs'),
          title: 'First abstraction: net/wireless',
        },
        {
          subject: '[PATCH 0/2] rust: mailboxes',
          body: ' rust/kernel/mailbox.rs | 90 ++\n create mode 100644 rust/kernel/mailbox.rs\n',
          title: 'First abstraction: mailbox',
        },
        {
          subject: '[PATCH v2 0/7] rust: mailbox abstractions',
          title: 'New abstractions: rust: mailbox abstractions',
        },
      ],
      no: [
        {
          subject: '[PATCH] rust: sort',
          body: diffOf('rust/kernel/lib.rs', '-pub mod pci;', ' pub mod b;', '+pub mod pci;'),
        },
        { subject: '[PATCH] rust: slice: helpers', body: diffOf('rust/kernel/lib.rs', '+pub mod slice;') },
        { subject: '[PATCH] rust: the crate', body: newFile('rust/kernel/lib.rs', 'pub mod mailbox;') },
        { subject: '[PATCH] rust: sync: add `Once`', body: newFile('rust/kernel/sync/once.rs') },
        { subject: '[PATCH 0/2] rust: pci: fix the abstractions' },
        { subject: '[PATCH 0/2] dt-bindings: rust-coloured leds' },
        { subject: '[PATCH 0/2] rust: use the new bindings' },
      ],
    },
  },
];
