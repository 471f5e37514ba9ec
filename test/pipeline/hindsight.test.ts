import { expect, it } from 'vitest';
import { RUST } from '../../config/topics/rust/topic.ts';
import { judgeAgain } from '../../src/pipeline/hindsight.ts';
import { ITEM_JUDGES } from '../../src/pipeline/item-judges.ts';
import { createItemJudge } from '../../src/pipeline/items.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { batch, makeAdvisory, makeCommit } from '../contracts/item-world.ts';
import { createTemp } from '../sources/temp.ts';

const temp = createTemp();
const FIX = 'c'.repeat(40);

it('an advisory is about the topic once its fix is known to be, whichever came first', () => {
  const store = openStore(temp(), 'write', () => 0);
  const judge = createItemJudge(RUST, store, ITEM_JUDGES);
  const advisory = makeAdvisory({
    title: 'gizmo: fix a leak',
    description: '',
    files: ['drivers/gizmo/gizmo.c'],
    fixes: [{ commit: FIX, version: '9.2' }],
  });
  const relevance = (): unknown => store.item('advisory', advisory.id)?.verdict.relevant;
  store.rememberItems(batch(judge([advisory]), { source: 'advisories' }));
  expect(relevance()).toBe('no');
  const other = makeCommit({ id: 'd'.repeat(40), subject: 'rust: another' });
  const unrelated = store.rememberItems(batch(judge([other]), { source: 'mainline' }));
  judgeAgain(store, unrelated.added, judge);
  expect(relevance()).toBe('no');
  const fix = makeCommit({ id: FIX, subject: 'rust: gizmo: fix a leak' });
  const news = store.rememberItems(batch(judge([fix]), { source: 'mainline' }));
  judgeAgain(store, news.added, judge);
  expect(relevance()).toBe('yes');
  expect(store.item('advisory', advisory.id)?.sources).toEqual(['advisories']);
  store.close();
});
