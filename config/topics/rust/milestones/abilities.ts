import type { MilestoneType } from '../../../../src/domain/milestone/type.ts';
import { diffOf } from '../relevance/example.ts';
import { titled } from '../relevance/words.ts';
import { newFile } from './example.ts';
import { titledWhole, whole } from './words.ts';

export const ABILITIES: readonly MilestoneType[] = [
  {
    id: 'faster',
    summary: 'Code in Rust, or its build, gets faster.',
    significance: 'minor',
    proofs: [
      {
        id: 'titled-inline-helpers',
        clue: { in: 'subject', words: /\binlin(?:e|es|ing)\b.{0,30}\bhelpers\b.{0,20}\bRust\b/i },
        title: 'Faster Rust: {subject}',
        key: 'inline helpers',
      },
      {
        id: 'titled-build-speed',
        clue: {
          in: 'subject',
          words:
            /\b(?:speed(?:s|ing)?[ -]?up|faster)\b.{0,40}\b(?:build|compil\w{1,5}|rustc)\b|\b(?:build|compile)\b.{0,20}\bspeed[ -]?ups?\b/i,
        },
        when: { all: [whole, titled] },
        title: 'Faster Rust: {subject}',
      },
    ],
    not: { in: 'subject', words: /\bfix(?:es)?\b/i },
    examples: {
      yes: [
        {
          subject: '[PATCH 0/3] Inline the helpers into Rust',
          title: 'Faster Rust: Inline the helpers into Rust',
        },
        { subject: '[PATCH 0/3] rust: speed up the build', title: 'Faster Rust: rust: speed up the build' },
      ],
      no: [
        { subject: '[PATCH] rust: inline `Task::pid`', body: diffOf('rust/kernel/task.rs', '+#[inline]') },
        { subject: '[PATCH] rust: helpers: move them', body: diffOf('rust/helpers/a.c', '+b') },
        { subject: 'Re: [PATCH 0/3] Inline the helpers into Rust', body: 'Rust, faster.\n' },
      ],
    },
  },
  {
    id: 'module-macro',
    summary: 'A module written in Rust can declare something that only one in C could, such as parameters.',
    significance: 'minor',
    proofs: [
      {
        id: 'new-module-parameters',
        clue: { in: 'files', change: 'added', path: /^rust\/kernel\/module_param\w{0,10}\.rs$/ },
        title: 'Modules in Rust can have parameters',
        key: 'parameters',
      },
      {
        id: 'titled-module-macro',
        clue: {
          in: 'subject',
          words:
            /\b(?:add|extend|implement|introduce|support)\b.{0,60}`?\bmodule!`? .{0,40}\bsupport\b|\bsupport\b.{0,30}`?\bmodule!`? macro\b/i,
        },
        when: titledWhole,
        title: 'Modules in Rust can do more: {subject}',
      },
    ],
    examples: {
      yes: [
        {
          subject: '[PATCH 1/3] rust: parameters of modules',
          body: newFile('rust/kernel/module_param.rs'),
          title: 'Modules in Rust can have parameters',
        },
        {
          subject: '[PATCH 0/3] rust: extend `module!` macro with alias support',
          title: 'Modules in Rust can do more: rust: extend `module!` macro with alias support',
        },
      ],
      no: [
        {
          subject: '[PATCH] rust: macros: fix `module!` macro',
          body: diffOf('rust/macros/module.rs', '-a', '+b'),
        },
        { subject: '[PATCH] rust: support modules', body: diffOf('rust/macros/module.rs', '-a', '+b') },
      ],
    },
  },
  {
    id: 'tool',
    summary: 'A tool that checks or proves code in Rust is taken up.',
    significance: 'minor',
    kinds: ['patch', 'cover', 'announce'],
    proofs: [
      {
        id: 'titled-tool',
        clue: {
          in: 'subject',
          words:
            /\b(?:add|announc\w{1,6}|enable|integrate|introduce|provide|register|run|support|use)\b.{0,40}\b(?<tool>coccinelle for rust|creusot|kani|klint|loom|miri|verus)\b/i,
        },
        title: 'Tool taken up: {tool}',
        key: '{tool}',
      },
    ],
    not: { in: 'subject', words: /\b(?:fix(?:es)?|reports?|warnings?)\b/i },
    examples: {
      yes: [
        {
          subject: '[RFC PATCH 1/2] kbuild: rust: run miri on the tests',
          body: diffOf('rust/Makefile', '+miri:'),
          title: 'Tool taken up: miri',
        },
      ],
      no: [
        { subject: '[PATCH] rust: enable `clippy::miri_like` lint', body: diffOf('rust/Makefile', '+-W') },
        { subject: '[PATCH] rust: fix what miri reports', body: diffOf('rust/kernel/a.rs', '+b') },
        { subject: 'Re: [RFC PATCH 1/2] kbuild: rust: run miri', body: 'Rust, checked.\n' },
      ],
    },
  },
];
