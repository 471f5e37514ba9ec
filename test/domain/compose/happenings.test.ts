import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatherHappenings, type Happening } from '../../../src/domain/compose/happenings.ts';
import type { SeriesMail } from '../../../src/domain/series/mail.ts';
import { makeMail, makeSet, STORY, shuffled } from './mails.ts';

const FIRST = '20260302100000.1-1-ada@a';

function told(mails: readonly SeriesMail[]): string[] {
  return gatherHappenings(mails, STORY)
    .map(({ what, title, postings, answers }: Happening) => {
      const revisions = postings.map(({ revision }) => `v${revision}`).join(' ');
      return `${what}: ${title} [${revisions}] ${answers.length} answers`;
    })
    .sort();
}

describe('revisions of one set', () => {
  it('are one happening by title and author', () => {
    const mails = [
      ...makeSet('RFC PATCH', 2, 'pci: it'),
      ...makeSet('PATCH', 2, 'pci: it', { run: 2, at: 5 }),
    ];
    expect(told(mails)).toEqual(['series: pci: it [v1 v1] 0 answers']);
  });

  it('are found under another title in the thread', () => {
    const next = makeSet('PATCH v2', 2, 'pci: it, renamed', { run: 2, at: 5, to: FIRST, root: FIRST });
    expect(told([...makeSet('PATCH', 2, 'pci: it'), ...next])).toEqual([
      'series: pci: it, renamed [v1 v2] 0 answers',
    ]);
  });

  it('are found under another title by the branch in the ids of b4', () => {
    const mails = [
      makeMail({ id: '20260302-ptr-as-ptr-v1-1-0123456789ab@a', subject: '[PATCH] rust: enable a lint' }),
      makeMail({
        id: '20260304-ptr-as-ptr-v2-1-cba987654321@a',
        subject: '[PATCH v2] rust: fewer casts',
        at: 9,
      }),
      makeMail({
        id: '20260305-ptr-as-ptr-v1-1-aaaaaaaaaaaa@a',
        subject: '[PATCH] rust: something else',
        at: 20,
      }),
    ];
    expect(told(mails)).toEqual([
      'series: rust: fewer casts [v1 v2] 0 answers',
      'series: rust: something else [v1] 0 answers',
    ]);
  });

  it('stay two where two first revisions share a thread', () => {
    const second = makeSet('PATCH', 2, 'usb: other', { run: 2, at: 5, to: FIRST, root: FIRST });
    expect(told([...makeSet('PATCH', 2, 'pci: it'), ...second])).toEqual([
      'series: pci: it [v1] 0 answers',
      'series: usb: other [v1] 0 answers',
    ]);
  });

  it('of two authors stay two', () => {
    const mails = ['ada', 'bo'].map((who) =>
      makeMail({ id: `${who}@a`, subject: '[PATCH] rust: fix typo', by: `${who}@example.org`, name: who }),
    );
    expect(told(mails)).toHaveLength(2);
  });

  it('keep a corrected part with the set that it corrects', () => {
    const fix = makeMail({
      id: 'fix@a',
      subject: '[PATCH v3.1 2/3] rust: part 2 of pci: it',
      at: 4,
      to: FIRST,
      root: FIRST,
    });
    const loose = makeMail({ id: 'loose@a', subject: '[PATCH] rust: part 1 of pci: it', at: 5, to: FIRST });
    const [happening, ...others] = gatherHappenings(
      [...makeSet('PATCH v3', 3, 'pci: it'), fix, loose],
      STORY,
    );
    expect(others).toEqual([]);
    expect(happening?.newest?.parts.size).toBe(3);
    expect(happening?.title).toBe('pci: it');
  });
});

describe('an answer', () => {
  it('belongs to the set however deep it stands', () => {
    const deep = ['r1@a', 'r2@a', 'r3@a'].map((id, n, all) =>
      makeMail({
        id,
        subject: 'Re: [PATCH 1/2] rust: part 1',
        at: 2 + n,
        to: all[n - 1] ?? FIRST,
        root: FIRST,
      }),
    );
    expect(told([...makeSet('PATCH', 2, 'pci: it'), ...deep])).toEqual(['series: pci: it [v1] 3 answers']);
  });

  it('finds the set by its numbers where the cover letter is missing, and gives it its title', () => {
    const [, ...parts] = makeSet('PATCH v2', 2, 'pci: it');
    const lost = makeMail({
      id: 'r@a',
      subject: 'Re: [PATCH v2 0/2] pci: the whole',
      at: 3,
      to: 'unknown@a',
      root: FIRST,
    });
    expect(told([...parts, lost])).toEqual(['series: pci: the whole [v2] 1 answers']);
  });

  it('belongs to a pull request, which stays one when it is sent again', () => {
    const mails = [
      makeMail({ id: 'p1@a', subject: '[GIT PULL] Rust for 7.1' }),
      makeMail({ id: 'p2@a', subject: '[GIT PULL] Rust for 7.1', at: 4 }),
      makeMail({ id: 'r@a', subject: 'Re: [GIT PULL] Rust for 7.1', at: 5, to: 'p1@a' }),
    ];
    expect(told(mails)).toEqual(['pull: Rust for 7.1 [] 1 answers']);
  });

  it('to something unknown is talk, one a thread', () => {
    const mails = [1, 2, 3].map((n) =>
      makeMail({ id: `t${n}@a`, subject: 'Re: rust and gcc', at: n, to: 'gone@a' }),
    );
    expect(told(mails)).toEqual(['talk: rust and gcc [] 3 answers']);
  });
});

it('backports of one patch to two trees are one happening', () => {
  const mails = ['6.12', '6.18'].map((tree) =>
    makeMail({ id: `${tree}@a`, subject: `[PATCH ${tree} 3/9] rust: fix it`, to: `review-${tree}@a` }),
  );
  expect(told(mails)).toEqual(['backport: rust: fix it [v1 v1] 0 answers']);
});

it('the order of the mails leaves no trace', () => {
  const reply = { subject: 'Re: [PATCH 1/3] rust: part 1 of x', root: FIRST };
  const mails = [
    ...makeSet('PATCH', 3, 'x'),
    ...makeSet('PATCH v2', 3, 'x and y', { run: 2, at: 8, to: FIRST, root: FIRST }),
    ...makeSet('PATCH', 2, 'z', { run: 3, at: 1 }),
    makeMail({ id: 'r1@a', ...reply, at: 2, to: FIRST }),
    makeMail({ id: 'r2@a', ...reply, at: 2, to: 'r1@a' }),
    makeMail({ id: 'p@a', subject: '[GIT PULL] Rust', at: 3 }),
    makeMail({ id: 'q@a', subject: 'Question about rust', at: 3 }),
    makeMail({ id: 's@a', subject: '[PATCH 6.12 1/4] rust: s', at: 3 }),
  ];
  const show = (all: readonly SeriesMail[]): string =>
    JSON.stringify(
      gatherHappenings(all, STORY).map(({ head, mails: own, newest }) => [
        head.messageId,
        newest?.revision,
        own.map(({ messageId }) => messageId),
      ]),
    );
  const wanted = show(mails);
  fc.assert(fc.property(fc.integer(), (seed) => void expect(show(shuffled(mails, seed))).toBe(wanted)));
});
