import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../../src/store/sqlite/store.ts';
import { type FakeLore, startLore } from '../../fakes/lore/lore.ts';
import { idsIn } from '../../pipeline/epoch-mails.ts';
import { makeMails, START } from '../mails.ts';
import { createTemp } from '../temp.ts';
import { endpointsOf, PLAN, type Told, tryList } from './trying.ts';

const temp = createTemp();
const LIST = PLAN.list;
const NOW = (START + 86_400) * 1000;
let lore: FakeLore;
let before: string[] = [];

beforeAll(async () => {
  lore = await startLore({ lists: [LIST] });
  const mails = makeMails(2, 'a').map((bytes, n) => ({ bytes, arrived: (START + n) * 1000 }));
  lore.publish(LIST, mails);
  before = [...lore.published(LIST)].sort();
});
afterAll(() => {
  // Not waited for: git processes whose answers were cut may take their time.
  void lore.close();
});

describe('a server that cuts its answers', () => {
  it('at any tenth byte: it is told, and the next try has everything, once', async () => {
    let broken = 0;
    for (let after = 0; broken === after / 10; after += 10) {
      const folder = temp();
      mkdirSync(join(folder, 'store'));
      const store = openStore(join(folder, 'store'), 'write', () => 0);
      const run = (): Promise<Told> => tryList({ folder, store, endpoints: endpointsOf(lore.url), now: NOW });
      // Both the listing of refs and the pack.
      const at = `/${LIST}/git/0.git/git-upload-pack`;
      lore.faults.clear();
      lore.faults.add({ fault: 'cut', after, at, times: Number.POSITIVE_INFINITY });
      const first = await run();
      lore.faults.clear();
      if (first.trouble) broken++;
      const second = await run();
      expect(second.trouble).toBeUndefined();
      expect(first.added + second.added).toBe(2);
      expect(first.known + second.known).toBe(0);
      store.close();
      expect(idsIn(join(folder, 'store')).sort()).toEqual(before);
    }
    expect(broken).toBeGreaterThan(50);
  }, 120_000);
});
