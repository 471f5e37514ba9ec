import type { CardStep } from '../../domain/card/card.ts';
import type { Delivery } from '../../domain/delivery/delivery.ts';

/** The step of a line. Throws where the payload has none: who made the delivery has a bug. */
export function stepOf(delivery: Delivery): CardStep {
  const step = entryOf(delivery, 'step');
  if (isStep(step)) return step;
  throw mistake(delivery, 'step');
}

function isStep(value: unknown): value is CardStep {
  return typeof value === 'object' && value !== null && 'key' in value && typeof value.key === 'string';
}

/** Throws where there is none, as below. */
export function textOf(delivery: Delivery, name: string): string {
  const value = entryOf(delivery, name);
  if (typeof value === 'string') return value;
  throw mistake(delivery, name);
}

export function numberOf(delivery: Delivery, name: string): number {
  const value = entryOf(delivery, name);
  if (typeof value === 'number') return value;
  throw mistake(delivery, name);
}

function entryOf({ payload }: Delivery, name: string): unknown {
  if (typeof payload !== 'object' || payload === null) return undefined;
  return Object.entries(payload).find(([key]) => key === name)?.[1];
}

function mistake({ id, kind }: Delivery, name: string): Error {
  return new Error(`the payload of the delivery ${id} (${kind}) has no ${name}`);
}
