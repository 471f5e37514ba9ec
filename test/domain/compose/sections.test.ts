import { describe, expect, it } from 'vitest';
import { gatherHappenings } from '../../../src/domain/compose/happenings.ts';
import { makeSections } from '../../../src/domain/compose/sections.ts';
import type { DigestEntry, DigestSection } from '../../../src/domain/digest.ts';
import { type MessageId, toMessageId } from '../../../src/domain/ids.ts';
import type { Milestone } from '../../../src/domain/milestone/milestone.ts';
import type { SeriesMail } from '../../../src/domain/series/mail.ts';
import { MONDAY, makeMail, makeSet, STORY, shuffled, WEEK_10 } from './mails.ts';

const HOUR = 3_600_000;
const FIRST = '20260302100000.1-1-ada@a';
const link = ({ messageId }: Pick<SeriesMail, 'messageId'>): string => `https://lore/${messageId}/`;

function sections(mails: readonly SeriesMail[], period = WEEK_10): DigestSection[] {
  return makeSections(gatherHappenings(mails, STORY), [], period, link);
}

function only(mails: readonly SeriesMail[]): DigestEntry {
  const [entry, ...others] = sections(mails).flatMap(({ entries }) => entries);
  if (!entry || others.length > 0) throw new Error('not one entry');
  return entry;
}

function replies(n: number, to: string, at = 3): SeriesMail[] {
  return Array.from({ length: n }, (_, i) =>
    makeMail({ id: `re${i}-${to}`, subject: 'Re: [PATCH] rust: x', at, to, by: `p${i % 2}@example.org` }),
  );
}

describe('the section of', () => {
  const old = { at: -200 };
  it.each<[string, string, SeriesMail[]]>([
    [
      'landed',
      'a set that was applied',
      [
        ...makeSet('PATCH', 2, 'x'),
        makeMail({ id: 'a@a', subject: 'Re: [PATCH 0/2] x', to: FIRST, at: 3, outcome: {} }),
      ],
    ],
    [
      'landed',
      'a merged pull request',
      [
        makeMail({ id: 'p@a', subject: '[GIT PULL] Rust' }),
        makeMail({
          id: 'n@a',
          subject: 'Re: [GIT PULL] Rust',
          kind: 'notice',
          to: 'p@a',
          at: 3,
          outcome: { state: 'merged' },
        }),
      ],
    ],
    ['new-series', 'a first revision', makeSet('PATCH', 2, 'x')],
    [
      'new-series',
      'a first revision and its second',
      [...makeSet('PATCH', 2, 'x'), ...makeSet('PATCH v2', 2, 'x', { run: 2, at: 9 })],
    ],
    ['new-revisions', 'a second revision', makeSet('PATCH v2', 2, 'x')],
    [
      'new-revisions',
      'a patch after its RFC',
      [...makeSet('RFC PATCH', 2, 'x', old), ...makeSet('PATCH', 2, 'x', { run: 2 })],
    ],
    ['new-revisions', 'a set that is sent again', makeSet('PATCH RESEND', 2, 'x')],
    ['pulls', 'a pull request', [makeMail({ id: 'p@a', subject: '[GIT PULL] Rust' })]],
    [
      'tooling-docs',
      'a patch to documentation',
      [makeMail({ id: 'd@a', subject: '[PATCH] docs: rust: x', category: 'docs' })],
    ],
    [
      'tooling-docs',
      'a patch to scripts',
      [
        makeMail({
          id: 'd@a',
          subject: '[PATCH] kbuild: rust: x',
          category: 'build',
          files: [{ path: 'scripts/x.sh', added: 1, removed: 0 }],
        }),
      ],
    ],
    [
      'new-series',
      'a patch to a Makefile elsewhere',
      [
        makeMail({
          id: 'd@a',
          subject: '[PATCH] drm: x',
          category: 'build',
          files: [{ path: 'drivers/gpu/Makefile', added: 1, removed: 0 }],
        }),
      ],
    ],
    [
      'discussed',
      'an old set that is talked about',
      [...makeSet('PATCH', 2, 'x', old), ...replies(3, FIRST)],
    ],
    ['discussed', 'talk', replies(4, 'gone@a')],
    ['stable', 'a backport', [makeMail({ id: 's@a', subject: '[PATCH 6.12 3/9] rust: x' })]],
  ])('%s: %s', (id, _, mails) => {
    expect(sections(mails).map((section) => [section.id, section.entries.length])).toEqual([[id, 1]]);
  });

  it.each<[string, SeriesMail[]]>([
    ['little talk', replies(2, 'gone@a')],
    ['a set of long ago', makeSet('PATCH', 2, 'x', old)],
    [
      'C patches that copied the list',
      [makeMail({ id: 'c@a', subject: '[PATCH] drm: x', category: 'cc-only' })],
    ],
    [
      'an old backport that is talked about',
      [makeMail({ id: 's@a', subject: '[PATCH 6.12] rust: x', ...old }), ...replies(5, 's@a')],
    ],
  ])('none: %s', (_, mails) => {
    expect(sections(mails)).toEqual([]);
  });

  it('a remark under C patches counts only what is about the topic', () => {
    const patch = makeMail({ id: 'c@a', subject: '[PATCH] drm: x', category: 'cc-only', ...old });
    const [one, two, three] = replies(3, 'c@a') as [SeriesMail, SeriesMail, SeriesMail];
    const weak = {
      ...three,
      verdict: { ...three.verdict, category: 'cc-only' as const, relevant: 'weak' as const },
    };
    expect(sections([patch, one, two, weak])).toEqual([]);
    expect(sections([patch, one, two, three]).map(({ id }) => id)).toEqual(['discussed']);
  });
});

it('sections come in their order, long ones are cut, and the most looked at is first', () => {
  const single = Array.from({ length: 20 }, (_, n) =>
    makeMail({ id: `n${n}@a`, subject: `[PATCH] rust: number ${n}` }),
  );
  const mails = [
    ...single,
    ...replies(3, 'n7@a'),
    ...makeSet('PATCH v2', 2, 'x'),
    makeMail({ id: 'p@a', subject: '[GIT PULL] Rust' }),
    ...replies(4, 'gone@a'),
  ];
  const made = sections(mails);
  expect(made.map(({ id, entries, more }) => [id, entries.length, more])).toEqual([
    ['new-series', 15, 5],
    ['new-revisions', 1, 0],
    ['discussed', 1, 0],
    ['pulls', 1, 0],
  ]);
  expect(made[0]?.entries[0]?.id).toBe('n7@a');
  expect(sections(shuffled(mails, 7))).toEqual(made);
});

describe('an entry', () => {
  it('sums a set up: files once, lines all, areas by weight, lists together', () => {
    const file = (path: string): SeriesMail['files'] => [{ path, added: 3, removed: 1 }];
    const mails = [
      makeMail({
        id: '20260302100000.1-1-ada@a',
        subject: '[PATCH 1/2] rust: a',
        files: file('rust/a.rs'),
        areas: ['pci', 'core'],
        lists: ['linux-pci'],
      }),
      makeMail({
        id: '20260302100000.1-2-ada@a',
        subject: '[PATCH 2/2] rust: b',
        files: file('rust/a.rs'),
        areas: ['core'],
        lists: ['rust-for-linux'],
      }),
    ];
    expect(only(mails)).toMatchObject({
      diff: { files: 1, added: 6, removed: 2 },
      areas: ['core', 'pci'],
      lists: ['linux-pci', 'rust-for-linux'],
      parts: { seen: 2, total: 2 },
      category: 'code',
    });
  });

  it('names each person once a tag, not the author, and only for the newest revision', () => {
    const vote = (id: string, to: string, at: number, tags: string[]): SeriesMail =>
      makeMail({ id, subject: 'Re: [PATCH 1/1] x', to, at, tags, by: 'bo@example.org' });
    const mails = [
      makeMail({ id: 'v1@a', subject: '[PATCH] rust: x' }),
      vote('r1@a', 'v1@a', 2, ['Reviewed-by: Old Reviewer <o@example.org>']),
      makeMail({ id: 'v2@a', subject: '[PATCH v2] rust: x', at: 5, tags: ['Acked-by: Bo <bo@example.org>'] }),
      vote('r2@a', 'v2@a', 6, ['Reviewed-by: Cy <cy@example.org>', 'Acked-by: Bo <bo@other.example.org>']),
      vote('r3@a', 'v2@a', 7, ['Reviewed-by: CY <cy@example.org>', 'Tested-by: Ada Holm <ada@example.org>']),
    ];
    expect(only(mails).tags).toEqual([
      { name: 'Reviewed-by', by: ['Cy'] },
      { name: 'Acked-by', by: ['Bo'] },
    ]);
  });

  it('tells the steps of the period, each once', () => {
    const mails = [
      makeMail({ id: 'v1@a', subject: '[PATCH] rust: x', at: -9 }),
      makeMail({ id: 'v2@a', subject: '[PATCH v2] rust: x', at: 5 }),
      makeMail({ id: 'v2b@a', subject: '[PATCH v2] rust: x', at: 6 }),
      makeMail({ id: 'v3@a', subject: '[PATCH v3] rust: x', at: 9 }),
      makeMail({
        id: 'ok@a',
        subject: 'Re: [PATCH v3] rust: x',
        at: 20,
        to: 'v3@a',
        outcome: { tree: 'rust-next' },
      }),
    ];
    const entry = only(mails);
    expect(entry.steps.map(({ what }) => what)).toEqual(['v2', 'v3', 'applied to rust-next']);
    expect(entry.steps[0]).toEqual({
      what: 'v2',
      date: new Date(MONDAY + 5 * HOUR).toISOString(),
      url: 'https://lore/v2@a/',
    });
    expect(entry.state).toBe('applied to rust-next');
  });

  it('counts the replies of the period and who wrote them', () => {
    const entry = only([
      makeMail({ id: 'x@a', subject: '[PATCH] rust: x', at: -1 }),
      ...replies(5, 'x@a'),
      ...replies(2, 'x@a', -1).map((mail) => ({ ...mail, key: -mail.key })),
    ]);
    expect([entry.replies, entry.people]).toEqual([5, 2]);
  });

  it('says why, the strongest reasons first, each once', () => {
    const mails = makeSet('PATCH', 6, 'x');
    expect(only(mails).evidence.map(({ rule }) => rule)).toEqual(
      Array.from({ length: 4 }, () => 'rule-code'),
    );
  });
});

describe('milestones', () => {
  const step = { date: MONDAY + 2 * HOUR, evidence: [{ rule: 'r', where: 'subject', text: 'x' }] };
  const milestone = (about: Partial<Milestone>, said: 'proposed' | 'decided'): Milestone => {
    const messageId = about.messageId ?? toMessageId(FIRST) ?? ('' as MessageId);
    return {
      id: `m:${messageId}`,
      type: 'first',
      title: 'A first',
      significance: 'minor',
      area: '',
      series: undefined,
      messageId,
      date: step.date,
      steps: [{ ...step, step: said, messageId }],
      mails: [messageId],
      ...about,
    };
  };

  it('stand by weight, a major word before a minor set, and tell their set once', () => {
    const set = makeSet('PATCH', 2, 'pci: it');
    const word = makeMail({ id: 'word@x', subject: 'Re: [PATCH 0/2] pci: it', to: FIRST, at: 2 });
    const happenings = gatherHappenings([...set, word], STORY);
    const known = [
      milestone({}, 'proposed'),
      milestone({ messageId: word.messageId, title: 'Linus on: it', significance: 'major' }, 'decided'),
    ];
    const told = makeSections(happenings, known, WEEK_10, link);
    expect(told.map(({ id }) => id)).toEqual(['milestones']);
    expect(told[0]?.entries.map(({ title }) => title)).toEqual(['Linus on: it', 'A first']);
    expect(told[0]?.entries.map(({ parts }) => parts?.total ?? null)).toEqual([null, 2]);
  });

  it('of another period leave the set where it is', () => {
    const happenings = gatherHappenings(makeSet('PATCH', 2, 'pci: it'), STORY);
    const old = milestone(
      { steps: [{ ...step, date: MONDAY - HOUR, step: 'proposed', messageId: 'm@x' as MessageId }] },
      'proposed',
    );
    expect(makeSections(happenings, [old], WEEK_10, link).map(({ id }) => id)).toEqual(['new-series']);
  });
});
