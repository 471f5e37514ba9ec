import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../src/domain/subscription/subscription.ts';
import { backfill } from '../../../src/pipeline/matching/backfill.ts';
import { previewSubscription } from '../../../src/pipeline/matching/preview.ts';
import { createTemp } from '../../sources/temp.ts';
import { advisoryOf } from './items.ts';
import { DAY, HOUR, MINUTE, next, reply, revision, START, type Town, withTown } from './town.ts';

const temp = createTemp();
const target = { platform: 'slack', text: 'slack:T1/C1' } as const;
const period = { since: START - 7 * DAY, until: START };
const now = { kind: 'now' } as const;

/** A week that was read before anybody subscribed. */
async function readWeek(town: Town): Promise<void> {
  const monday = START - 7 * DAY + HOUR;
  await town.bring(
    [
      ...revision(1, monday - 30 * DAY, 'widget'),
      ...revision(1, monday),
      reply('r1', 'gizmo-v1-0', monday + HOUR, 'The levers look fine.'),
      ...revision(2, monday + DAY),
      reply(
        'r2',
        'gizmo-v2-0',
        monday + 2 * DAY,
        'Applied to `rust-next`, thanks!',
        'Mira <mira@example.org>',
      ),
      ...revision(2, monday + 2 * DAY + MINUTE, 'widget'),
    ],
    'history',
  );
  town.bringItems([advisoryOf('CVE-2026-10001', monday + 3 * DAY)]);
}

function preview(town: Town, filter: string, options = DEFAULT_OPTIONS) {
  return previewSubscription(town.deps, { filter, cadence: now, options, target }, period);
}

describe('a preview', () => {
  it('is what a week would have posted, and writes nothing', () =>
    withTown(temp(), async (town) => {
      await readWeek(town);
      const { posts, ...counts } = preview(town, '');
      expect(posts.map(({ card, line }) => [card.title, line?.key])).toEqual([
        ['rust: gizmo: add levers', undefined],
        ['rust: gizmo: add levers', 'v2'],
        ['rust: gizmo: add levers', 'applied rust-next'],
        ['rust: widget: add levers', undefined],
        ['CVE-2026-10001: rust: gizmo: levers turn twice', undefined],
      ]);
      expect(counts).toEqual({
        total: 5,
        mostAnHour: 2,
        byKind: { series: 4, advisory: 1 },
        summaries: 0,
        digests: 0,
      });
      expect(town.deliveries()).toEqual([]);
      expect(town.store.subject(1)).toBeUndefined();
      expect(preview(town, 'kind:advisory').total).toBe(1);
      expect(preview(town, 'area:drm')).toMatchObject({ posts: [], total: 0, mostAnHour: 0 });
      expect(preview(town, 'author:bea').posts[0]?.at).toBe(period.since + 2 * HOUR);
    }));

  it('has the cap and the quiet hours of the subscription', () =>
    withTown(temp(), async (town) => {
      await readWeek(town);
      expect(preview(town, '', { ...DEFAULT_OPTIONS, mostAnHour: 1 })).toMatchObject({
        total: 5,
        mostAnHour: 1,
        summaries: 1,
      });
      const quiet = { from: 12 * 60, until: 18 * 60, zone: 'UTC' };
      const { posts } = preview(town, '', { ...DEFAULT_OPTIONS, quiet });
      expect(posts.every(({ at }) => new Date(at).getUTCHours() === 18)).toBe(true);
    }));

  it('counts the digests of other cadences', () =>
    withTown(temp(), async (town) => {
      await readWeek(town);
      const cadence = { kind: 'daily', at: 540, zone: 'Europe/Berlin' } as const;
      const told = previewSubscription(
        town.deps,
        { filter: '', cadence, options: DEFAULT_OPTIONS, target },
        period,
      );
      expect(told).toMatchObject({ posts: [], total: 0, digests: 7 });
    }));

  it('tells what then comes, where it comes at once', () =>
    withTown(temp(), async (town) => {
      town.subscribe(target.text);
      for (const letters of [
        revision(1, START),
        revision(2, START + HOUR),
        revision(1, START + HOUR, 'widget'),
      ]) {
        await next(town, letters);
        town.deliver();
      }
      const since = START - HOUR;
      const subscription = { filter: '', cadence: now, options: DEFAULT_OPTIONS, target };
      const { posts } = previewSubscription(town.deps, subscription, { since, until: START + DAY });
      const posted = town.deliveries().filter(({ kind }) => kind !== 'edit');
      expect(posts.map(({ line }) => (line ? 'line' : 'card')).sort()).toEqual(
        posted.map(({ kind }) => kind).sort(),
      );
    }));
});

describe('a backfill', () => {
  it('queues the newest happenings, oldest first, and none twice', () =>
    withTown(temp(), async (town) => {
      await readWeek(town);
      const subscription = town.subscribe(target.text);
      expect(await backfill(town.deps, subscription, 2)).toBe(2);
      const titles = town.deliveries().map(({ subject }) => town.store.subject(subject ?? 0)?.card.title);
      expect(titles).toEqual(['rust: widget: add levers', 'CVE-2026-10001: rust: gizmo: levers turn twice']);
      expect(await backfill(town.deps, subscription, 5)).toBe(1);
      expect(await backfill(town.deps, subscription, 5)).toBe(0);
      town.deliver();
      await next(town, revision(3, START, 'widget'));
      expect(town.deliver()).toEqual(['edit 1 2', 'line 1 v3']);
    }));

  it('holds the filter', () =>
    withTown(temp(), async (town) => {
      await readWeek(town);
      const subscription = town.subscribe(target.text, { filter: 'subject:gizmo kind:cover' });
      expect(await backfill(town.deps, subscription, 10)).toBe(1);
    }));
});
