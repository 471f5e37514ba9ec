import type { LoreMail } from './ledger.ts';

/** Mails as they come in one after the other. `start` and `step` in ms. */
export function arriving(mails: readonly Buffer[], start: number, step = 60_000): LoreMail[] {
  return mails.map((bytes, n) => ({ bytes, arrived: start + n * step }));
}
