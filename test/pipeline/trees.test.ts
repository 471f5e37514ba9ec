import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { RUST } from '../../config/topics/rust/topic.ts';
import { ITEM_JUDGES } from '../../src/pipeline/item-judges.ts';
import { createItemJudge } from '../../src/pipeline/items.ts';
import { listSeries } from '../../src/pipeline/series.ts';
import type { Store } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { makeCommit, makeRelease } from '../contracts/item-world.ts';
import { makeMail, RUST_DIFF, START } from '../sources/mails.ts';
import { createTemp } from '../sources/temp.ts';
import { importInto } from './ingesting.ts';

const temp = createTemp();
const DAY = 86_400_000;
const SENT = START * 1000 + 20 * DAY;

const PATCH = makeMail({
  id: 'gizmo@example.org',
  subject: '[PATCH] rust: gizmo: add a lever',
  date: START,
  body: `Why.\n---\n${RUST_DIFF}`,
});
const PULL = makeMail({
  id: 'pull@example.org',
  subject: '[GIT PULL] gizmo for 9.3',
  from: 'Maya Maintainer <maya@example.org>',
  date: SENT / 1000,
  body: `Hi Linus,

  git://git.example.org/gizmo.git tags/gizmo-9.3

for you to fetch changes up to 1111111111111111111111111111111111111111:

Jane Doe (1):
      rust: gizmo: add a lever
`,
});

async function storeWith(...mails: readonly Buffer[]): Promise<Store> {
  const folder = temp();
  for (const [n, mail] of mails.entries()) {
    const path = join(folder, `${n}.eml`);
    writeFileSync(path, mail);
    await importInto(folder, path);
  }
  return openStore(folder, 'write', () => SENT + 5 * DAY);
}

const merge = (subject: string) =>
  makeCommit({
    id: 'f'.repeat(40),
    subject,
    merge: true,
    links: [],
    committed: SENT + 3 * DAY,
    files: undefined,
  });

function tellItems(store: Store, ...items: Parameters<ReturnType<typeof createItemJudge>>[0]): void {
  const judged = createItemJudge(RUST, store, ITEM_JUDGES)(items);
  store.rememberItems({ source: 'mainline', items: judged, broken: [], memory: undefined });
}

it("the merge of a pull request's tag merges what it lists, whatever the tag is called, and a release releases it", async () => {
  const store = await storeWith(PATCH, PULL);
  const state = () => listSeries(store, RUST, { all: true, now: SENT + 90 * DAY }).map((one) => one.state);
  expect(state()).toEqual(['applied']);
  tellItems(store, merge("Merge tag 'gizmo-9.3' of git://git.example.org/gizmo into gizmo-next"));
  expect(state()).toEqual(['applied']);
  tellItems(store, merge("Merge tag 'gizmo-9.3' of git://git.example.org/gizmo"));
  const [series] = listSeries(store, RUST, { all: true, now: SENT + 90 * DAY });
  expect(series?.state).toBe('merged');
  expect(series?.evidence).toMatchObject({ commit: 'f'.repeat(40), date: SENT + 3 * DAY });
  tellItems(store, makeRelease({ id: '9.3', moniker: 'mainline', date: SENT + 40 * DAY }));
  expect(state()).toEqual(['released']);
  store.close();
});
