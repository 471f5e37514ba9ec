import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SeriesMail } from '../../../src/domain/series/mail.ts';
import { gatherPostings, isBackport, revisionName } from '../../../src/domain/series/postings.ts';
import { makeMail, makeSet, shuffled } from '../compose/mails.ts';

function told(mails: readonly SeriesMail[]): string[] {
  return gatherPostings(mails).map((one) => {
    const cover = one.cover ? 'cover+' : '';
    return `${revisionName(one)} ${cover}${[...one.parts.keys()].join(',')}/${one.total} ${one.title}`;
  });
}

describe('a posting', () => {
  it('is its cover letter and its parts', () => {
    expect(told(makeSet('PATCH', 3, 'pci: add it'))).toEqual(['v1 cover+1,2,3/3 pci: add it']);
  });

  it('is put together whatever the order of arrival', () => {
    const mails = [
      ...makeSet('PATCH', 4, 'one set'),
      ...makeSet('PATCH v2', 3, 'one set', { run: 2, at: 9 }),
      ...makeSet('PATCH', 4, 'another set', { run: 3, at: 2 }),
      makeMail({ id: 'alone@a', subject: '[PATCH] rust: alone', at: 3 }),
    ];
    const wanted = told(mails);
    expect(wanted).toHaveLength(4);
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(told(shuffled(mails, seed))).toEqual(wanted);
      }),
    );
  });

  it('knows which parts are missing', () => {
    const [cover, first, , third] = makeSet('PATCH', 3, 'pci: add it') as [
      SeriesMail,
      SeriesMail,
      SeriesMail,
      SeriesMail,
    ];
    expect(told([cover, first, third])).toEqual(['v1 cover+1,3/3 pci: add it']);
    expect(told([third])).toEqual(['v1 3/3 rust: part 3 of pci: add it']);
  });

  it('without threading is held together by the ids of one run', () => {
    const mails = makeSet('PATCH', 3, 'pci: add it').map((mail) => ({
      ...mail,
      parent: undefined,
      up: undefined,
      thread: mail.key,
    }));
    expect(told(mails)).toEqual(['v1 cover+1,2,3/3 pci: add it']);
  });

  it('holds its thread together where the ids tell nothing', () => {
    const mails = [1, 2].map((n) =>
      makeMail({ id: `random${n}@a`, subject: `[PATCH ${n}/2] rust: ${n}`, root: 'gone@a', to: 'gone@a' }),
    );
    expect(told(mails)).toEqual(['v1 1,2/2 rust: 1']);
  });

  it('stays one where brackets or authors differ from part to part', () => {
    const [cover, first, second] = makeSet('PATCH', 2, 'x') as [SeriesMail, SeriesMail, SeriesMail];
    const rfc = makeMail({ id: cover.messageId, subject: '[PATCH 0/2] [RFC] Rust support' });
    const other = makeMail({
      id: second.messageId,
      subject: second.subject,
      by: 'bo@example.org',
      to: cover.messageId,
    });
    expect(told([rfc, first, other])).toEqual(['RFC v1 cover+1,2/2 Rust support']);
  });

  it('sent twice without a word is two', () => {
    const twice = [...makeSet('PATCH', 2, 'x'), ...makeSet('PATCH', 2, 'x', { run: 2, at: 5 })];
    expect(told(twice)).toHaveLength(2);
  });

  it.each([
    ['PATCH v3.1', 'v3.1'],
    ['PATCH RESEND', 'v1 resent'],
    ['PATCH v2 RESEND', 'v2 resent'],
    ['RFC PATCH v2', 'RFC v2'],
    ['PATCH 6.12.y', 'for 6.12'],
    ['PATCH AUTOSEL 6.6', 'for 6.6'],
  ])('[%s] is %s', (tag, name) => {
    const [posting] = gatherPostings([makeMail({ id: 'a@a', subject: `[${tag}] rust: x` })]);
    expect(posting && revisionName(posting)).toBe(name);
  });

  it('is a backport by the tree it names', () => {
    const trees = ['6.12', 'AUTOSEL 6.1', 'stable', 'net-next', 'for v6.19', 'drm'];
    const postings = trees.map(
      (tree) => gatherPostings([makeMail({ id: 'a@a', subject: `[PATCH ${tree}] rust: x` })])[0],
    );
    expect(postings.map((posting) => posting && isBackport(posting))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('picked for stable is told patch by patch, a set sent for it is one', () => {
    const picked = [4, 9].map((n) =>
      makeMail({ id: `r${n}@a`, subject: `[PATCH 6.12 ${n}/112] rust: fix ${n}`, to: 'review@a' }),
    );
    expect(told(picked)).toEqual(['for 6.12 4/1 rust: fix 4', 'for 6.12 9/1 rust: fix 9']);
    expect(told(makeSet('PATCH 6.12', 2, 'rust: fixes for 6.12'))).toEqual([
      'for 6.12 cover+1,2/2 rust: fixes for 6.12',
    ]);
  });

  it('is told by its first part about the topic where there is no cover letter', () => {
    const mails = [
      makeMail({
        id: '20260302100000.7-1-ada@a',
        subject: '[PATCH 1/2] kbuild: tidy up',
        category: 'cc-only',
      }),
      makeMail({
        id: '20260302100000.7-2-ada@a',
        subject: '[PATCH 2/2] rust: use it',
        to: '20260302100000.7-1-ada@a',
      }),
    ];
    expect(told(mails)).toEqual(['v1 1,2/2 rust: use it']);
  });
});
