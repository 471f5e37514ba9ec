import type { MilestoneType } from '../../../../src/domain/milestone/type.ts';
import { diffOf } from '../relevance/example.ts';
import { titledWhole, whole } from './words.ts';

const MIN_TOOL = 'scripts/min-tool-version.sh';

export const TOOLCHAIN: readonly MilestoneType[] = [
  {
    id: 'minimum-toolchain',
    summary: 'The kernel asks for a newer rustc or bindgen, or moves to a newer one.',
    significance: 'major',
    proofs: [
      {
        id: 'min-tool-version',
        clue: {
          in: 'paragraphs',
          path: /^scripts\/min-tool-version\.sh$/,
          words:
            /^ (?<tool>rustc|bindgen)\)\n(?:-[^\n]{0,80}\n){1,6}\+\s{0,20}echo (?<version>\d{1,4}\.\d{1,4}(?:\.\d{1,4})?)$/m,
        },
        title: 'Minimum toolchain raised: {tool} {version}',
        key: '{tool} {version}',
      },
      {
        id: 'titled-upgrade',
        clue: {
          in: 'subject',
          words:
            /\b(?:bump|move|raise|switch|upgrade)\b.{0,20}\b(?:to|for) (?:Rust|rustc) (?<version>1\.\d{1,3}(?:\.\d{1,2})?)\b/i,
        },
        when: whole,
        title: 'Minimum toolchain raised: rustc {version}',
        key: 'rustc {version}',
      },
      {
        id: 'titled-minimum',
        clue: {
          in: 'subject',
          words:
            /\b(?:bump|increase|raise)s?\b.{0,40}\b(?:minimum|minimal|MSRV)\b|\b(?:minimum|minimal|MSRV)\b.{0,40}\b(?:bump|increase|raise)/i,
        },
        when: titledWhole,
        title: 'Minimum toolchain raised: {subject}',
      },
    ],
    not: { in: 'subject', words: /\b(?:fix(?:es)?|docs?|documentation|clippy)\b/i },
    examples: {
      yes: [
        {
          subject: '[PATCH 2/7] rust: ask for more',
          body: diffOf(MIN_TOOL, ' rustc)', '-\techo 1.91.0', '+\techo 1.95.0', ' \t;;'),
          title: 'Minimum toolchain raised: rustc 1.95.0',
        },
        {
          subject: '[PATCH] rust: a newer generator',
          body: diffOf(MIN_TOOL, ' bindgen)', '-\techo 0.71.1', '+\techo 0.75.0', ' \t;;'),
          title: 'Minimum toolchain raised: bindgen 0.75.0',
        },
        {
          subject: '[PATCH 0/4] rust: upgrade to Rust 1.70.0',
          title: 'Minimum toolchain raised: rustc 1.70.0',
        },
        {
          subject: '[PATCH 0/7] rust: raise the minimum versions',
          title: 'Minimum toolchain raised: rust: raise the minimum versions',
        },
      ],
      no: [
        {
          subject: '[PATCH] kbuild: bump the minimum version of gcc',
          body: `For Rust.\n\n${diffOf(MIN_TOOL, ' gcc)', '-\techo 5.1.0', '+\techo 8.1.0')}`,
        },
        { subject: '[PATCH 24/33] docs: rust: update minimum distribution', body: diffOf('rust/a.rs', '+b') },
        { subject: '[PATCH 0/3] rust: doc: raise the minimum versions of distributions' },
        {
          subject: '[PATCH] rust: kbuild: fix the version check of the minimum',
          body: diffOf('rust/a.rs', '+b'),
        },
        { subject: '[PATCH] kbuild: add rustc-min-version macro', body: diffOf('rust/Makefile', '+b') },
        { subject: '[PATCH] rust: frobber: update to v0.8.52', body: diffOf('rust/frobber/lib.rs', '+b') },
        { subject: 'Re: [PATCH 0/7] rust: raise the minimum versions', body: 'Rust 1.95, good.\n' },
      ],
    },
  },
  {
    id: 'toolchain-range',
    summary: 'More than one version of the toolchain, or another make of it, can build the kernel.',
    significance: 'major',
    proofs: [
      {
        id: 'titled-several-versions',
        clue: {
          in: 'subject',
          words:
            /\b(?:allow|support)\w{0,3}\b.{0,20}\b(?:different|multiple|newer|older|several)\b.{0,30}\bversions?\b/i,
        },
        when: titledWhole,
        title: 'Several toolchains: {subject}',
      },
    ],
    examples: {
      yes: [
        {
          subject: '[PATCH 00/9] Support multiple versions of the Rust compiler',
          title: 'Several toolchains: Support multiple versions of the Rust compiler',
        },
      ],
      no: [
        { subject: '[PATCH 00/9] Support several versions of gcc', body: 'As Rust does.\n' },
        { subject: '[PATCH 4/9] rust: support newer versions of the flag', body: diffOf('rust/a.rs', '+b') },
        { subject: '[PATCH] rust: support the new `-Zfrobnicate` flag', body: diffOf('rust/Makefile', '+b') },
      ],
    },
  },
  {
    id: 'unstable-feature',
    summary: 'An unstable feature of the language is not needed any more.',
    significance: 'minor',
    proofs: [
      {
        id: 'titled-no-longer-unstable',
        clue: {
          in: 'subject',
          words:
            /\b(?:do not use|drop|get rid of|no longer (?:need|require|use)s?|remove|stop using)\b.{0,60}\bunstable\b.{0,20}\bfeatures?\b|\b(?:do not use|drop|get rid of|no longer (?:need|require|use)s?|remove|stop using)\b.{0,20}`\w{3,40}`.{0,10}\bfeature\b/i,
        },
        when: titledWhole,
        title: 'Unstable feature not needed any more: {subject}',
      },
    ],
    examples: {
      yes: [
        {
          subject: '[PATCH] rust: stop using the `frob_nicate` feature',
          body: diffOf('rust/kernel/lib.rs', '-#![feature(frob_nicate)]'),
          title: 'Unstable feature not needed any more: rust: stop using the `frob_nicate` feature',
        },
      ],
      no: [
        { subject: '[PATCH 7/33] rust: remove the `frob_nicate` feature', body: diffOf('rust/a.rs', '-b') },
        { subject: '[PATCH] rust: enable the `frob_nicate` feature', body: diffOf('rust/a.rs', '-b') },
        { subject: '[PATCH] rust: enable frob_types and remove `Thing`', body: diffOf('rust/a.rs', '-b') },
      ],
    },
  },
  {
    id: 'compiler',
    summary: 'Another compiler or code generator for Rust comes to the kernel.',
    significance: 'major',
    kinds: ['patch', 'cover', 'announce', 'other'],
    proofs: [
      {
        id: 'titled-compiler',
        clue: { in: 'subject', words: /\b(?<compiler>gccrs|rustc?_codegen_gcc|cg_gcc|mrustc)\b/i },
        when: {
          in: 'subject',
          words:
            /\b(?:add|allow|announc\w{0,6}|boot\w{0,3}|build\w{0,3}|compil\w{0,5}|enable|initial|introduce|support)\b/i,
        },
        title: 'Another compiler: {compiler}',
        key: '{compiler}',
      },
    ],
    examples: {
      yes: [
        {
          subject: '[RFC PATCH 0/2] kbuild: rust: allow building with gccrs',
          title: 'Another compiler: gccrs',
        },
      ],
      no: [
        { subject: '[PATCH 0/2] RISC-V: support gcc and Rust builds' },
        { subject: 'Re: [RFC PATCH 0/2] kbuild: rust: allow building with gccrs', body: 'Rust by gcc.\n' },
      ],
    },
  },
];
