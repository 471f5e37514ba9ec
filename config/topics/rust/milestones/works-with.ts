import type { MilestoneType } from '../../../../src/domain/milestone/type.ts';
import type { Witness } from '../../../../src/domain/relevance/rule.ts';
import { diffOf } from '../relevance/example.ts';
import { MAKEFILES } from '../relevance/places.ts';
import { titled } from '../relevance/words.ts';
import { mends, whole } from './words.ts';

/** Features of the build and of the kernel that a compiler has to know of. */
const FEATURES =
  'AutoFDO|BTF|BTI|CALL_PADDING|CFI(?:_CLANG)?|CPU_MITIGATIONS|DEBUG_INFO_BTF|FineIBT|ftrace|GCOV|IBT|KASAN|KCFI|KCOV|KCSAN|KMSAN|KUnit|live ?patch(?:ing)?|LTO|MITIGATION_\\w{2,20}|MODVERSIONS|objtool|ORC|PREEMPT_RT|Propeller|RANDSTRUCT|retpolines?|rethunk|SHADOW_CALL_STACK|shadow call stacks?|stack ?protector|UBSAN';
/** The patch itself changes how things are built, or speaks for all of its series. */
const inBuild: Witness = {
  any: [whole, { in: 'files', path: MAKEFILES }, { in: 'files', path: /^scripts\/Makefile/ }],
};

export const WORKS_WITH: MilestoneType = {
  id: 'works-with',
  summary: 'Rust can be used together with a feature of the kernel or of its build.',
  significance: 'major',
  proofs: [
    {
      id: 'rust-no-longer-excludes',
      clue: {
        in: 'lines',
        sign: '-',
        path: /^init\/Kconfig$/,
        words: /^depends on !(?<feature>[A-Z][A-Z0-9_]{1,60})$/,
        near: /^[ +-](?:config RUST$|\tdepends on (?:HAVE_RUST|RUST_IS_AVAILABLE)$)/m,
      },
      title: 'Rust works with {feature}',
      key: '{feature}',
    },
    {
      id: 'feature-no-longer-excludes-rust',
      clue: {
        in: 'paragraphs',
        path: /(?:^|\/)Kconfig[.\w-]*$/,
        words:
          /^ config (?<feature>[A-Z][A-Z0-9_]{1,60})\n(?:[ +-][^\n]{0,200}\n){0,30}-\s{1,20}depends on !RUST$/m,
      },
      title: 'Rust works with {feature}',
      key: '{feature}',
    },
    {
      id: 'titled-feature-for-rust',
      clue: {
        in: 'subject',
        words: new RegExp(
          `\\b(?:allow|enable|implement|introduce|re-?enable|(?:add )?support(?:s|ed)?(?: for)?|add|run(?:ning)?)\\b.{0,50}?\\b(?<feature>${FEATURES})\\b(?! (?:fix|report|test)|[-:/])`,
          'i',
        ),
      },
      when: { all: [titled, inBuild, { not: mends }] },
      title: 'Rust works with {feature}',
      key: '{feature}',
    },
    {
      id: 'titled-rust-feature-support',
      clue: {
        in: 'subject',
        words: new RegExp(
          `\\bRust\\b.{0,20}\\b(?<feature>${FEATURES})\\b.{0,12}\\b(?:integration|support)$|^Rust and (?:the )?(?<feature>${FEATURES})\\b|\\b(?<feature>${FEATURES})\\b.{0,20}\\b(?:integration|support)\\b.{0,20}\\bRust\\b`,
          'i',
        ),
      },
      when: { all: [whole, { not: mends }] },
      title: 'Rust works with {feature}',
      key: '{feature}',
    },
  ],
  examples: {
    yes: [
      {
        subject: '[PATCH] rust: let them build together',
        body: diffOf(
          'init/Kconfig',
          ' config RUST',
          ' \tbool',
          '-\tdepends on !FROBNICATE',
          '+\tselect FROB',
        ),
        title: 'Rust works with FROBNICATE',
      },
      {
        subject: '[PATCH] rust: let them build together',
        body: diffOf('arch/Kconfig', ' config FROBNICATE', ' \tbool', '-\tdepends on !RUST', ' \thelp'),
        title: 'Rust works with FROBNICATE',
      },
      {
        subject: '[PATCH 2/2] kbuild: rust: enable KMSAN',
        body: diffOf('scripts/Makefile.kmsan', '+RUSTFLAGS_KMSAN := -Zsanitizer=memory'),
        title: 'Rust works with KMSAN',
      },
      { subject: '[PATCH 0/2] Rust KCOV support', title: 'Rust works with KCOV' },
      {
        subject: '[PATCH v2] KCSAN support for Rust code',
        body: diffOf('rust/Makefile', '+RUSTFLAGS'),
        title: 'Rust works with KCSAN',
      },
      { subject: '[PATCH 0/2] Rust and the shadow call stack', title: 'Rust works with shadow call stack' },
    ],
    no: [
      {
        subject: '[PATCH] rust: conditions',
        body: diffOf(
          'init/Kconfig',
          ' config RUST',
          '-\tdepends on !FROBNICATE || RUSTC_VERSION >= 107900',
          '+\tdepends on !FROBNICATE || HAVE_FROBNICATE_RUSTC',
        ),
      },
      {
        subject: '[PATCH] rust: a feature moves',
        body: diffOf('init/Kconfig', ' config RUST', '-\tdepends on !FROB', ' \tbool', '+\tdepends on !FROB'),
      },
      {
        subject: '[PATCH] rust: FROBNICATE is incompatible',
        body: diffOf('init/Kconfig', ' config RUST', '+\tdepends on !FROBNICATE'),
      },
      { subject: '[PATCH] rust: kasan: fix what enables KASAN', body: diffOf('rust/Makefile', '-a', '+b') },
      {
        subject: '[PATCH] kbuild: rust: use `-Zdwarf` to support DWARF',
        body: diffOf('Makefile', '+RUSTC'),
      },
      {
        subject: '[PATCH 3/4] rust: kernel: enable LTO remarks',
        body: diffOf('rust/kernel/a.rs', '-a', '+b'),
      },
    ],
  },
};
