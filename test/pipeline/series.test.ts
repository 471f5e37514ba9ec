import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RUST } from '../../config/topics/rust/topic.ts';
import { parseFilter } from '../../src/domain/filter/parse.ts';
import { gatherSeries } from '../../src/domain/series/gather.ts';
import type { Series } from '../../src/domain/series/series.ts';
import { tellSeries } from '../../src/domain/series/story.ts';
import { filterRows, filterSource } from '../../src/pipeline/filtering.ts';
import { listSeries, seriesOfMails, storyOptions } from '../../src/pipeline/series.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { describeWithCorpus } from '../corpus.ts';
import { shuffled } from '../domain/compose/mails.ts';
import { createTemp } from '../sources/temp.ts';
import { type DemoStore, makeDemoStore } from './demo-store.ts';
import { importInto } from './ingesting.ts';

let demo: DemoStore;
beforeAll(async () => {
  demo = await makeDemoStore();
});
afterAll(() => demo.remove());

const temp = createTemp();
const all = { all: true } as const;

function listDemo(options: { readonly all: boolean }): Series[] {
  return listSeries(demo.store, RUST, { ...options, now: demo.world.end });
}

/** Everything but the lists, which a single file does not tell apart. */
function story({ id, title, state, evidence, revisions, landing }: Series): unknown {
  return { id, title, state, evidence, landing, revisions: revisions.map(({ lists: _, ...rest }) => rest) };
}

describe('the series of the demo world', () => {
  it('are those about the topic, or all', () => {
    const ours = listDemo({ all: false });
    const every = listDemo(all);
    expect(every.length).toBeGreaterThan(ours.length);
    const byId = new Map(every.map((series) => [series.id, series]));
    for (const series of ours) expect(byId.get(series.id)).toEqual(series);
  });

  it('tell one story whichever mail of it is asked for', () => {
    for (const series of listDemo(all).filter(({ revisions }) => revisions.length > 1)) {
      const ids = [...series.mails];
      for (const id of [ids[0], ids.at(-1)]) {
        const mail =
          id &&
          demo.store
            .keptBetween({ since: 0, until: demo.world.end })
            .find(({ messageId }) => messageId === id);
        if (!mail) continue;
        const found = seriesOfMails(demo.store, RUST, [mail], { now: demo.world.end });
        expect(found.get(mail.messageId)).toEqual(series);
      }
    }
  });

  it('are the same in whatever order their mails are looked at', () => {
    const mails = demo.store.mailsInThreads(demo.store.patchThreads('all'));
    const options = storyOptions(demo.store, RUST, mails, { now: demo.world.end });
    const wanted = tellSeries(gatherSeries(mails), options);
    for (const seed of [1, 2, 3])
      expect(tellSeries(gatherSeries(shuffled(mails, seed)), options)).toEqual(wanted);
  });

  it('are the same in whatever order their mails arrive', async () => {
    const path = join(temp(), 'all.mbox');
    const commits = demo.world.lists.flatMap((list) => list.commits.map(({ bytes }) => bytes));
    const stories: unknown[] = [];
    for (const seed of [1, 2]) {
      const folder = temp();
      const parts = shuffled(commits, seed).flatMap((bytes) => [
        Buffer.from('From mboxrd@z Thu Jan  1 00:00:00 1970\n'),
        Buffer.from(
          Buffer.from(bytes)
            .toString('latin1')
            .replace(/^(>*From )/gm, '>$1'),
          'latin1',
        ),
        Buffer.from('\n'),
      ]);
      writeFileSync(path, Buffer.concat(parts));
      await importInto(folder, path);
      const store = openStore(folder, 'read', () => demo.world.end);
      stories.push(listSeries(store, RUST, { ...all, now: demo.world.end }).map(story));
      store.close();
    }
    expect(stories[1]).toEqual(stories[0]);
    expect(listDemo(all).map(story)).toEqual(stories[0]);
  });
});

it('a filter by state finds the mails of series that got so far, patches and answers alike', () => {
  const source = filterSource(demo.store, RUST, { now: demo.world.end });
  const rows = demo.store.keptBetween({ since: 0, until: demo.world.end });
  const parsed = parseFilter('state:applied', {});
  if (!parsed.ok) throw new Error('no filter');
  const found = new Set(filterRows(source, parsed.filter, rows).map(({ messageId }) => messageId));
  const applied = listDemo(all).filter(({ state }) => state === 'applied');
  const wanted = applied.flatMap(({ mails }) => rows.filter(({ messageId }) => mails.has(messageId)));
  expect(wanted.length).toBeGreaterThan(10);
  for (const { messageId } of wanted) expect(found).toContain(messageId);
});

describeWithCorpus('the series of a real archive', (corpus) => {
  it('are the same in whatever order their mails are looked at, each mail in one of them', async () => {
    const folder = temp();
    await importInto(folder, join(corpus, 'corpus/linux-kbuild.bundle'));
    const store = openStore(folder, 'read', () => 0);
    const mails = store.mailsInThreads(store.patchThreads('all'));
    const options = storyOptions(store, RUST, mails, { now: Date.parse('2026-08-01') });
    const wanted = tellSeries(gatherSeries(mails), options);
    const counts = new Map<string, number>();
    for (const { mails: ids } of wanted) for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count > 1)).toEqual([]);
    for (const seed of [7, 8])
      expect(tellSeries(gatherSeries(shuffled(mails, seed)), options)).toEqual(wanted);
    store.close();
  }, 60_000);
});
