import { describe, expect, it } from 'vitest';
import { lookAgain } from '../../../src/pipeline/matching/match-news.ts';
import { StoreError } from '../../../src/ports/errors.ts';
import type { Store } from '../../../src/ports/store.ts';
import { createTemp } from '../../sources/temp.ts';
import { commitOf, releaseOf } from './items.ts';
import { DAY, HOUR, MINUTE, next, reply, revision, START, withTown } from './town.ts';

const temp = createTemp();
const CHANNEL = 'slack:T1/C1';
const OTHER = 'slack:T1/C2';
const MIRA = 'Mira Keeper <mira@example.org>';
const APPLIED = 'Applied to `rust-next`, thanks!';

describe('a series', () => {
  it('is one card, that is edited and answered as it goes on', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL);
      await next(town, revision(1, START));
      expect(town.deliver()).toEqual(['card 1']);
      await next(town, revision(2, START + HOUR));
      expect(town.deliver()).toEqual(['edit 1 2', 'line 1 v2']);
      await next(town, [reply('applied', 'gizmo-v2-0', START + 2 * HOUR, APPLIED, MIRA)]);
      expect(town.deliver()).toEqual(['edit 1 3', 'line 1 applied rust-next']);
      town.bringItems([1, 2].map((n) => commitOf(`gizmo-v2-${n}`, START + 3 * HOUR, n)));
      await next(town);
      expect(town.deliver()).toEqual(['edit 1 4', 'line 1 merged']);
      town.bringItems([releaseOf('9.1', START + 4 * HOUR)]);
      await next(town);
      expect(town.deliver()).toEqual(['edit 1 5', 'line 1 released', 'card 2']);
      const subject = town.store.subject(1);
      expect(subject?.card).toMatchObject({ state: 'released', revision: 'v2' });
      expect(subject?.card.steps.map(({ word }) => word)).toEqual([
        'posted',
        'revised',
        'applied',
        'merged',
        'released',
      ]);
      expect(town.store.subject(2)?.card).toMatchObject({ kind: 'release', id: '9.1' });
    }));

  it('is one post where all of it came at once', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL);
      await next(town, [
        ...revision(1, START),
        ...revision(2, START + MINUTE),
        reply('applied', 'gizmo-v2-0', START + 2 * MINUTE, APPLIED, MIRA),
      ]);
      expect(town.queue()).toEqual(['1 card 1 pending']);
      expect(town.store.cardsOf(1)[0]?.told).toEqual(
        expect.arrayContaining(['v1', 'v2', 'applied rust-next']),
      );
    }));

  it('whose card waits still is not edited: it goes out with what is known then', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL);
      await next(town, revision(1, START));
      await next(town, revision(2, START + HOUR));
      expect(town.queue()).toEqual(['1 card 1 pending']);
      expect(town.deliver()).toEqual(['card 1']);
      expect(town.store.cardsOf(1)[0]?.version).toBe(2);
    }));

  it('has one edit waiting at most', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL);
      await next(town, revision(1, START));
      town.deliver();
      await next(town, revision(2, START + HOUR));
      await next(town, revision(3, START + 2 * HOUR));
      expect(town.queue().slice(1)).toEqual([
        '1 edit 1 2 pending',
        '1 line 1 v2 pending',
        '1 line 1 v3 pending',
      ]);
    }));

  it('is edited at once with a line, and a little later where nothing is said', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL);
      const dueOf = (event: string): number =>
        (town.deliveries().find((one) => one.event === event)?.due ?? 0) - town.clock.now;
      await next(town, revision(1, START));
      town.deliver();
      await next(town, revision(2, START + HOUR));
      expect([dueOf('edit 1 2'), dueOf('line 1 v2')]).toEqual([0, 0]);
      town.deliver();
      await next(town, [reply('re-1', 'gizmo-v2-0', START + 2 * HOUR, 'I wonder about the lever.')]);
      expect(dueOf('edit 1 3')).toBe(30_000);
    }));

  it('whose revisions come in the wrong order stays one, and what is old is no line', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL);
      await next(town, revision(2, START));
      town.deliver();
      await next(town, revision(1, START - 5 * DAY));
      expect(town.deliver()).toEqual(['edit 1 2']);
      expect(town.store.subject(1)?.card.steps.map(({ key }) => key)).toEqual(['v1', 'v2']);
      await next(town, revision(3, START + HOUR));
      expect(town.deliver()).toEqual(['edit 1 3', 'line 1 v3']);
    }));

  it('has lines and no edits where the platform cannot edit, and nothing where it has neither', () =>
    withTown(temp(), async (town) => {
      town.subscribe('mailto:ada@example.org');
      town.subscribe('file:/made/up');
      await next(town, revision(1, START));
      town.deliver();
      await next(town, revision(2, START + HOUR));
      expect(town.queue(2)).toEqual(['2 card 1 sent']);
      expect(town.deliver()).toEqual(['line 1 v2']);
    }));

  it('nobody asks for has no place in the store', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL, { filter: 'area:drm' });
      await next(town, revision(1, START));
      expect(town.queue()).toEqual([]);
      expect(town.store.subject(1)).toBeUndefined();
      expect(town.store.matchedUpTo()).toBe(town.store.lastNews());
    }));
});

describe('two subscriptions of one target', () => {
  it('get one card, and the other one knows why it has none', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL);
      town.subscribe(CHANNEL, { filter: 'subject:gizmo' });
      town.subscribe(OTHER, { filter: 'subject:gizmo' });
      await next(town, revision(1, START));
      await next(town, revision(2, START + HOUR));
      expect(town.queue()).toEqual(['1 card 1 pending', '2 card 1 told', '3 card 1 pending']);
      expect(town.deliveries()[1]?.reason).toBe('the target has its card already, by subscription 1');
    }));

  it('share its fate: the card goes on while its own subscription is paused', () =>
    withTown(temp(), async (town) => {
      const first = town.subscribe(CHANNEL);
      town.subscribe(CHANNEL, { filter: 'subject:gizmo' });
      await next(town, revision(1, START));
      town.deliver();
      town.store.stopSubscription(first.id, 'paused', 'on holiday');
      await next(town, revision(2, START + HOUR));
      expect(town.queue().slice(2)).toEqual(['2 edit 1 2 pending', '2 line 1 v2 pending']);
    }));
});

describe('what was matched', () => {
  it('is not matched again: another run adds nothing', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL);
      await next(town, revision(1, START));
      const before = town.deliveries();
      expect(await town.match()).toEqual({
        news: 0,
        outrun: false,
        cards: 0,
        edits: 0,
        lines: 0,
        summaries: 0,
        suppressed: 0,
      });
      await lookAgain(town.deps, new AbortController().signal);
      // The same mails again, as another list would bring them.
      await next(town, revision(1, START));
      expect(town.deliveries()).toEqual(before);
    }));

  it('in the middle of which it crashed left nothing, and comes whole the next time', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL);
      town.subscribe(OTHER);
      await town.bring(revision(1, START));
      let calls = 0;
      const enqueue: Store['enqueue'] = (delivery) => {
        if (++calls === 2) throw new StoreError('the power failed');
        return town.store.enqueue(delivery);
      };
      const broken = { ...town.deps, store: { ...town.store, enqueue } };
      const { matchNews } = await import('../../../src/pipeline/matching/match-news.ts');
      await expect(matchNews(broken, new AbortController().signal)).rejects.toThrow('the power failed');
      expect(town.deliveries()).toEqual([]);
      expect(town.store.subject(1)).toBeUndefined();
      expect(town.store.matchedUpTo()).toBe(0);
      await town.match();
      expect(town.queue()).toEqual(['1 card 1 pending', '2 card 1 pending']);
    }));

  it('by somebody faster is left to him', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL);
      await town.bring(revision(1, START));
      const moveMatched: Store['moveMatched'] = () => false;
      const outrun = { ...town.deps, store: { ...town.store, moveMatched } };
      const { matchNews } = await import('../../../src/pipeline/matching/match-news.ts');
      expect(await matchNews(outrun, new AbortController().signal)).toMatchObject({
        outrun: true,
        news: 0,
        cards: 0,
      });
      expect(town.deliveries()).toEqual([]);
    }));

  it('that cannot be matched is passed over and told, and holds up nobody else', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL);
      await town.bring([
        ...revision(1, START),
        ...revision(1, START, 'widget'),
        ...revision(1, START, 'sprocket'),
      ]);
      const { matchNews } = await import('../../../src/pipeline/matching/match-news.ts');
      const mistakes: string[] = [];
      const broken: Store = {
        ...town.store,
        follow: (card, keys) => {
          if (card.title.includes('widget')) throw new Error('a bug');
          return town.store.follow(card, keys);
        },
      };
      const onMistake = (what: string): void => void mistakes.push(what);
      const report = await matchNews(
        { ...town.deps, store: broken, onMistake },
        new AbortController().signal,
      );
      expect(report.cards).toBe(2);
      expect(mistakes.length).toBeGreaterThan(0);
      expect(mistakes.every((what) => what.startsWith('match widget'))).toBe(true);
      expect(town.store.matchedUpTo()).toBe(town.store.lastNews());
      expect(town.store.untoldNotices()[0]?.text).toContain('could not be held against the subscriptions');
    }));

  it('stops where it is told to', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL);
      await town.bring(revision(1, START));
      const { matchNews } = await import('../../../src/pipeline/matching/match-news.ts');
      expect(await matchNews(town.deps, AbortSignal.abort())).toMatchObject({ news: 0, outrun: false });
      expect(town.deliveries()).toEqual([]);
    }));
});

describe('what came as history', () => {
  it('opens nothing, and belongs to the card of what comes later', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL);
      await town.bring(revision(1, START - 9 * DAY), 'history');
      await town.match();
      expect(town.queue()).toEqual([]);
      await next(town, revision(2, START));
      expect(town.queue()).toEqual(['1 card 1 pending']);
      expect(town.store.subject(1)?.card.steps.map(({ key }) => key)).toEqual(['v1', 'v2']);
    }));

  it('is found when the open cards are looked at again', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL);
      await next(town, revision(1, START));
      town.deliver();
      await town.bring([reply('applied', 'gizmo-v1-0', START + HOUR, APPLIED, MIRA)], 'history');
      await town.match();
      expect(town.deliver()).toEqual([]);
      const report = await lookAgain(town.deps, new AbortController().signal);
      expect(report).toMatchObject({ edits: 1, lines: 1 });
      expect(town.deliver()).toEqual(['edit 1 2', 'line 1 applied rust-next']);
    }));
});
