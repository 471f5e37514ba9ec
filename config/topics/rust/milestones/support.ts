import type { MilestoneType } from '../../../../src/domain/milestone/type.ts';
import type { Witness } from '../../../../src/domain/relevance/rule.ts';
import { diffOf } from '../relevance/example.ts';
import { titled } from '../relevance/words.ts';
import { cover, mends } from './words.ts';

const ARCH_NAMES =
  'x86(?:[-_]64)?|i[36]86|arm64|aarch64|arm|risc-?v|loongarch|mips|powerpc|ppc(?:64)?(?:le)?|s390x?|sparc(?:64)?|m68k|parisc|uml?|hexagon|csky|nios2|openrisc|xtensa|arc|microblaze';
const ARCH = new RegExp(`\\b(?:${ARCH_NAMES}|arch)\\b`, 'i');
const enables: Witness = {
  in: 'subject',
  words: /\b(?:add|allow|basic|enable|initial|introduce|port|re-?enable|support)\b/i,
};
const ARCH_KCONFIG = /^arch\/(?<arch>[\w-]{1,30})\/Kconfig$/;
const SELECTS = /^select HAVE_RUST\b/;
/** The architecture was there before, only its conditions changed. */
const selected: Witness = { in: 'changes', path: ARCH_KCONFIG, words: /^-\s{0,20}select HAVE_RUST\b/m };

export const SUPPORT: readonly MilestoneType[] = [
  {
    id: 'initial-support',
    summary: 'Rust comes to the kernel: the option itself, or the patch set that brings it.',
    significance: 'major',
    proofs: [
      {
        id: 'option-rust',
        clue: { in: 'lines', sign: '+', path: /^init\/Kconfig$/, words: /^config RUST$/ },
        title: 'Rust support for the kernel',
        key: 'kernel',
      },
      {
        id: 'titled-rust-support',
        clue: { in: 'subject', words: /^(?:(?:k?build|kernel): )?(?:add |initial |basic )?Rust support$/i },
        title: 'Rust support for the kernel',
        key: 'kernel',
      },
    ],
    examples: {
      yes: [
        { subject: '[RFC PATCH 00/13] Rust support', title: 'Rust support for the kernel' },
        {
          subject: '[PATCH v4 2/9] the build',
          body: diffOf('init/Kconfig', '+config RUST', '+\tbool "Rust support"'),
          title: 'Rust support for the kernel',
        },
      ],
      no: [
        { subject: 'Re: [PATCH 00/13] Rust support', body: 'Why Rust?\n' },
        { subject: '[PATCH 0/3] kasan: Rust support for the shadow' },
        { subject: '[PATCH] rust: options', body: diffOf('init/Kconfig', '+config RUSTC_VERSION', '+\tint') },
        {
          subject: '[PATCH] rust: move options',
          body: diffOf('init/Kconfig', '-config RUST', ' a', '+config RUST'),
        },
      ],
    },
  },
  {
    id: 'architecture',
    summary: 'Rust can be used on an architecture where it could not, or with more of its machines.',
    significance: 'major',
    proofs: [
      {
        id: 'arch-selects-rust',
        clue: { in: 'lines', sign: '+', path: ARCH_KCONFIG, words: SELECTS },
        when: { not: selected },
        title: 'Rust on {arch}',
        key: '{arch}',
      },
      {
        id: 'arch-widens-rust',
        clue: { in: 'lines', sign: '+', path: ARCH_KCONFIG, words: SELECTS },
        when: { all: [enables, { in: 'subject', words: ARCH }, { not: mends }] },
        title: 'Rust on more of {arch}',
        key: '{arch}',
      },
      {
        id: 'series-for-arch',
        clue: {
          in: 'subject',
          words: new RegExp(
            `\\b(?:add|basic|enable|initial|introduce|port|re-?enable)\\b.{0,30}?\\b(?<arch>${ARCH_NAMES})\\b.{0,12}\\b(?:support|rust)\\b`,
            'i',
          ),
        },
        when: { all: [cover, titled, { not: mends }] },
        title: 'Rust on {arch}',
      },
      {
        id: 'arch-series-for-rust',
        clue: {
          in: 'subject',
          words: new RegExp(
            `\\b(?<arch>${ARCH_NAMES}): .{0,20}\\b(?:add|enable|initial|introduce|re-?enable|support)\\b.{0,30}\\brust\\b(?! (?:>=|\\d))`,
            'i',
          ),
        },
        when: { all: [cover, { not: mends }] },
        title: 'Rust on {arch}',
      },
    ],
    examples: {
      yes: [
        {
          subject: '[PATCH 3/3] rust: the last step',
          body: diffOf('arch/parisc/Kconfig', ' a', '+\tselect HAVE_RUST if 64BIT'),
          title: 'Rust on parisc',
        },
        {
          subject: '[PATCH] um: allow Rust with gcc',
          body: diffOf('arch/um/Kconfig', '-\tselect HAVE_RUST if X86_64', '+\tselect HAVE_RUST'),
          title: 'Rust on more of um',
        },
        { subject: '[PATCH 0/3] rust: Initial PA-RISC and m68k support', title: 'Rust on m68k' },
        { subject: '[PATCH v2 0/3] s390: enable Rust', title: 'Rust on s390' },
      ],
      no: [
        {
          subject: '[PATCH] rust: support the frobnicator',
          body: diffOf(
            'arch/arm64/Kconfig',
            '-\tselect HAVE_RUST if CPU_LITTLE_ENDIAN',
            '+\tselect HAVE_RUST if RUSTC_SUPPORTS_ARM64',
          ),
        },
        {
          subject: '[PATCH] arm64: fix Rust builds',
          body: diffOf('arch/arm64/Kconfig', '-\tselect HAVE_RUST if A', '+\tselect HAVE_RUST if B'),
        },
        { subject: '[PATCH 0/2] x86: rust: fix the support of retpolines' },
        { subject: '[PATCH 0/2] x86: support Rust >= 1.98.0 targets' },
        { subject: 'Re: [PATCH 0/3] rust: Initial m68k support', body: 'Rust, at last.\n' },
      ],
    },
  },
];
