import type { RelevanceRule, Witness } from '../../../../src/domain/relevance/rule.ts';
import { diffOf } from './example.ts';
import { BUILD_FILES, MAKEFILES, NOT_RUST, RUST_BUILD } from './places.ts';
import { BUILD_NAMES, BUILD_TERMS, backport, copied, mentions, titled } from './words.ts';

const aboutRust: Witness = { any: [titled, copied, mentions(1)] };
/** No file of another purpose changes: what is done here is not done to the whole tree. */
const onlyThere: Witness = { not: { in: 'files', path: NOT_RUST } };
const rustLines: Witness = { in: 'changes', path: MAKEFILES, words: BUILD_TERMS };

export const BUILD_RULES: readonly RelevanceRule[] = [
  {
    id: 'diff-touches-rust-build',
    summary:
      "The diff changes a file of Rust's own build (rust/Makefile, scripts with rust in their name, settings of clippy), and not merely along with the whole tree.",
    category: 'build',
    confidence: 0.98,
    witness: { all: [{ in: 'files', path: RUST_BUILD }, { any: [aboutRust, onlyThere, rustLines] }] },
    examples: {
      yes: [
        { subject: '[PATCH] kbuild: simplify', body: diffOf('rust/Makefile', '-a', '+b') },
        { subject: '[PATCH] lint', body: diffOf('.clippy.toml', '+msrv = "1.85.0"') },
        { subject: '[PATCH] scripts: find it', body: diffOf('scripts/min-tool-rust-version.sh', '-a', '+b') },
      ],
      no: [
        { subject: '[PATCH] trusty: tidy', body: diffOf('drivers/trusty/Makefile', '-a', '+b') },
        {
          subject: '[PATCH] kbuild: rename',
          body: diffOf('rust/Makefile', '-$(a)', '+$(b)') + diffOf('lib/Makefile', '-$(a)', '+$(b)'),
        },
      ],
    },
  },
  {
    id: 'rust-build-lines',
    summary:
      "A Makefile or Kconfig changes (not merely moves) lines about rustc, bindgen, Rust's flags or an option of Rust.",
    category: 'build',
    confidence: 0.97,
    witness: {
      all: [{ in: 'changes', path: MAKEFILES, words: BUILD_TERMS }, { any: [titled, { not: backport }] }],
    },
    examples: {
      yes: [
        {
          subject: '[PATCH] kbuild: add flag',
          body: diffOf('Makefile', '-KBUILD_RUSTFLAGS := -Cx', '+KBUILD_RUSTFLAGS := -Cy'),
        },
        { subject: '[PATCH] modversions', body: diffOf('kernel/module/Kconfig', '-\tdepends on !RUST') },
      ],
      no: [
        {
          subject: '[PATCH] kbuild: move',
          body: diffOf('Makefile', '-RUSTC = rustc', '+A = b', '+RUSTC = rustc', '-A = c'),
        },
        { subject: '[PATCH] kbuild: cflags', body: diffOf('Makefile', ' RUSTC = rustc', '-A = b', '+A = c') },
        { subject: '[PATCH] keys', body: diffOf('certs/Kconfig', '+\tdepends on SYSTEM_TRUSTED_KEYRING') },
      ],
    },
  },
  {
    id: 'build-lines-of-rust-patch',
    summary:
      'A patch that speaks of Rust, or is copied to its list, changes lines of the build that name something of Rust.',
    category: 'build',
    confidence: 0.94,
    witness: {
      all: [{ in: 'changes', path: BUILD_FILES, words: BUILD_NAMES }, aboutRust, { not: backport }],
    },
    examples: {
      yes: [
        {
          subject: '[PATCH] scripts/tags: find Rust too',
          body: diffOf('scripts/tags.sh', '-find -name *.c', '+find -name *.c -or -name *.rs'),
        },
        {
          subject: '[PATCH] kbuild: make clean',
          cc: 'rust-for-linux@vger.kernel.org',
          body: diffOf('Makefile', '-clean: a', '+clean: a rust/test'),
        },
      ],
      no: [
        { subject: '[PATCH] sbom: parse', body: diffOf('scripts/sbom.py', '+SUFFIXES = [".c", ".rs"]') },
        { subject: '[PATCH] rust: note', body: diffOf('lib/a.c', '-rust_a', '+rust_b') },
      ],
    },
  },
  {
    id: 'build-file-of-rust-patch',
    summary: 'A patch that calls itself Rust in its subject changes files of the build.',
    category: 'build',
    confidence: 0.71,
    witness: {
      all: [titled, { in: 'files', path: BUILD_FILES }, { not: { in: 'kind', kinds: ['reply', 'other'] } }],
    },
    examples: {
      yes: [{ subject: '[PATCH] rust: sound: select the core', body: diffOf('sound/Kconfig', '-a', '+b') }],
      no: [{ subject: '[PATCH] robust: select the core', body: diffOf('sound/Kconfig', '-a', '+b') }],
    },
  },
];
