import { expect, it } from 'vitest';
import { RUST } from '../../config/topics/rust/topic.ts';
import { rememberAnnounced } from '../../src/pipeline/announced.ts';
import { ITEM_JUDGES } from '../../src/pipeline/item-judges.ts';
import { createItemJudge } from '../../src/pipeline/items.ts';
import { fetchBlobs } from '../../src/sources/archive/bodies.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { createTemp } from '../sources/temp.ts';
import { importInto } from './ingesting.ts';

const temp = createTemp();

it('an announcement is an advisory until a record tells of the CVE, and is read once', async () => {
  const folder = temp();
  for (const name of ['two-branches', 'answer'])
    await importInto(folder, `test/fixtures/advisory/${name}.eml`);
  const store = openStore(folder, 'write', () => 0);
  const judge = createItemJudge(RUST, store, ITEM_JUDGES);
  const told = await rememberAnnounced({ store, fetchBodies: fetchBlobs }, 'linux-cve-announce', judge);
  expect(told?.added).toHaveLength(1);
  const known = store.item('advisory', 'CVE-2031-10001');
  expect(known?.verdict).toMatchObject({ relevant: 'yes', category: 'code' });
  expect(known?.item.files).toEqual(['rust/kernel/teapot.rs', 'drivers/kitchen/teapot.rs']);
  expect(known?.item.fixes.map(({ version }) => version)).toEqual(['9.4.7', '9.5.2', '9.6']);
  expect(known?.sources).toEqual(['linux-cve-announce']);
  const again = await rememberAnnounced({ store, fetchBodies: fetchBlobs }, 'linux-cve-announce', judge);
  expect(again).toBeUndefined();
  store.close();
});
