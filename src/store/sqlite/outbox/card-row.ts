import type { Receipt } from '../../../domain/delivery/delivery.ts';
import { StoreError } from '../../../ports/errors.ts';
import type { StandingCard } from '../../../ports/outbox.ts';
import { readDoc } from '../items/rows.ts';
import type { Row } from '../rows.ts';

export function standingCard(row: Row): StandingCard {
  const subject = Number(row.subject);
  return {
    target: String(row.target),
    subject,
    subscription: Number(row.subscription),
    receipt:
      row.receipt === null ? undefined : readDoc<Receipt>(row.receipt, `the receipt of the card ${subject}`),
    version: Number(row.version),
    told: toldOf(row),
  };
}

/** Each key once, in the order in which they were told. */
export function packTold(keys: readonly string[]): string {
  return JSON.stringify([...new Set(keys)]);
}

export function toldOf({ told }: Row): string[] {
  const keys: unknown = parse(String(told));
  if (Array.isArray(keys) && keys.every((key) => typeof key === 'string')) return keys;
  throw new StoreError(
    'the store is damaged: what a card told cannot be read in it: restore a copy, or remove the store and fill it again',
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
