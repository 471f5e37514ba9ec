import type { Card, CardStep } from '../../../src/domain/card/card.ts';
import type { Delivery } from '../../../src/domain/delivery/delivery.ts';
import { readTarget } from '../../../src/domain/subscription/read-target.ts';
import { DEFAULT_OPTIONS, type Subscription } from '../../../src/domain/subscription/subscription.ts';
import type { Target } from '../../../src/domain/subscription/target.ts';
import { keyOf } from '../../../src/domain/thread.ts';
import type { DeliverDeps, LaneReport } from '../../../src/pipeline/delivering/deliver-lane.ts';
import { deliverLane } from '../../../src/pipeline/delivering/deliver-lane.ts';
import type { NewDelivery } from '../../../src/ports/outbox.ts';
import type { Platform } from '../../../src/ports/platform.ts';
import type { Store } from '../../../src/ports/store.ts';
import { openStore } from '../../../src/store/sqlite/store.ts';

export const T0 = Date.UTC(2026, 10, 2, 9);
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const DAY = 24 * 60 * MINUTE;

export type Stage = {
  readonly store: Store;
  readonly deps: DeliverDeps;
  readonly clock: { time: number };
  readonly mistakes: string[];
  readonly deliver: (lane: string) => Promise<LaneReport>;
  /** Delivers whatever is due, and lets the time go on, until nothing waits or the time is over (ms). */
  readonly play: (until?: number) => Promise<void>;
  readonly subscribe: (target: string, filter?: string) => Subscription;
};

/** A real store in a folder, a clock that stands still, and platforms. */
export function openStage(
  folder: string,
  platforms: readonly Platform[],
  more: Partial<DeliverDeps> = {},
): Stage {
  const clock = { time: T0 };
  const now = (): number => clock.time;
  const store = openStore(folder, 'write', now);
  const mistakes: string[] = [];
  const deps: DeliverDeps = {
    store,
    platforms: new Map(platforms.map((platform) => [platform.id, platform])),
    now,
    owner: 'here',
    isAlive: (owner) => owner === 'here' || owner.startsWith('alive'),
    random: () => 0.5,
    links: {
      issueUrl: (id) => `https://lorewatch.example.org/digests/${id}`,
      unsubscribeUrl: () => undefined,
    },
    admin: target('mailto:operator@example.org'),
    onMistake: (what, error) => mistakes.push(`${what}: ${String(error)}`),
    ...more,
  };
  const deliver = (lane: string): Promise<LaneReport> =>
    deliverLane(deps, lane, new AbortController().signal);
  return {
    store,
    deps,
    clock,
    mistakes,
    deliver,
    play: async (until = DAY * 10) => {
      for (const end = clock.time + until; clock.time <= end; ) {
        const due = store.dueLanes(clock.time, 100);
        for (const lane of due) await deliver(lane);
        const next = store.nextDue();
        if (due.length > 0) continue;
        if (next === undefined || next > end) {
          clock.time = end;
          return;
        }
        clock.time = Math.max(next, clock.time + 1);
      }
    },
    subscribe: (text, filter = '') =>
      store.subscribe({
        target: target(text),
        filter,
        cadence: { kind: 'now' },
        options: DEFAULT_OPTIONS,
        created: clock.time,
        digestUntil: clock.time,
        digestNews: 0,
      }).subscription,
  };
}

function target(text: string): Target {
  const read = readTarget(text);
  if ('wrong' in read) throw new Error(read.wrong);
  return read;
}

export function step(key: string): CardStep {
  return {
    key,
    word: 'revised',
    text: `step ${key}`,
    date: '2026-11-02T09:00:00Z',
    url: `https://example.org/${key}`,
    line: true,
  };
}

export function card(id: string, steps: readonly CardStep[] = [step('v1')], state = ''): Card {
  return {
    kind: 'series',
    id,
    title: `rust: ${id}`,
    url: `https://example.org/${id}`,
    author: { name: 'Ada Example', email: 'ada@example.org' },
    date: '2026-11-02T09:00:00Z',
    category: 'code',
    areas: [],
    lists: ['rust-for-linux'],
    state,
    revision: 'v1',
    facts: [],
    tags: [],
    milestones: [],
    steps,
    press: [],
    evidence: [],
  };
}

/** The subject of a card, and its card in the target of a subscription, on its way there. */
export function place(
  store: Store,
  { id, target: { text } }: Subscription,
  told: Card,
  suppressed?: NewDelivery['suppressed'],
): { readonly subject: number; readonly delivery: Delivery } {
  const subject = store.follow(told, [keyOf(told.id)]).id;
  store.placeCard({ target: text, subject, subscription: id, told: told.steps.map(({ key }) => key) });
  const delivery = enqueue(store, {
    ...about(id, text, subject),
    event: `card ${subject}`,
    kind: 'card',
    payload: undefined,
    ...(suppressed ? { suppressed } : {}),
  });
  return { subject, delivery };
}

/** A change of a card: an edit, and a line where a step is given. */
export function change(store: Store, mine: Subscription, told: Card, line?: CardStep): Delivery[] {
  const { id: subject, version } = store.follow(told, [keyOf(told.id)]);
  const base = about(mine.id, mine.target.text, subject);
  const edit = enqueue(store, {
    ...base,
    event: `edit ${subject} ${version}`,
    kind: 'edit',
    payload: undefined,
  });
  if (!line) return [edit];
  const event = `line ${subject} ${line.key}`;
  return [edit, enqueue(store, { ...base, event, kind: 'line', payload: { step: line } })];
}

const about = (
  subscription: number,
  text: string,
  subject: number,
): Pick<NewDelivery, 'subscription' | 'target' | 'lane' | 'subject' | 'due'> => ({
  subscription,
  target: text,
  lane: text,
  subject,
  due: T0,
});

let events = 0;

/** A notice, the plainest of all. */
export function note(
  { id, target: { text } }: Subscription,
  words: string,
  more: Partial<NewDelivery> = {},
): NewDelivery {
  events++;
  return {
    subscription: id,
    event: `notice ${words} ${events}`,
    kind: 'notice',
    target: text,
    lane: text,
    subject: undefined,
    payload: { text: words },
    due: T0,
    ...more,
  };
}

/** Puts it into the outbox. Throws where it is there already. */
export function enqueue(store: Store, delivery: NewDelivery): Delivery {
  const made = store.enqueue(delivery);
  if (made === undefined) throw new Error(`${delivery.event} is there already`);
  return made;
}

/** A delivery as it is now. */
export function look(store: Store, { id }: Pick<Delivery, 'id'>): Delivery {
  const found = store.delivery(id);
  if (found === undefined) throw new Error(`there is no delivery ${id}`);
  return found;
}
