import type { MilestoneType } from '../../../../src/domain/milestone/type.ts';
import { diffOf } from '../relevance/example.ts';
import { titled } from '../relevance/words.ts';

const FILE = /^MAINTAINERS$/;
/** An entry that has to do with Rust: its name, its list, its files or its keyword say so. */
const ofRust = /\brust\b|\brust-for-linux\b|\.rs\b|\brust_/i;

export const PEOPLE: readonly MilestoneType[] = [
  {
    id: 'people',
    summary: 'Who looks after Rust code changes: an entry, a maintainer or a reviewer comes or goes.',
    significance: 'minor',
    apart: true,
    proofs: [
      {
        id: 'entry-of-rust',
        clue: {
          in: 'paragraphs',
          path: FILE,
          words: /^\+(?<entry>RUST)\n\+[A-Z]:/m,
        },
        title: 'Entry in MAINTAINERS: {entry}',
        key: 'entry {entry}',
        significance: 'major',
      },
      {
        id: 'new-entry',
        clue: {
          in: 'paragraphs',
          path: FILE,
          words: /^\+(?<entry>[A-Z0-9][^\n:]{2,80})\n\+[A-Z]:/m,
          near: ofRust,
        },
        title: 'Entry in MAINTAINERS: {entry}',
        key: 'entry {entry}',
      },
      {
        id: 'maintainer-goes',
        clue: {
          in: 'lines',
          sign: '-',
          path: FILE,
          words: /^M:\s{1,4}(?<name>[^<\n]{2,60}?)\s{0,3}</,
          near: ofRust,
        },
        title: 'No longer maintainer: {name}',
        key: 'without {name}',
      },
      {
        id: 'maintainer-comes',
        clue: {
          in: 'lines',
          sign: '+',
          path: FILE,
          words: /^M:\s{1,4}(?<name>[^<\n]{2,60}?)\s{0,3}</,
          near: ofRust,
        },
        title: 'New maintainer: {name}',
        key: 'maintainer {name}',
      },
      {
        id: 'reviewer-comes',
        clue: {
          in: 'lines',
          sign: '+',
          path: FILE,
          words: /^R:\s{1,4}(?<name>[^<\n]{2,60}?)\s{0,3}</,
          near: ofRust,
        },
        title: 'New reviewer: {name}',
        key: 'reviewer {name}',
      },
      {
        id: 'reviewer-goes',
        clue: {
          in: 'lines',
          sign: '-',
          path: FILE,
          words: /^R:\s{1,4}(?<name>[^<\n]{2,60}?)\s{0,3}</,
          near: ofRust,
        },
        title: 'No longer reviewer: {name}',
        key: 'without {name}',
      },
      {
        id: 'titled-leave',
        clue: {
          in: 'subject',
          words: /\b(?:resign(?:s|ing)?|retir(?:e|es|ing)|step(?:s|ping)? (?:back|down))\b/i,
        },
        when: titled,
        title: 'Leaves: {sender}',
        key: 'without {sender}',
      },
    ],
    examples: {
      yes: [
        {
          subject: '[PATCH 11/13] MAINTAINERS: Rust',
          body: diffOf(
            'MAINTAINERS',
            ' X:\ta',
            ' ',
            '+RUST',
            '+M:\tJane Doe <jane@example.org>',
            '+F:\trust/',
            '+',
          ),
          title: 'Entry in MAINTAINERS: RUST',
        },
        {
          subject: '[PATCH] rust: look after mailboxes',
          body: diffOf(
            'MAINTAINERS',
            '+RUST [MAILBOX]',
            '+M:\tJane Doe <jane@example.org>',
            '+S:\tMaintained',
          ),
          title: 'Entry in MAINTAINERS: RUST [MAILBOX]',
        },
        {
          subject: '[PATCH] MAINTAINERS: add John Roe as Rust reviewer',
          body: diffOf(
            'MAINTAINERS',
            ' R:\tJane Doe <jane@example.org>',
            '+R:\tJohn Roe <john@example.org>',
            ' L:\trust-for-linux@vger.kernel.org',
          ),
          title: 'New reviewer: John Roe',
        },
        {
          subject: '[PATCH] MAINTAINERS: Rust: I have no more time',
          body: diffOf(
            'MAINTAINERS',
            ' RUST',
            '-M:\tJane Doe <jane@example.org>',
            ' M:\tJohn Roe <john@example.org>',
          ),
          title: 'No longer maintainer: Jane Doe',
        },
        { subject: '[PATCH 0/1] Retiring from Rust for Linux', title: 'Leaves: Jane Doe' },
      ],
      no: [
        {
          subject: '[PATCH] MAINTAINERS: new address for Rust',
          body: diffOf(
            'MAINTAINERS',
            ' RUST',
            '-M:\tJane Doe <jane@example.org>',
            '+M:\tJane Doe <jd@example.net>',
          ),
        },
        {
          subject: '[PATCH] MAINTAINERS: add Rust files',
          body: diffOf(
            'MAINTAINERS',
            ' RUST',
            ' L:\trust-for-linux@vger.kernel.org',
            '+F:\trust/kernel/mailbox.rs',
          ),
        },
        {
          subject: '[PATCH] MAINTAINERS: Rust: add the tree',
          body: diffOf('MAINTAINERS', ' RUST', '+T:\tgit https://git.example.org/linux.git rust-next'),
        },
        {
          subject: '[PATCH] MAINTAINERS: somebody for the entry below Rust',
          body: diffOf(
            'MAINTAINERS',
            ' RUST',
            ' F:\trust/',
            ' ',
            ' RXRPC',
            '+M:\tJane Doe <jane@example.org>',
          ),
        },
      ],
    },
  },
];
