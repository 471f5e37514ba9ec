import { describe, expect, it } from 'vitest';
import { toMessageId } from '../../../src/domain/ids.ts';
import { DEFAULT_OPTIONS } from '../../../src/domain/subscription/subscription.ts';
import { type WhyDelivery, whyDelivery } from '../../../src/pipeline/matching/why-delivery.ts';
import { createTemp } from '../../sources/temp.ts';
import { commitOf, releaseOf } from './items.ts';
import { DAY, HOUR, next, reply, revision, START, type Town, withTown } from './town.ts';

const temp = createTemp();
const CHANNEL = 'slack:T1/C1';
const weekly = { kind: 'weekly', day: 'MON', at: 540, zone: 'UTC' } as const;

function why(town: Town, name: string, target?: string): WhyDelivery[] {
  const messageId = toMessageId(`${name}@example.org`);
  if (messageId === undefined) throw new Error(name);
  return whyDelivery(town.deps, { messageId, target });
}

const stages = (answers: readonly WhyDelivery[]): string[] => answers.map(({ stage }) => stage);

describe('why something was posted or not', () => {
  it('names the stage for every subscription, or those of a target', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL);
      town.subscribe(CHANNEL, { filter: 'subject:gizmo' });
      town.subscribe('slack:T1/C2', { filter: 'area:drm list:rust-for-linux -kind:cover' });
      town.subscribe('slack:T1/C3', { cadence: weekly });
      await next(town, revision(1, START));
      expect(stages(why(town, 'gizmo-v1-0'))).toEqual(['queued', 'suppressed', 'filter', 'digest']);
      town.deliver();
      const [posted, told] = why(town, 'gizmo-v1-1', CHANNEL);
      expect(posted).toMatchObject({ stage: 'sent', subscription: 1, target: 'slack:T1/C1' });
      expect(posted?.text).toMatch(/^the card “rust: gizmo: add levers” was sent at 2026-03-02 13:01 UTC/);
      expect(posted?.delivery?.event).toBe('card 1');
      expect(told?.text).toContain('the target has its card already, by subscription 1');
      expect(why(town, 'gizmo-v1-0', 'slack:T1/C2')[0]?.text).toBe(
        'the filter does not hold: `area:drm`, `-kind:cover`',
      );
      expect(why(town, 'gizmo-v1-0', 'slack:T1/C3')[0]?.text).toBe(
        'it comes with the next digest, due 2026-03-09T09:00:00.000Z',
      );
    }));

  it('tells of lines, replies and mail that is not matched yet', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL);
      town.subscribe('slack:T1/C2', { filter: 'author:bea' });
      await next(town, revision(1, START));
      town.deliver();
      await next(town, revision(2, START + HOUR));
      expect(why(town, 'gizmo-v2-0', CHANNEL)[0]).toMatchObject({
        stage: 'queued',
        delivery: { event: 'line 1 v2' },
      });
      await next(town, [reply('r1', 'gizmo-v2-0', START + HOUR, 'Fine.')]);
      expect(stages(why(town, 'r1', 'slack:T1/C2'))).toEqual(['queued']);
      await town.bring([...revision(1, START, 'widget'), reply('r3', 'widget-v1-0', START, 'Nice.')]);
      expect(stages(why(town, 'widget-v1-0'))).toEqual(['not-matched-yet', 'filter']);
      await town.match();
      const other = town.subscribe('slack:T1/C4', { filter: 'list:rust-for-linux', created: START });
      expect(stages(why(town, 'r3', other.target.text))).toEqual(['no-card-for-replies']);
    }));

  it('knows what is not stored, not kept, and what came before', () =>
    withTown(temp(), async (town) => {
      await town.bring(revision(1, START - 9 * DAY), 'history');
      town.subscribe(CHANNEL);
      await next(town, revision(1, START - 5 * DAY, 'widget'));
      expect(stages(why(town, 'nothing'))).toEqual(['not-stored']);
      expect(stages(why(town, 'gizmo-v1-0'))).toEqual(['history']);
      expect(why(town, 'widget-v1-0')[0]).toMatchObject({
        stage: 'suppressed',
        delivery: { suppression: 'history' },
      });
    }));

  it('knows in which digest it was told', () =>
    withTown(temp(), async (town) => {
      const { id } = town.subscribe(CHANNEL, { cadence: weekly, options: DEFAULT_OPTIONS });
      await next(town, revision(1, START));
      town.clock.now += 7 * DAY;
      const lane = { target: CHANNEL, lane: CHANNEL, subject: undefined, due: town.clock.now };
      town.store.enqueue({
        ...lane,
        subscription: id,
        event: 'digest 2026-03-09',
        kind: 'digest',
        payload: {},
      });
      town.store.changeSubscription(id, { digestNews: town.store.lastNews(), digestUntil: town.clock.now });
      expect(why(town, 'gizmo-v1-0')[0]).toMatchObject({
        stage: 'digest',
        delivery: { event: 'digest 2026-03-09' },
      });
      expect(why(town, 'gizmo-v1-0')[0]?.text).toMatch(
        /^it was told in digest 2026-03-09, which waits for its turn/,
      );
    }));

  it('answers for what is no mail', () =>
    withTown(temp(), async (town) => {
      town.subscribe(CHANNEL);
      town.bringItems([releaseOf('9.2-rc1', START), releaseOf('9.1', START), commitOf(undefined, START, 1)]);
      await next(town);
      const ask = (kind: 'release' | 'commit', id: string) =>
        whyDelivery(town.deps, { item: { kind, id } })[0];
      expect(ask('release', '9.1')).toMatchObject({ stage: 'queued' });
      expect(ask('release', '9.2-rc1')).toMatchObject({
        stage: 'no-card-for-kind',
        text: 'only `kind:release` asks for it',
      });
      expect(ask('commit', commitOf(undefined, START, 1).item.id)).toMatchObject({
        stage: 'no-card-for-kind',
      });
      expect(ask('release', '1.0')).toMatchObject({ stage: 'not-stored' });
    }));
});
