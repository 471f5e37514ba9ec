import { describe, expect, it } from 'vitest';
import { RUST } from '../../config/topics/rust/topic.ts';
import type { Filter } from '../../src/domain/filter/ast.ts';
import { parseFilter } from '../../src/domain/filter/parse.ts';
import { toMessageId } from '../../src/domain/ids.ts';
import { judgeCommit } from '../../src/domain/item/judge-commit.ts';
import { DEFAULT_OPTIONS } from '../../src/domain/subscription/subscription.ts';
import { search } from '../../src/pipeline/answer.ts';
import { composeDigest } from '../../src/pipeline/digest.ts';
import { filterItems, filterSource } from '../../src/pipeline/filtering.ts';
import { previewSubscription } from '../../src/pipeline/matching/preview.ts';
import { whyDelivery } from '../../src/pipeline/matching/why-delivery.ts';
import { listSeries } from '../../src/pipeline/series.ts';
import { askStats } from '../../src/pipeline/stats.ts';
import { createTemp } from '../sources/temp.ts';
import { commitOf } from './matching/items.ts';
import {
  DAY,
  HOUR,
  type Letter,
  MINUTE,
  next,
  reply,
  revision,
  START,
  type Town,
  withTown,
} from './matching/town.ts';

const temp = createTemp();
const V1 = START - 20 * DAY;
const V2 = START - 2 * DAY;

function read(text: string): Filter {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.filter;
}

const PULL: Letter = {
  id: 'pull-1',
  date: START - 3 * DAY,
  subject: '[GIT PULL] Rust for 7.2',
  from: 'Mira <mira@example.org>',
  body: 'Please pull these Rust changes.\n\nThe following changes since commit 1111111111111111111111111111111111111111:\n\nare available in the Git repository at:\n\n  https://git.example.org/linux.git tags/rust-7.2\n',
};

const LETTERS: readonly Letter[] = [
  ...revision(1, V1),
  ...revision(1, V1 + HOUR, 'widget'),
  reply('r1', 'gizmo-v1-0', V1 + 2 * HOUR, 'Levers in Rust look fine.'),
  ...revision(2, V2),
  reply('r2', 'gizmo-v2-2', V2 + HOUR, 'Even better in Rust.'),
  PULL,
  reply('p1', 'pull-1', START - 2 * DAY, 'Pulled, thanks for the Rust.'),
];

function find(town: Town, filter: string, limit = 50): string[] {
  const source = filterSource(town.store, town.deps.topic, { now: town.clock.now });
  return search(source, read(filter), { limit, order: 'newest' }).map(({ messageId }) =>
    messageId.replace('@example.org', ''),
  );
}

const GIZMO = [
  'r2',
  'gizmo-v2-2',
  'gizmo-v2-1',
  'gizmo-v2-0',
  'r1',
  'gizmo-v1-2',
  'gizmo-v1-1',
  'gizmo-v1-0',
];

describe('series:', () => {
  it('finds every mail of all revisions, by any of them', () =>
    withTown(temp(), async (town) => {
      await town.bring(LETTERS, 'history');
      for (const id of ['gizmo-v1-0', 'gizmo-v2-1', 'r1'])
        expect(find(town, `series:${id}@example.org`)).toEqual(GIZMO);
      expect(find(town, 'series:gizmo-v1-1@example.org kind:patch is:revised')).toEqual([
        'gizmo-v2-2',
        'gizmo-v2-1',
      ]);
      expect(find(town, 'series:p1@example.org')).toEqual(['p1', 'pull-1']);
      expect(find(town, 'series:pull-1@example.org,widget-v1-2@example.org')).toEqual([
        ...['p1', 'pull-1', 'widget-v1-2', 'widget-v1-1', 'widget-v1-0'],
      ]);
      const rest = find(town, '-series:gizmo-v1-0@example.org');
      expect(rest).toEqual(['p1', 'pull-1', 'widget-v1-2', 'widget-v1-1', 'widget-v1-0']);
      expect(find(town, 'series:nobody@example.org')).toEqual([]);
    }));

  it('is found behind however many newer mails', () =>
    withTown(temp(), async (town) => {
      await town.bring(LETTERS, 'history');
      const { store } = town;
      const asked: unknown[] = [];
      const source = {
        ...filterSource(store, town.deps.topic, { now: START }),
        search: (query: Parameters<typeof store.search>[0]) => {
          asked.push([query.since, query.until]);
          return store.search(query);
        },
      };
      search(source, read('series:widget-v1-0@example.org'), { limit: 5, order: 'newest' });
      expect(asked).toEqual([[V1 + HOUR, V1 + HOUR + 2001]]);
    }));

  it('holds for the commits that it became', () =>
    withTown(temp(), async (town) => {
      await town.bring(LETTERS, 'history');
      const linked = commitOf('gizmo-v2-1', START, 1);
      const named = { ...commitOf(undefined, START, 2) };
      const titled = { ...named, item: { ...named.item, subject: 'rust: gizmo: lever 2' } };
      const other = commitOf('widget-v1-1', START, 3);
      town.bringItems([linked, titled, other]);
      const source = filterSource(town.store, town.deps.topic, { now: START });
      const commits = town.store.items({ kinds: ['commit'] });
      const found = (filter: string): string[] =>
        filterItems(source, read(filter), commits).map(({ item }) => item.id.slice(-1));
      expect(found('series:gizmo-v1-0@example.org').sort()).toEqual(['1', '2']);
      expect(found('series:widget-v1-0@example.org')).toEqual(['3']);
      expect(found('-series:gizmo-v1-0@example.org')).toEqual(['3']);
    }));

  it('makes a digest of one series alone', () =>
    withTown(temp(), async (town) => {
      await town.bring(LETTERS, 'history');
      const period = { since: START - 7 * DAY, until: START };
      const digest = composeDigest(town.deps, { period, filter: read('series:gizmo-v1-0@example.org') });
      const titles = digest.sections.flatMap(({ entries }) => entries.map(({ title }) => title));
      expect(titles).toEqual(['rust: gizmo: add levers']);
      expect(digest.filter).toBe('series:gizmo-v1-0@example.org');
    }));

  it('has in its digest what came into a tree without a mail', () =>
    withTown(temp(), async (town) => {
      const sensor = {
        id: 'sensor',
        date: V1,
        subject: '[PATCH] hwmon: a sensor in Rust',
        file: 'drivers/hwmon/x.rs',
      };
      await town.bring([sensor, ...revision(1, V1)], 'history');
      town.clock.now = START;
      const { item } = commitOf('sensor', START - DAY, 1);
      const firsts = {
        ...item,
        subject: 'hwmon: a sensor in Rust',
        files: ['drivers/hwmon/x.rs'],
        added: ['drivers/hwmon/x.rs'],
        firsts: ['drivers/hwmon'],
      };
      town.bringItems([judgeCommit(firsts, RUST, () => false)]);
      const period = { since: START - 7 * DAY, until: START };
      const titles = (filter: string): string[] => {
        const { sections } = composeDigest(town.deps, { period, filter: read(filter) });
        return sections.flatMap(({ entries }) => entries.map(({ title }) => title));
      };
      expect(titles('series:sensor@example.org')).toEqual(titles(''));
      expect(titles('series:sensor@example.org')).not.toEqual([]);
      expect(titles('series:gizmo-v1-0@example.org')).toEqual([]);
    }));

  it('counts in statistics what is of it', () =>
    withTown(temp(), async (town) => {
      await town.bring(LETTERS, 'history');
      const period = { since: V1 - DAY, until: START };
      const report = (filter: string): unknown => {
        const { total } = askStats(
          town.store,
          RUST,
          { period, filter: read(filter), now: START },
          listSeries,
        );
        return [total.mails, total.patches, total.series];
      };
      expect(report('series:r2@example.org')).toEqual([8, 4, 1]);
      expect(report('series:widget-v1-0@example.org')).toEqual([3, 2, 1]);
    }));

  it('makes a preview of what will be posted', () =>
    withTown(temp(), async (town) => {
      await town.bring(LETTERS, 'history');
      const draft = {
        filter: 'series:gizmo-v1-2@example.org',
        cadence: { kind: 'now' } as const,
        options: DEFAULT_OPTIONS,
        target: { platform: 'slack', text: 'slack:T1/C1' } as const,
      };
      const period = { since: START - 7 * DAY, until: START };
      const { posts } = previewSubscription(town.deps, draft, period);
      expect(posts.map(({ card, line }) => [card.title, line?.key])).toEqual([
        ['rust: gizmo: add levers', undefined],
      ]);
    }));
});

describe('a subscription to series:', () => {
  it('gets the card with v2, and what becomes of it, but no replies and no other series', () =>
    withTown(temp(), async (town) => {
      await town.bring(revision(1, START - DAY), 'history');
      town.subscribe('slack:T1/C1', { filter: 'series:gizmo-v1-1@example.org' });
      await next(town, [
        reply('early', 'gizmo-v1-0', START + MINUTE, 'I like Rust.'),
        ...revision(1, START + MINUTE, 'widget'),
      ]);
      expect(town.queue()).toEqual([]);
      await next(town, revision(2, START + 2 * HOUR));
      expect(town.queue()).toEqual(['1 card 1 pending']);
      town.deliver();
      await next(town, [
        reply('late', 'gizmo-v2-1', START + 3 * HOUR, 'And I like levers in Rust.'),
        reply(
          'ok',
          'gizmo-v2-0',
          START + 3 * HOUR,
          'Applied to `rust-next`, thanks!',
          'Mira <mira@example.org>',
        ),
      ]);
      expect(town.queue().filter((one) => one.includes(' line '))).toEqual([
        '1 line 1 applied rust-next pending',
      ]);
    }));

  it('gets the card when it is merged, where that is what is asked for', () =>
    withTown(temp(), async (town) => {
      await town.bring(revision(1, START - DAY), 'history');
      town.subscribe('slack:T1/C1', { filter: 'series:gizmo-v1-0@example.org kind:commit' });
      town.subscribe('slack:T1/C2', { filter: 'series:widget-v1-0@example.org kind:commit' });
      await town.match();
      town.clock.now += HOUR;
      town.bringItems([commitOf('gizmo-v1-1', START + HOUR, 1)]);
      await town.match();
      expect(town.queue()).toEqual(['1 card 1 pending']);
    }));

  it('is explained by why', () =>
    withTown(temp(), async (town) => {
      town.subscribe('slack:T1/C1', { filter: 'series:gizmo-v1-0@example.org' });
      await next(town, [...revision(1, START), ...revision(1, START, 'widget')]);
      const stage = (name: string): unknown => {
        const messageId = toMessageId(`${name}@example.org`);
        return messageId && whyDelivery(town.deps, { messageId })[0];
      };
      expect(stage('gizmo-v1-2')).toMatchObject({ stage: 'queued' });
      expect(stage('widget-v1-2')).toMatchObject({
        stage: 'filter',
        text: 'the filter does not hold: `series:gizmo-v1-0@example.org`',
      });
    }));
});
