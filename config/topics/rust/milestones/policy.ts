import type { MilestoneType } from '../../../../src/domain/milestone/type.ts';
import { diffOf } from '../relevance/example.ts';
import { DOCS } from '../relevance/places.ts';
import { titled } from '../relevance/words.ts';
import { newFile } from './example.ts';
import { whole } from './words.ts';

export const POLICY: MilestoneType = {
  id: 'policy',
  summary: 'What Rust is to the kernel, or the rules by which it is treated, are written down or change.',
  significance: 'major',
  kinds: ['patch', 'cover', 'other', 'announce'],
  proofs: [
    {
      id: 'experiment-ends',
      clue: {
        in: 'subject',
        words:
          /\b(?:conclude|done|end|finish|no longer|remove|over)\b.{0,40}\bexperiment(?:al)?\b|\bexperiment\b.{0,30}\b(?:concludes|done|ends|over)\b/i,
      },
      when: titled,
      title: 'Policy: {subject}',
      key: 'experiment',
    },
    {
      id: 'titled-policy',
      clue: {
        in: 'subject',
        words: /\brust\b.{0,40}\b(?:policy|policies)\b|\b(?:policy|policies)\b.{0,40}\brust\b/i,
      },
      when: {
        any: [
          { in: 'kind', kinds: ['other', 'announce'] },
          { in: 'files', path: DOCS },
        ],
      },
      title: 'Policy: {subject}',
    },
    {
      id: 'rules-of-process',
      clue: {
        in: 'lines',
        sign: '+',
        path: /^Documentation\/(?:maintainer|process)\/(?!changes\.rst)[\w/-]{1,80}\.rst$/,
        words: /\bRust\b/,
      },
      when: {
        all: [
          whole,
          titled,
          { in: 'subject', words: /\b(?:guidelines?|polic(?:y|ies)|requirements?|rules?)\b/i },
        ],
      },
      title: 'Policy: {subject}',
      significance: 'minor',
    },
  ],
  not: { in: 'subject', words: /\b(?:fix(?:es)?|typos?|mempolicy|selinux|scheduling policy|sched)\b/i },
  examples: {
    yes: [
      {
        subject: '[PATCH] rust: the experiment is over',
        body: diffOf('Documentation/rust/index.rst', '-An experiment.'),
        title: 'Policy: rust: the experiment is over',
      },
      {
        subject: 'A policy for Rust in drivers',
        body: 'Rust, Rust, Rust.\n',
        title: 'Policy: A policy for Rust in drivers',
      },
      {
        subject: '[PATCH] docs: process: rules for Rust reviews',
        body: diffOf('Documentation/process/reviews.rst', '+Rust code is read by two.'),
        title: 'Policy: docs: process: rules for Rust reviews',
      },
    ],
    no: [
      { subject: 'Re: A policy for Rust in drivers', body: 'Rust, Rust, Rust.\n' },
      { subject: '[PATCH 0/2] rust: security: abstractions for an LSM policy' },
      {
        subject: '[PATCH] rust: sched: add a scheduling policy',
        body: diffOf('rust/kernel/task.rs', '+b'),
      },
      {
        subject: '[PATCH] docs: process: Rust 1.95 is needed',
        body: diffOf('Documentation/process/changes.rst', '-Rust 1.91', '+Rust 1.95'),
      },
      {
        subject: '[PATCH] rust: drop an experimental flag of gcc rules',
        body: diffOf('Documentation/process/changes.rst', '+Rust 1.95'),
      },
    ],
  },
};

export const DOCUMENTATION: MilestoneType = {
  id: 'documentation',
  summary: 'A new document about Rust in the kernel.',
  significance: 'minor',
  proofs: [
    {
      id: 'new-document',
      clue: {
        in: 'files',
        change: 'added',
        path: /^Documentation\/rust\/(?!index)(?<document>[\w/-]{1,80})\.rst$/,
      },
      title: 'New document on Rust: {document}',
      key: 'Documentation/rust/{document}',
    },
  ],
  examples: {
    yes: [
      {
        subject: '[PATCH 3/9] docs: rust: how to test',
        body: newFile('Documentation/rust/testing.rst', 'Testing'),
        title: 'New document on Rust: testing',
      },
    ],
    no: [
      {
        subject: '[PATCH 3/9] docs: rust: new paragraph on tests',
        body: diffOf('Documentation/rust/testing.rst', '+More.'),
      },
      {
        subject: '[PATCH] rust: frobber: add `README.md`',
        body: newFile('rust/frobber/README.md', 'Frob'),
      },
    ],
  },
};

export const ANNOUNCEMENT: MilestoneType = {
  id: 'announcement',
  summary: 'Something about Rust in the kernel is announced.',
  significance: 'minor',
  kinds: ['announce'],
  decides: true,
  proofs: [
    {
      id: 'titled-announcement',
      clue: { in: 'subject', words: /\S/ },
      when: titled,
      title: 'Announced: {subject}',
    },
  ],
  examples: {
    yes: [
      {
        subject: '[ANNOUNCE] Rust example meeting 2031',
        body: 'Come all.\n',
        title: 'Announced: Rust example meeting 2031',
      },
    ],
    no: [
      { subject: '[ANNOUNCE] robust-tools 2.1', body: 'With Rust inside.\n' },
      { subject: 'Re: [ANNOUNCE] Rust example meeting 2031', body: 'Rust, I come.\n' },
    ],
  },
};
