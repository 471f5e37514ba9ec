import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Subscription } from '../../../src/domain/subscription/subscription.ts';
import { announcement, cleanName } from '../../../src/pipeline/subscribing/announce.ts';
import { changeSubscription } from '../../../src/pipeline/subscribing/change.ts';
import {
  pauseSubscription,
  removeSubscription,
  resumeSubscription,
} from '../../../src/pipeline/subscribing/stop.ts';
import { createScriptedPlatform, type ScriptedPlatform } from '../../fakes/scripted-platform.ts';
import { createTemp } from '../../sources/temp.ts';
import { enqueue, MINUTE, note, openStage, type Stage, T0 } from '../delivering/stage.ts';

const temp = createTemp();
const PLACE = 'slack:T1/C1';

function open(script: Partial<Parameters<typeof createScriptedPlatform>[0]> = {}): {
  stage: Stage;
  slack: ScriptedPlatform;
  deps: { store: Stage['store']; now: () => number; by: { name: string } };
} {
  const slack = createScriptedPlatform({ now: () => T0, ...script });
  const stage = openStage(temp(), [slack, createScriptedPlatform({ id: 'mailto', now: () => T0 })]);
  return { stage, slack, deps: { store: stage.store, now: stage.deps.now, by: { name: 'Ada' } } };
}

function texts({ posts }: ScriptedPlatform): string[] {
  return posts.map(({ parcel: { post } }) => (post.what === 'notice' ? post.text : post.what));
}

describe('what is done to a subscription', () => {
  it('reaches its place, in order, also behind its end', async () => {
    const { stage, slack, deps } = open();
    const { id } = stage.subscribe(PLACE, 'area:drm');
    changeSubscription(deps, { areas: [], milestones: [] }, id, { mostAnHour: 5 });
    pauseSubscription(deps, id, 'away');
    resumeSubscription(deps, id, false);
    removeSubscription(deps, id);
    expect(stage.store.subscription(id)).toBeUndefined();
    await stage.deliver(PLACE);
    expect(texts(slack).map((text) => text.slice(0, 45))).toEqual([
      'Ada changed subscription 1 here: it is `area:',
      'Ada paused subscription 1 here, `area:drm`. `',
      'Ada resumed subscription 1 here, `area:drm`. ',
      'Ada ended the subscription to `area:drm` here',
    ]);
    expect(slack.posts.at(-1)?.parcel.subscription).toEqual({
      id,
      filter: '',
      cadence: 'now',
      unsubscribe: undefined,
    });
    expect(stage.mistakes).toEqual([]);
  });

  it('is told once, whatever is done within one moment, and not where nothing changed', () => {
    const { stage, deps } = open();
    const { id } = stage.subscribe(PLACE);
    for (let n = 0; n < 3; n++) {
      pauseSubscription(deps, id, '');
      pauseSubscription(deps, id, '');
      resumeSubscription(deps, id, false);
    }
    changeSubscription(deps, { areas: [], milestones: [] }, id, { mostAnHour: 20 });
    const events = stage.store.deliveries({}).map(({ event }) => event);
    expect(new Set(events).size).toBe(6);
    expect(events.filter((event) => event.startsWith('paused ')).sort()).toEqual([
      `paused ${new Date(T0).toISOString()}`,
      `paused ${new Date(T0).toISOString()} 2`,
      `paused ${new Date(T0).toISOString()} 3`,
    ]);
  });

  it('is written with the change, or not at all', () => {
    const { stage, deps } = open();
    const { id } = stage.subscribe(PLACE);
    const failing = {
      ...deps,
      store: {
        ...deps.store,
        enqueue: () => {
          throw new Error('the disk is full');
        },
      },
    };
    expect(() => removeSubscription(failing, id)).toThrow();
    expect(() => pauseSubscription(failing, id, '')).toThrow();
    expect(stage.store.subscription(id)?.state).toBe('active');
  });

  it('is no matter of a mailbox, a file or a webhook', () => {
    const { stage, deps } = open();
    for (const target of ['mailto:ada@example.org', 'https://hooks.example.org/x', 'file:/x', 'console:'])
      removeSubscription(deps, stage.subscribe(target).id);
    expect(stage.store.deliveries({})).toEqual([]);
    removeSubscription({ store: stage.store, now: () => T0 }, stage.subscribe('discord:1/2').id);
    expect(stage.store.deliveries({})).toMatchObject([
      { payload: { text: expect.stringMatching(/^The operator of lorewatch ended the subscription/) } },
    ]);
  });

  it('suspends the subscription where the place refuses it, as anything else would', async () => {
    const why = 'I am not in this place: invite me with /invite @lorewatch';
    const { stage, deps } = open({ play: () => ({ what: 'refused', scope: 'target', why }) });
    const { id } = stage.subscribe(PLACE);
    const other = stage.subscribe(PLACE, 'area:drm');
    pauseSubscription(deps, id, '');
    resumeSubscription(deps, id, false);
    await stage.deliver(PLACE);
    expect([id, other.id].map((one) => stage.store.subscription(one))).toMatchObject([
      { state: 'suspended', reason: why },
      { state: 'suspended', reason: why },
    ]);
    expect(stage.store.untoldNotices().map(({ text }) => text)).toEqual([
      expect.stringContaining('subscriptions 1, 2 are suspended'),
    ]);
  });

  it('does not bring a post of one that is gone', async () => {
    const { stage, slack, deps } = open();
    const mine = stage.subscribe(PLACE);
    enqueue(stage.store, { ...note(mine, 'x'), kind: 'summary', payload: { since: T0, until: T0 + MINUTE } });
    removeSubscription(deps, mine.id);
    await stage.deliver(PLACE);
    expect(texts(slack)).toHaveLength(1);
  });
});

describe('the sentence', () => {
  const about: Subscription = {
    id: 3,
    target: { platform: 'slack', text: PLACE },
    filter: '',
    cadence: { kind: 'weekly', day: 'MON', at: 540, zone: 'Europe/Berlin' },
    options: { milestonesNow: true, quiet: undefined, mostAnHour: 20 },
    state: 'active',
    reason: '',
    created: T0,
    digestUntil: T0,
    digestNews: 0,
  };

  it('says what comes when', () => {
    expect(announcement({ name: 'Ada' }, about, { what: 'subscribed' }, T0)).toBe(
      'Ada subscribed to everything here, weekly MON 09:00 Europe/Berlin, milestones at once, the next digest on Mon 9 Nov 09:00. `/lorewatch subscriptions` changes it.',
    );
  });

  it('mentions nobody, whatever somebody calls himself', () => {
    expect(cleanName('  @everyone <!channel>\u202e\n`x`  ')).toBe('everyone !channel x');
    expect(cleanName('<@&1>')).toBe('1');
    expect(cleanName('@@')).toBe('Somebody');
    expect(cleanName('x'.repeat(99))).toHaveLength(40);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, title) => {
        const text = announcement(
          { name },
          { ...about, filter: `x${title}` },
          { what: 'removed', title },
          T0,
        );
        expect(text.length).toBeLessThan(300);
        expect(text.slice(0, text.indexOf(' ended'))).not.toMatch(/[@<>`\p{Cc}\p{Cf}]/u);
        expect(text.isWellFormed()).toBe(true);
        // Pairs of marks, so that nothing else becomes code.
        expect(text.split('`').length % 2).toBe(1);
      }),
    );
  });
});
