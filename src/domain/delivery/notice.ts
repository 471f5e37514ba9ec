import type { Notice } from '../source/state.ts';
import type { Delivery } from './delivery.ts';

const HOUR = 3_600_000;

/** `place`: a short hash of the target, `label`: the target as it may be shown. `at`: ms. */
export type Place = { readonly place: string; readonly label: string; readonly at: number };

type Told = Pick<Delivery, 'id' | 'event' | 'attempts'>;

/** Subscriptions that were suspended because their target refuses; ids. */
export function noticeSuspended(
  delivery: Told,
  ids: readonly number[],
  why: string,
  { label, at }: Place,
): Notice {
  const [first] = ids;
  const which = ids.length === 1 ? `subscription ${first} is` : `subscriptions ${ids.join(', ')} are`;
  const text = `${which} suspended: ${label} refuses for good: ${why}. When that is mended: lorewatch subscriptions resume ${first} --missed`;
  return about(`suspended:${delivery.id}:${delivery.attempts}`, at, text);
}

/** A platform or installation that refuses everything; told once a day. */
export function noticeStopped(name: string, why: string, { place, at }: Place): Notice {
  const text = `nothing goes out by ${name} until that is mended: ${why}. What waits stays; it is tried again every ten minutes`;
  return about(`stopped:${place}:${Math.floor(at / (24 * HOUR))}`, at, text);
}

/** What was given up or may have arrived: the first of a target within an hour. */
export function noticeEnded(
  state: 'dead' | 'uncertain',
  { event, id }: Told,
  why: string,
  { place, label, at }: Place,
): Notice {
  const what = state === 'dead' ? 'could not be delivered' : 'may or may not have been delivered';
  const text = `"${event}" ${what} to ${label}: ${why}. Once more: lorewatch deliveries retry ${id}. More of this hour, if there are any: lorewatch deliveries list --state ${state}`;
  return about(`${state}:${place}:${Math.floor(at / HOUR)}`, at, text);
}

function about(key: string, at: number, text: string): Notice {
  return { key, at, source: '', what: 'delivery', text };
}
