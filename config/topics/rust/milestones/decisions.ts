import type { MilestoneType } from '../../../../src/domain/milestone/type.ts';
import type { Witness } from '../../../../src/domain/relevance/rule.ts';
import { mentions, titled } from '../relevance/words.ts';

/** He has the last word, and says so. */
const linus: Witness = {
  in: 'author',
  address: /^torvalds@(?:linux-foundation\.org|osdl\.org|kernel\.org)$/,
};
const LINUS = 'Linus Torvalds <torvalds@linux-foundation.org>';
const aboutRust: Witness = { any: [titled, mentions(2)] };

export const DECISIONS: readonly MilestoneType[] = [
  {
    id: 'decision',
    summary: 'Linus decides, or says what he will not have, in a matter of Rust.',
    significance: 'major',
    kinds: ['reply', 'other'],
    apart: true,
    decides: true,
    proofs: [
      {
        id: 'linus-decides',
        clue: {
          in: 'own',
          words:
            /\bNAC?K\b|\b(?:no way|never) (?:that )?I(?:'ll| will| would)?\b|\bI (?:absolutely |simply )?(?:refuse|won't|will never|will not|am not going to|will ever)\b|\bI'm not (?:going|interested|pulling|taking|merging)\b|\blet me be (?:very |really |perfectly )?clear\b|\bnot acceptable\b|\bunacceptable\b|\bthe rule (?:is|has to be)\b|\bI(?:'ve| have) (?:decided|made up my mind)\b|\bmy (?:decision|position) is\b/i,
        },
        when: { all: [linus, aboutRust, mentions(1)] },
        title: 'Linus Torvalds on: {subject}',
      },
      {
        id: 'linus-asks',
        clue: { in: 'subject', words: /\brust\b/i },
        when: { all: [linus, { in: 'kind', kinds: ['other'] }, mentions(3)] },
        title: 'Linus Torvalds on: {subject}',
        significance: 'minor',
      },
    ],
    examples: {
      yes: [
        {
          from: LINUS,
          subject: 'Re: [PATCH 00/13] Rust support',
          body: '> Shall we?\n\nRust in drivers is fine. But there is no way I will take a panic from Rust.\n',
          title: 'Linus Torvalds on: Rust support',
        },
        {
          from: LINUS,
          subject: 'Rust makes my build slow',
          body: 'The Rust part is built first. Can somebody make Rust wait? Rust is last.\n',
          title: 'Linus Torvalds on: Rust makes my build slow',
        },
      ],
      no: [
        {
          from: LINUS,
          subject: 'Re: [PATCH 00/13] Rust support',
          body: '> There is no way I will take it.\n\nThat was about Rust panics.\n',
        },
        {
          from: LINUS,
          subject: 'Re: [GIT PULL] Kbuild updates for v6.9',
          body: 'Hmm. Where is the Rust fix? I can apply the Rust patch directly.\n',
        },
        {
          subject: 'Re: [PATCH 00/13] Rust support',
          body: 'There is no way I will take a panic from Rust. Rust!\n',
        },
      ],
    },
  },
  {
    id: 'nack',
    summary: 'Somebody refuses a change for Rust in so many words.',
    significance: 'minor',
    kinds: ['reply'],
    apart: true,
    decides: true,
    proofs: [
      {
        id: 'nacked-by',
        clue: { in: 'text', words: /^Nacked-by: \S/m },
        when: titled,
        title: 'NACK by {sender}: {subject}',
      },
      {
        id: 'says-nack',
        clue: {
          in: 'own',
          words:
            /^(?:(?:so|sorry|then|still)[,:]? )?(?:(?:it's|that's|this is) )?(?:an? )?(?:big |clear |firm |hard |strong )?(?:NAC?K|Nack|Nak|nacked|Nacked)\b(?!'|ed)/m,
        },
        when: titled,
        title: 'NACK by {sender}: {subject}',
      },
      {
        id: 'says-no-rust',
        clue: {
          in: 'own',
          words:
            /^(?:so,? )?no,? (?:more )?rust (?:abstractions?|bindings|code|drivers?|files?|wrappers)\b/im,
        },
        title: 'NACK by {sender}: {subject}',
      },
    ],
    examples: {
      yes: [
        {
          subject: 'Re: [PATCH 2/3] mailbox: for drivers',
          body: '> A wrapper in Rust.\n\nNo Rust code in my folder, please.\n',
          cc: 'rust-for-linux@vger.kernel.org',
          title: 'NACK by Jane Doe: mailbox: for drivers',
        },
        {
          subject: 'Re: [PATCH 2/3] rust: mailbox: add abstractions',
          body: '> Please merge.\n\nNAK. Not in my folder.\n',
          title: 'NACK by Jane Doe: rust: mailbox: add abstractions',
        },
        {
          subject: 'Re: [PATCH 2/3] rust: mailbox: add abstractions',
          body: 'No.\n\nNacked-by: Jane Doe <jane@example.org>\n',
          title: 'NACK by Jane Doe: rust: mailbox: add abstractions',
        },
      ],
      no: [
        {
          subject: 'Re: [PATCH 2/3] rust: mailbox: add abstractions',
          body: '> NAK. Not in my folder.\n\nThe patches that were NAKed were others.\n',
        },
        { subject: '[PATCH 2/3] rust: mailbox: NACK interrupts', body: 'NACK is what the bus says.\n' },
      ],
    },
  },
];
