import type { Parcel, Post } from '../ports/platform.ts';
import { cardJson, type Json, stepJson, summaryJson } from '../render/card-json.ts';
import { escapeInvisible } from '../render/clean.ts';
import { renderJson } from '../render/json.ts';

/** What happened, as programs get it. docs/webhooks.md tells of each. */
export const EVENT_TYPES = [
  'card.posted',
  'card.updated',
  'card.line',
  'digest',
  'summary',
  'notice',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

type Event = {
  readonly type: EventType;
  /** The same however often it is sent. */
  readonly id: string;
  /** When it was to be sent first, ISO 8601 UTC. */
  readonly timestamp: string;
  readonly subscription: { readonly id: number; readonly filter: string; readonly cadence: string };
  readonly data: Json;
};

/** A post as an event: same parcel, same event. Strings are as their authors wrote them. */
export function eventOf({ key, since, subscription, post }: Parcel): Event {
  const { id, filter, cadence } = subscription;
  return {
    type: TYPES[post.what],
    id: key,
    timestamp: new Date(since).toISOString(),
    subscription: { id, filter, cadence },
    data: dataOf(post),
  };
}

/** On one line of JSON; what shows nothing or turns the text around is written as an escape. */
export function printJson(value: object): string {
  return escapeInvisible(JSON.stringify(value));
}

const TYPES: Readonly<Record<Post['what'], EventType>> = {
  card: 'card.posted',
  edit: 'card.updated',
  line: 'card.line',
  digest: 'digest',
  summary: 'summary',
  notice: 'notice',
};

function dataOf(post: Post): Json {
  switch (post.what) {
    case 'card':
    case 'edit':
      return { card: cardJson(post.card) };
    case 'line':
      return { card: cardJson(post.card), step: stepJson(post.step) };
    case 'digest':
      return { issue: post.issue, url: post.url ?? null, digest: JSON.parse(renderJson(post.digest)) };
    case 'summary':
      return { summary: summaryJson(post.summary) };
    case 'notice':
      return { text: post.text };
  }
}
