import type { AnswerButton, AnswerEntry, Line } from '../../domain/answer/answer.ts';
import { bound } from '../../domain/card/bound.ts';
import { parseFilter } from '../../domain/filter/parse.ts';
import { clock } from '../../domain/source/moment.ts';
import type { Subscription } from '../../domain/subscription/subscription.ts';
import { keyOf } from '../../domain/thread.ts';
import { cadenceTold, filterTold, nextDigestTold, specialOptions } from '../../pipeline/subscribing/told.ts';
import type { Store } from '../../ports/store.ts';

const MAX_FILTER = 200;
const MAX_REASON = 200;

type Known = Pick<Store, 'deliveries' | 'subjectOf'>;

/** A button that does something to a subscription; its number is in the label, for buttons may stand far from it. */
export function actButton(
  command: 'pause' | 'resume' | 'preview' | 'unsubscribe',
  id: number,
  style?: 'primary',
): AnswerButton {
  const label = `${command.slice(0, 1).toUpperCase()}${command.slice(1)} ${id}`;
  return { label, style, ask: { command, values: { number: `${id}` }, page: 0 } };
}

/** What it tells, when, how it is, and what can be done to it. */
export function subscriptionEntry(store: Known, subscription: Subscription, now: number): AnswerEntry {
  const { id, state } = subscription;
  return {
    title: [`${id}: `, nameOf(store, subscription)],
    lines: [termsLine(subscription), stateLine(subscription, now), lastLine(store, subscription)],
    buttons: [
      state === 'active' ? actButton('pause', id) : actButton('resume', id, 'primary'),
      actButton('preview', id),
      actButton('unsubscribe', id),
    ],
  };
}

/** The one series that it follows, by its title; else its filter. */
function nameOf(store: Pick<Store, 'subjectOf'>, { filter }: Pick<Subscription, 'filter'>): Line[number] {
  const title = titleOf(store, filter);
  if (title !== undefined) return { text: title, style: 'strong' };
  return { text: bound(filterTold(filter), MAX_FILTER), style: filter === '' ? 'strong' : 'code' };
}

/** The title of what a filter `series:ID` and nothing else follows. */
export function titleOf(store: Pick<Store, 'subjectOf'>, filter: string): string | undefined {
  const id = followedBy(filter);
  return id === undefined ? undefined : store.subjectOf([keyOf(id)])?.card.title;
}

/** The Message-ID that a filter asks for and nothing else. */
export function followedBy(filter: string): string | undefined {
  const parsed = parseFilter(filter);
  if (!parsed.ok || parsed.filter.kind !== 'field' || parsed.filter.field !== 'series') return undefined;
  const [value, ...more] = parsed.filter.values;
  return more.length === 0 && value?.type === 'text' ? value.text : undefined;
}

/** "as it happens, at most 5 an hour" */
export function termsTold({ cadence, options }: Pick<Subscription, 'cadence' | 'options'>): string {
  return [cadenceTold(cadence), ...specialOptions(options)].join(', ');
}

function termsLine(subscription: Subscription): Line {
  return [termsTold(subscription)];
}

function stateLine(subscription: Subscription, now: number): Line {
  const { state, reason } = subscription;
  if (state !== 'active') {
    // "paused by hand" says it all.
    const said = reason.startsWith(`${state} `) ? reason.slice(state.length) : reason && `: ${reason}`;
    return [{ text: state, style: 'strong' }, bound(said, MAX_REASON)];
  }
  const next = nextDigestTold(subscription, now);
  return [next === undefined ? 'active' : `active, next digest ${next}`];
}

/** When something of it arrived last. */
function lastLine({ deliveries }: Known, { id }: Subscription): Line {
  const [last] = deliveries({ subscription: id, states: ['sent'], limit: 1 });
  const at = last?.sentAt ?? last?.updated;
  return [
    { text: at === undefined ? 'nothing was posted yet' : `last posted ${clock(at)} UTC`, style: 'quiet' },
  ];
}
