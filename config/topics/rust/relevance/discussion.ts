import type { RelevanceRule } from '../../../../src/domain/relevance/rule.ts';
import { configDump, copied, mentions, noDiff, speaks, titled } from './words.ts';

export const DISCUSSION_RULES: readonly RelevanceRule[] = [
  {
    id: 'subject-names-rust',
    summary:
      'No diff of its own, and its subject names Rust or what is written in it: a cover letter, an answer, a question, a notice.',
    category: 'discussion',
    confidence: 0.99,
    witness: { all: [noDiff, titled, { not: { in: 'kind', kinds: ['patch'] } }] },
    examples: {
      yes: [
        { subject: 'Re: [PATCH v2 3/5] rust: pci: add config space' },
        { subject: '[GIT PULL] Rust for v7.1' },
        { subject: 'Re: [PATCH 2/9] gpu: nova-core: wait for the GSP', cc: 'rust-for-linux@vger.kernel.org' },
      ],
      no: [
        { subject: 'Re: [PATCH] futex: make robust lists faster' },
        { subject: 'Re: Rusty Example left a note' },
        { subject: 'ping rust-1.example.org' },
        { subject: 'Re: [RFC] NOVA: a file system', body: 'The Rust word alone is not its matter.\n' },
      ],
    },
  },
  {
    id: 'cover-speaks-of-rust',
    summary:
      'A cover letter copied to the list of Rust whose words, the titles of its patches aside, name Rust again and again.',
    category: 'discussion',
    confidence: 0.97,
    witness: { all: [{ in: 'kind', kinds: ['cover'] }, mentions(3), copied] },
    examples: {
      yes: [
        {
          subject: '[PATCH 0/9] Extended symbol names',
          cc: 'rust-for-linux@vger.kernel.org',
          body: 'Rust has long names. Rust modules cannot load without this: rustc mangles them.\n',
        },
      ],
      no: [
        {
          subject: '[PATCH 0/2] vdso: reject relocations',
          cc: 'rust-for-linux@vger.kernel.org',
          body: 'Some toolchains err.\n\nJane Doe (2):\n  kbuild: flags for Rust\n  rust: kbuild: more flags\n',
        },
        {
          subject: '[PATCH 0/9] Extended symbol names',
          cc: 'linux-kbuild@vger.kernel.org',
          body: 'For C++, Rust, rustc and whatever comes after Rust.\n',
        },
      ],
    },
  },
  {
    id: 'answer-speaks-of-rust',
    summary: 'Talk copied to the list of Rust in which the sender names Rust.',
    category: 'discussion',
    confidence: 0.92,
    witness: { all: [{ in: 'kind', kinds: ['reply', 'other', 'announce'] }, speaks, copied] },
    examples: {
      yes: [
        {
          subject: 'Re: [PATCH] lib: tidy',
          cc: 'rust-for-linux@vger.kernel.org',
          body: '> A pin.\n\nThe Rust side needs it too.\n',
        },
      ],
      no: [
        {
          subject: 'Re: [PATCH] lib: tidy',
          cc: 'rust-for-linux@vger.kernel.org',
          body: '> The Rust side needs it.\n\nApplied, thanks.\n',
        },
        { subject: 'Re: [PATCH] lib: tidy', cc: 'linux-mm@kvack.org', body: 'C, C++, Rust: all the same.\n' },
      ],
    },
  },
  {
    id: 'speaks-of-rust',
    summary: 'Talk, whoever is copied, in which the sender speaks of Rust at length.',
    category: 'discussion',
    confidence: 0.87,
    witness: {
      all: [{ in: 'kind', kinds: ['reply', 'other', 'announce'] }, mentions(3), { not: configDump }],
    },
    examples: {
      yes: [
        {
          subject: 'Re: driver model',
          body: 'In Rust this would not compile. The Rust abstraction owns it, and rustc proves that.\n',
        },
      ],
      no: [{ subject: 'Re: driver model', body: 'I trust you. This is robust; robust and trusted.\n' }],
    },
  },
  {
    id: 'pull-carries-rust',
    summary: 'A pull request whose own words list Rust changes.',
    category: 'discussion',
    confidence: 0.8,
    witness: {
      all: [
        { in: 'kind', kinds: ['pull'] },
        {
          in: 'own',
          words: /^.{0,72}(?<![\w.@/-])rust(?!-\d|\w|\/)|^\s{0,6}[-*+o] .{0,72}(?<![\w.@/-])rust\//im,
        },
      ],
    },
    examples: {
      yes: [
        { subject: '[GIT PULL] DRM next', body: ' - Rust: new abstractions for GEM\n' },
        { subject: '[GIT PULL] Kbuild', body: ' - Pack rust/ too\n' },
      ],
      no: [{ subject: '[GIT PULL] keys', body: ' - trusted keys: robust against reuse\n' }],
    },
  },
  {
    id: 'report-in-rs',
    summary: 'A robot reports an error in Rust code, or that it does not build.',
    category: 'discussion',
    confidence: 0.9,
    witness: {
      all: [
        { in: 'kind', kinds: ['report'] },
        {
          in: 'text',
          words:
            /^[ \t>]{0,8}(?:error(?:\[E\d{1,5}\])?:.{0,200}(?:rust|\.rs)|-->\s{1,4}\S{1,200}\.rs:\d|.{0,200}\w\.rs:\d{1,6}:\d|rust\/[\w./-]{1,80}\.o: (?:warning|error)|make.{0,40}\*\*\* \[rust\/Makefile)/im,
        },
      ],
    },
    examples: {
      yes: [
        {
          from: 'kernel test robot <lkp@intel.com>',
          subject: '[example:master 3/4] error[E0425]: cannot find value',
          body: '>> error[E0425]: cannot find value `x`\n   --> rust/kernel/pci.rs:12:5\n',
        },
        {
          from: 'kernel test robot <lkp@intel.com>',
          subject: '[example:master 3/4] make[2]: *** Error 1',
          body: '   make[2]: *** [rust/Makefile:300: rust/core.o] Error 1\n',
        },
      ],
      no: [
        {
          from: 'kernel test robot <lkp@intel.com>',
          subject: '[example:master 3/4] drivers/x.c:1:2: warning: unused',
          body: 'config: x86_64-rhel-8.3-rust\ndrivers/x.c:1:2: warning: unused\n',
        },
      ],
    },
  },
];
