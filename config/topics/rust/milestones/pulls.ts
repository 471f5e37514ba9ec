import type { MilestoneType } from '../../../../src/domain/milestone/type.ts';
import type { Witness } from '../../../../src/domain/relevance/rule.ts';
import { titled } from '../relevance/words.ts';

/** The tree or the tag that is to be pulled has Rust in its name. */
const rustTree: Witness = {
  in: 'text',
  words: /Git repository at:\s{1,8}[^\n]{0,200}?(?:\n\S{0,80}?)?(?<![a-z])rust/i,
};
const ofRust: Witness = { any: [titled, rustTree] };

const pull = (tree: string, ...words: readonly string[]) =>
  `Please pull.\n\nThe following changes since commit 0123456789ab:\n\n  Linux 6.9-rc1\n\nare available in the Git repository at:\n\n  ${tree}\n\nfor you to fetch changes up to abcdef012345:\n\n${words.join('\n')}\n`;

const KBUILD = 'https://git.example.org/kbuild.git tags/kbuild-6.9';

export const PULLS: readonly MilestoneType[] = [
  {
    id: 'pull-request',
    summary: 'A pull request of a tree of Rust, or one whose own words tell of something new for Rust.',
    significance: 'major',
    kinds: ['pull'],
    proofs: [
      {
        id: 'pull-of-fixes',
        clue: { in: 'subject', words: /\bfix(?:es)?\b/i },
        when: ofRust,
        title: 'Pull request: {subject}',
        key: '{subject}',
        significance: 'minor',
      },
      {
        id: 'pull-to-mainline',
        clue: { in: 'subject', words: /\S/ },
        when: { all: [ofRust, { in: 'recipients', address: 'torvalds@linux-foundation.org' }] },
        title: 'Pull request: {subject}',
        key: '{subject}',
      },
      {
        id: 'pull-of-rust',
        clue: { in: 'subject', words: /\S/ },
        when: ofRust,
        title: 'Pull request: {subject}',
        key: '{subject}',
        significance: 'minor',
      },
      {
        id: 'pull-brings-to-rust',
        clue: {
          in: 'own',
          words:
            /^ {0,4}[-*•o+] {1,3}(?<what>(?:add|allow|bring|enable|implement|initial|introduce|new|port|provide|start|support)[a-z]{0,3}\b[^\n]{0,100}\brust\b(?![-/:])[^\n]{0,80})$/im,
        },
        title: 'Pulled for Rust: {what}',
        key: '{subject}',
        significance: 'minor',
      },
      {
        id: 'pull-has-part-on-rust',
        clue: {
          in: 'own',
          words:
            /^ {0,4}(?:[-*•o+] )?Rust\b(?![-/])[^:\n]{0,30}:?\n(?:[-=~]{3,60}\n)?\s{0,8}[-*•o+] {1,3}(?<what>(?:add|allow|bring|enable|implement|initial|introduce|new|provide|support)[a-z]{0,3}\b[^\n]{0,120})$/im,
        },
        title: 'Pulled for Rust: {what}',
        key: '{subject}',
        significance: 'minor',
      },
      {
        id: 'pull-lists-rust',
        clue: {
          in: 'own',
          words:
            /^ {0,4}[-*•o+] {1,3}(?<what>rust(?: \([^)\n]{1,40}\))?(?:: | )(?:(?:initial|new) |(?:add|enable|implement|introduce|provide|support)s? )[^\n]{0,120})$/im,
        },
        title: 'Pulled for Rust: {what}',
        key: '{subject}',
        significance: 'minor',
      },
      {
        id: 'pull-names-new-rust',
        clue: {
          in: 'own',
          words:
            /^ {0,4}[-*•o+] {1,3}(?<what>(?![^\n]{0,120}\b(?:clean|fix|improve|move|remove|rework|tid|update)\w{0,3}\b)Rust\b(?![-/:])[^\n]{0,60}\b(?:abstractions?|added|bindings|drivers?|introduced|support)\b[^\n]{0,60})$/im,
        },
        title: 'Pulled for Rust: {what}',
        key: '{subject}',
        significance: 'minor',
      },
    ],
    examples: {
      yes: [
        {
          subject: '[GIT PULL] Rust for v6.9',
          body: pull('https://git.example.org/linux.git tags/rust-6.9'),
          title: 'Pull request: Rust for v6.9',
        },
        {
          subject: '[GIT PULL] Rust fixes for v6.9 (2nd)',
          body: pull('https://git.example.org/linux.git tags/rust-fixes-6.9-2'),
          title: 'Pull request: Rust fixes for v6.9 (2nd)',
        },
        {
          subject: '[GIT PULL] Allocation for v6.9',
          body: pull('https://git.example.org/linux.git\ntags/alloc-rust-6.9', ' - Rust: vectors shrink'),
          title: 'Pull request: Allocation for v6.9',
        },
        {
          subject: '[GIT PULL] Kbuild updates for v6.9',
          body: pull(KBUILD, ' - Support CONFIG_FROBNICATE for Rust', '', ' - Speed up modpost'),
          title: 'Pulled for Rust: Support CONFIG_FROBNICATE for Rust',
        },
        {
          subject: '[GIT PULL] Networking for 6.9',
          body: pull(KBUILD, ' - Rust: add abstractions for PHY drivers'),
          title: 'Pulled for Rust: Rust: add abstractions for PHY drivers',
        },
        {
          subject: '[GIT PULL] Driver model for 6.9',
          body: pull(KBUILD, 'Buses:', '  - Fix probing', '', 'Rust:', '  - Introduce bus devices'),
          title: 'Pulled for Rust: Introduce bus devices',
        },
        {
          subject: '[GIT PULL] Mailbox for 6.9',
          body: pull(KBUILD, ' - Rust bindings for channels, and a first user', ' - Rust drivers: fixes'),
          title: 'Pulled for Rust: Rust bindings for channels, and a first user',
        },
      ],
      no: [
        {
          subject: '[GIT PULL] Kbuild updates for v6.9',
          body: pull(KBUILD, ' - Fix the build of modules in Rust', ' - Respect HOSTCC in Rust programs'),
        },
        {
          subject: '[GIT PULL] Kbuild updates for v6.9',
          body: pull(KBUILD, ' - Include rust/ in tarballs', ' - rust: fix the spelling'),
        },
        {
          subject: '[GIT PULL] trusted keys for v6.9',
          body: pull('https://git.example.org/keys.git tags/trusted-6.9', ' - Support Rust-coloured keys'),
        },
        { subject: 'Re: [GIT PULL] Rust for v6.9', body: 'Pulled, thanks.\n' },
      ],
    },
  },
];
