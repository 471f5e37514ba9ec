import type { Delivery } from '../../domain/delivery/delivery.ts';

/** How far something came on its way to a subscription. */
export const WHY_STAGES = [
  'not-stored',
  'not-kept',
  'history',
  'not-matched-yet',
  'filter',
  'not-about',
  'no-card-for-replies',
  'no-card-for-kind',
  'passed-over',
  'edited',
  'suppressed',
  'queued',
  'sending',
  'sent',
  'uncertain',
  'failed',
  'dead',
  'digest',
] as const;
export type WhyStage = (typeof WHY_STAGES)[number];

/** A stage, and a sentence for whoever asks; the delivery where there is one. */
export type Answer = { readonly stage: WhyStage; readonly text: string; readonly delivery?: Delivery };

/** What became of a delivery, to follow on its name. */
export function fateOf(delivery: Delivery): Answer {
  const { state, reason, due, sentAt, attempts } = delivery;
  const because = reason === '' ? '' : `: ${reason}`;
  switch (state) {
    case 'pending':
      return { stage: 'queued', text: `waits for its turn, not before ${iso(due)}`, delivery };
    case 'sending':
      return { stage: 'sending', text: 'is on its way', delivery };
    case 'sent':
      return { stage: 'sent', text: `was sent${sentAt === undefined ? '' : ` at ${iso(sentAt)}`}`, delivery };
    case 'uncertain':
      return { stage: 'uncertain', text: `may have arrived, nobody can tell${because}`, delivery };
    case 'failed':
      return {
        stage: 'failed',
        text: `did not arrive yet (${attempts} tries), next try ${iso(due)}${because}`,
        delivery,
      };
    case 'dead':
      return { stage: 'dead', text: `was given up${because}`, delivery };
    case 'suppressed':
      return { stage: 'suppressed', text: `was not to be sent${because}`, delivery };
  }
}

function iso(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
