import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../src/domain/subscription/subscription.ts';
import { createTemp } from '../../sources/temp.ts';
import { HOUR, MINUTE, next, revision, START, withTown } from './town.ts';

const temp = createTemp();
const CHANNEL = 'slack:T1/C1';
const many = (count: number, date: number, from = 0) =>
  Array.from({ length: count }, (_, n) =>
    revision(1, date, `gizmo${String.fromCharCode(97 + from + n)}`),
  ).flat();

describe('a cap', () => {
  it('makes one summary of what is more in an hour', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL, { options: { ...DEFAULT_OPTIONS, mostAnHour: 2 } });
      expect(await next(town, many(4, START))).toMatchObject({ cards: 2, summaries: 1, suppressed: 2 });
      const hour = START + HOUR;
      expect(town.queue()).toEqual([
        '1 card 1 pending',
        '1 card 2 pending',
        '1 card 3 cap',
        `1 summary ${new Date(hour).toISOString()} pending`,
        '1 card 4 cap',
      ]);
      const summary = town.deliveries().find(({ kind }) => kind === 'summary');
      expect(summary).toMatchObject({ due: hour + HOUR, payload: { since: hour, until: hour + HOUR } });
      expect(town.store.suppressedPosts(1, 'cap', hour, hour + HOUR)).toHaveLength(2);
      // The same hour, another batch.
      await next(town, many(1, START, 4), MINUTE);
      expect(town.queue().at(-1)).toBe('1 card 5 cap');
      // The next hour: what was held back may have a card when there is more of it.
      town.deliver();
      await next(town, revision(2, START + HOUR, 'gizmod'));
      expect(town.queue().at(-1)).toBe('1 card 4 2 pending');
      expect(town.store.cardsOf(4)).toHaveLength(1);
    }));

  it('counts lines, and no edits', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL, { options: { ...DEFAULT_OPTIONS, mostAnHour: 2 } });
      await next(town, revision(1, START));
      town.deliver();
      for (const n of [2, 3, 4]) {
        await next(town, revision(n, START + n * MINUTE), MINUTE);
        town.deliver();
      }
      expect(town.queue()).toEqual([
        '1 card 1 sent',
        '1 edit 1 2 sent',
        '1 line 1 v2 sent',
        '1 edit 1 3 sent',
        '1 line 1 v3 cap',
        expect.stringMatching(/^1 summary .* pending$/),
        '1 edit 1 4 sent',
        '1 line 1 v4 cap',
      ]);
    }));
});

describe('quiet hours', () => {
  const quiet = { from: 12 * 60, until: 15 * 60, zone: 'UTC' };
  it('defer what would be posted, and the cap counts where it goes', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL, { options: { ...DEFAULT_OPTIONS, quiet, mostAnHour: 3 } });
      await next(town, many(2, START));
      await next(town, many(2, START, 2));
      const end = START + 3 * HOUR;
      expect(town.deliveries().map(({ kind, due, state }) => [kind, due - end, state])).toEqual([
        ['card', 0, 'pending'],
        ['card', 0, 'pending'],
        ['card', 0, 'pending'],
        ['card', 0, 'suppressed'],
        ['summary', HOUR, 'pending'],
      ]);
      expect(town.deliver()).toEqual([]);
      town.clock.now = end;
      expect(town.deliver()).toHaveLength(3);
    }));

  it('do not hold up an edit', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL, { options: { ...DEFAULT_OPTIONS, quiet: { ...quiet, from: 14 * 60 } } });
      await next(town, revision(1, START));
      town.deliver();
      await next(town, revision(2, START), HOUR);
      expect(town.deliver()).toEqual(['edit 1 2']);
    }));
});

describe('a subscription that is paused', () => {
  it('has what it missed written down, and posts it once when that is asked for', () =>
    withTown(temp(), async (town) => {
      const { id } = town.subscribe(CHANNEL);
      town.store.stopSubscription(id, 'paused', 'on holiday');
      await next(town, revision(1, START));
      await next(town, revision(2, START + HOUR));
      expect(town.queue()).toEqual(['1 card 1 paused']);
      expect(town.deliveries()[0]?.reason).toBe('on holiday');
      expect(town.deliver()).toEqual([]);
      expect(town.store.resumeSubscription(id, true)).toBe(1);
      expect(town.deliver()).toEqual(['card 1']);
      await next(town, revision(3, START + 2 * HOUR));
      expect(town.deliver()).toEqual(['edit 1 3', 'line 1 v3']);
    }));

  it('and goes on without that gets a card of it when there is more', () =>
    withTown(temp(), async (town) => {
      const { id } = town.subscribe(CHANNEL);
      town.store.stopSubscription(id, 'paused', '');
      await next(town, revision(1, START));
      town.store.resumeSubscription(id, false);
      await next(town, revision(2, START + HOUR));
      expect(town.deliver()).toEqual(['card 1 2']);
      expect(town.deliveries()[0]?.reason).not.toBe('');
    }));

  it('keeps the card away from nobody else in its target', () =>
    withTown(temp(), async (town) => {
      const { id } = town.subscribe(CHANNEL);
      town.subscribe(CHANNEL, { filter: 'subject:gizmo' });
      town.store.stopSubscription(id, 'suspended', 'the channel is gone');
      await next(town, revision(1, START));
      expect(town.queue()).toEqual(['2 card 1 pending', '1 card 1 told']);
    }));
});

describe('a subscription with digests', () => {
  it('is told nothing at once', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL, { cadence: { kind: 'weekly', day: 'MON', at: 540, zone: 'UTC' } });
      await next(town, revision(1, START));
      expect(town.queue()).toEqual([]);
    }));
});
