import { expect, it } from 'vitest';
import { compareFigures, contributors, countFigures } from '../../../src/domain/compose/numbers.ts';
import { makeMail, makeSet, shuffled } from './mails.ts';

const mails = [
  ...makeSet('PATCH', 3, 'x'),
  ...makeSet('PATCH v2', 3, 'x', { run: 2, at: 9 }),
  makeMail({ id: 'bo@a', subject: '[PATCH] rust: y', by: 'bo@example.org', name: 'Bo' }),
  makeMail({ id: 's@a', subject: '[PATCH 6.12] rust: z', by: 'robot@example.org', name: 'Robot' }),
  makeMail({ id: 'c@a', subject: '[PATCH] drm: c', by: 'cc@example.org', category: 'cc-only' }),
  makeMail({
    id: 'r1@a',
    subject: 'Re: [PATCH] rust: y',
    to: 'bo@a',
    by: 'cy@example.org',
    tags: ['Reviewed-by: Cy <cy@a>', 'Tested-by: Cy <cy@a>'],
  }),
  makeMail({
    id: 'r2@a',
    subject: 'Re: [PATCH] rust: y',
    to: 'bo@a',
    by: 'cy@example.org',
    tags: ['Reviewed-by: Cy <cy@b>'],
  }),
  makeMail({ id: 'n@a', subject: 'Re: [PATCH] rust: y', to: 'bo@a', by: 'bot@example.org', kind: 'notice' }),
];
const known = new Set(['ada@example.org', 'robot@example.org']);

it('counts what is about the topic', () => {
  const figures = countFigures({ mails, read: 52, known });
  expect(figures).toEqual({
    series: 2,
    revisions: 3,
    patches: 8,
    reviews: 2,
    people: 4,
    newcomers: 1,
    mails: 12,
    share: 25,
  });
  expect(countFigures({ mails: shuffled(mails, 3), read: 52, known })).toEqual(figures);
});

it('knows what it cannot know', () => {
  expect(countFigures({ mails: [], read: 0, known: undefined })).toMatchObject({
    newcomers: null,
    share: null,
    series: 0,
  });
});

it('contributors send patches about the topic', () => {
  expect(contributors(mails)).toEqual(['ada@example.org', 'bo@example.org', 'robot@example.org']);
});

it('figures stand side by side; what is not known is null, not zero', () => {
  const now = countFigures({ mails, read: 52, known });
  const rows = compareFigures(now, undefined, { ...now, patches: 3 });
  expect(rows.find(({ id }) => id === 'patches')).toEqual({
    id: 'patches',
    label: 'patches',
    unit: 'count',
    now: 8,
    before: null,
    yearAgo: 3,
  });
  expect(rows.map(({ id }) => id)).toEqual([
    'series',
    'revisions',
    'patches',
    'reviews',
    'people',
    'newcomers',
    'share',
  ]);
});
