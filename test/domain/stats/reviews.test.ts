import { describe, expect, it } from 'vitest';
import { reviewsGiven, tagsInTheAir } from '../../../src/domain/stats/reviews.ts';
import { BO, makeRow } from './rows.ts';

const at = '2026-04-01';
const patch = makeRow({ id: 'p@a', at, areas: ['net', 'core'] });
const tags = ['Reviewed-by: Bo Lind <bo@example.org>', 'Fixes: 0123', 'Tested-by: Cy <CY@example.org>'];
const reply = makeRow({ id: 'r@a', at, kind: 'reply', by: BO, to: 'p@a', tags, areas: ['docs'] });

describe('tags', () => {
  it('are given by whom they name, in the area of what was answered', () => {
    expect(reviewsGiven([patch, reply], [])).toEqual([
      expect.objectContaining({ reviewer: BO, author: patch.author, area: 'net', date: Date.parse(at) }),
      expect.objectContaining({ reviewer: { name: 'Cy', email: 'cy@example.org' } }),
    ]);
  });

  it('in an answer to an answer are for the patch above; the context is looked up, not counted', () => {
    const middle = makeRow({ id: 'm@a', at, kind: 'reply', to: 'p@a', tags });
    const deep = makeRow({ id: 'd@a', at, kind: 'reply', to: 'm@a', tags: [tags[0] ?? ''] });
    const given = reviewsGiven([deep], [patch, middle]);
    expect(given.map(({ area, author }) => [area, author?.name])).toEqual([['net', 'Ada Holm']]);
  });

  it('count in answers alone: what a patch carries was given before', () => {
    const carried = makeRow({ id: 'v2@a', at, tags });
    expect(reviewsGiven([carried], [])).toEqual([]);
    expect(tagsInTheAir([carried])).toEqual([]);
  });

  it.each([
    ['Bo <bo@b> trailing', { name: 'Bo', email: 'bo@b' }],
    ['bo@example.org', { name: '', email: 'bo@example.org' }],
    ['"Lind, Bo" <bo@b>', { name: 'Lind, Bo', email: 'bo@b' }],
    ['<Bo@Example.org>', { name: '', email: 'bo@example.org' }],
    ['Bo Lind', { name: 'Bo Lind', email: '' }],
  ])('of %s name a person', (value, reviewer) => {
    const row = makeRow({ id: 'r@a', at, kind: 'reply', to: 'p@a', tags: [`Acked-by: ${value}`] });
    expect(reviewsGiven([row], [patch])).toMatchObject([{ reviewer }]);
  });

  it('hang in the air where what they answer is not there, and in threads that go round', () => {
    const lost = makeRow({ id: 'x@a', at, kind: 'reply', to: 'nowhere@a', tags });
    const round = makeRow({ id: 'y@a', at, kind: 'reply', to: 'z@a', tags });
    const back = makeRow({ id: 'z@a', at, kind: 'reply', to: 'y@a' });
    expect(tagsInTheAir([patch, reply, lost, round, back])).toEqual([lost, round]);
    expect(reviewsGiven([lost, round, back], []).every(({ author }) => author === undefined)).toBe(true);
    expect(reviewsGiven([lost], [])[0]?.area).toBe('other');
  });
});
