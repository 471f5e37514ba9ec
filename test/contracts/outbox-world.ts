import type { Card } from '../../src/domain/card/card.ts';
import type { Digest } from '../../src/domain/digest.ts';
import { DEFAULT_OPTIONS, type NewSubscription } from '../../src/domain/subscription/subscription.ts';
import type { Store } from '../../src/ports/store.ts';
import { NOON } from './item-world.ts';

/** A store whose clock can be set; at noon in the beginning. */
export type Clocked = { readonly store: Store; readonly at: (time: number) => void };

export function createClocked(openAt: (clock: () => number) => Store): Clocked {
  let now = NOON;
  return {
    store: openAt(() => now),
    at: (time) => {
      now = time;
    },
  };
}

export const JANE = 'mailto:jane@example.org';
export const HOOK = 'https://hook.example.org/gizmo';

export function makeSubscription(fields: Partial<NewSubscription> = {}): NewSubscription {
  return {
    target: { platform: 'mailto', text: JANE },
    filter: '',
    cadence: { kind: 'now' },
    options: DEFAULT_OPTIONS,
    created: NOON,
    digestUntil: NOON,
    digestNews: 0,
    ...fields,
  };
}

export const NINE = { kind: 'daily', at: 540, zone: 'Europe/Berlin' } as const;

export function makeCard(fields: Partial<Card> = {}): Card {
  return {
    kind: 'series',
    id: 'gizmo-1@example.org',
    title: 'rust: gizmo: add a lever',
    url: 'https://lore.example.org/gizmo-1@example.org/',
    author: { name: 'Jane Doe', email: 'jane@example.org' },
    date: '2026-05-05T12:00:00.000Z',
    category: 'code',
    areas: ['core'],
    lists: ['gizmo'],
    state: 'posted',
    revision: 'v1',
    facts: ['3 patches'],
    tags: [],
    milestones: [],
    steps: [],
    press: [],
    evidence: [],
    ...fields,
  };
}

export const DIGEST: Digest = {
  topic: 'Rust in the kernel',
  periodName: 'week 19 of 2026',
  periodLabel: 'Mon 4 May - Mon 11 May 2026',
  since: '2026-05-04T00:00:00.000Z',
  until: '2026-05-11T00:00:00.000Z',
  zone: 'UTC',
  headline: ['The gizmo got a lever.'],
  sections: [],
  numbers: [],
  numberColumns: ['this week', 'week before', 'a year ago'],
  chart: null,
  lists: ['gizmo'],
  filter: null,
  mailsRead: 7,
  notes: [],
};
