import type { MilestoneType } from '../../../../src/domain/milestone/type.ts';
import { titled } from '../relevance/words.ts';

const CNA = 'Greg Kroah-Hartman <gregkh@kernel.org>';

export const SECURITY: readonly MilestoneType[] = [
  {
    id: 'cve',
    summary: 'A CVE is assigned to a fault in Rust code.',
    significance: 'major',
    kinds: ['other', 'announce', 'patch'],
    apart: true,
    decides: true,
    proofs: [
      {
        id: 'cve-announced',
        clue: { in: 'subject', words: /^(?<cve>CVE-\d{4}-\d{4,7}): (?<what>.{1,160})$/ },
        when: {
          any: [
            titled,
            {
              in: 'text',
              words:
                /^The file\(s\) affected by this issue are:\n(?:\t[^\n]{1,200}\n){0,40}?\t[^\n]{1,200}\.rs$/m,
            },
          ],
        },
        title: '{cve}: {what}',
        key: '{cve}',
      },
    ],
    examples: {
      yes: [
        {
          from: CNA,
          subject: 'CVE-2031-12345: rust: mailbox: fix a race',
          body: 'Rust, Rust, Rust.\n',
          title: 'CVE-2031-12345: rust: mailbox: fix a race',
        },
        {
          from: CNA,
          subject: 'CVE-2031-12346: mailbox: fix a race',
          body: 'In Rust, Rust was not sound; Rust is now.\n\nThe file(s) affected by this issue are:\n\tdrivers/mailbox/a.c\n\tdrivers/mailbox/b.rs\n',
          title: 'CVE-2031-12346: mailbox: fix a race',
        },
      ],
      no: [
        {
          from: CNA,
          subject: 'CVE-2031-12347: mailbox: fix a race',
          body: 'Rust is not at fault. Rust! Rust!\n\nThe file(s) affected by this issue are:\n\tdrivers/mailbox/a.c\n',
        },
        { subject: 'Re: CVE-2031-12345: rust: mailbox: fix a race', body: 'Is Rust to blame?\n' },
        { subject: '[PATCH] rust: mailbox: fix CVE-2031-12345', body: 'See there.\n' },
      ],
    },
  },
];
