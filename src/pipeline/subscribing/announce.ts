import { bound } from '../../domain/card/bound.ts';
import type { Subscription } from '../../domain/subscription/subscription.ts';
import type { PlatformId } from '../../domain/subscription/target.ts';
import type { Clock } from '../../ports/clock.ts';
import type { OutboxStore } from '../../ports/outbox.ts';
import { cadenceTold, nextDigestTold, specialOptions } from './told.ts';

/** Who changes something, by a name that is hostile text. */
export type Actor = { readonly name: string };

/** Whoever runs the program, from the command line. */
export const OPERATOR: Actor = { name: 'The operator of lorewatch' };

/** What was done to a subscription. `title`: of the one thing that it follows, hostile. */
export type Deed = { readonly title?: string | undefined } & (
  | { readonly what: 'subscribed' | 'changed' | 'removed' | 'paused' }
  /** `lifted`: it had been suspended. */
  | { readonly what: 'resumed'; readonly lifted: boolean }
);

export type AnnounceDeps = {
  readonly store: Pick<OutboxStore, 'enqueue'>;
  readonly now: Clock;
  /** Missing: the operator. */
  readonly by?: Actor | undefined;
};

/** Where others read along; a mailbox, a file and a webhook are nobody's to be told of his own order. */
const SHARED: ReadonlySet<PlatformId> = new Set(['slack', 'discord']);
const COMMAND = '/lorewatch';
const MAX_NAME = 40;
const MAX_FILTER = 160;
const MAX_TITLE = 100;

/**
 * Tells the place of a subscription what was done to it: through the outbox, in the transaction of the change, so that
 * it comes exactly once and in order. The subscription may be removed right after.
 */
export function announce({ store, now, by = OPERATOR }: AnnounceDeps, about: Subscription, deed: Deed): void {
  const { id, target } = about;
  if (!SHARED.has(target.platform)) return;
  const time = now();
  const text = announcement(by, about, deed, time);
  const name = `${deed.what} ${new Date(time).toISOString()}`;
  // Two changes of one moment are two events.
  for (let nth = 1; ; nth++) {
    const event = nth === 1 ? name : `${name} ${nth}`;
    const isNew = store.enqueue({
      subscription: id,
      event,
      kind: 'notice',
      target: target.text,
      lane: target.text,
      subject: undefined,
      payload: { text },
      due: time,
    });
    if (isNew !== undefined) return;
  }
}

/** The sentence that the place reads: "Ada subscribed to `milestone:any` here, as it happens. ...". */
export function announcement(by: Actor, about: Subscription, deed: Deed, now: number): string {
  const who = cleanName(by.name);
  const what = thing(about, deed.title);
  const { id } = about;
  switch (deed.what) {
    case 'subscribed': {
      const does = deed.title === undefined ? `subscribed to ${what} here` : `follows ${what} here`;
      return `${who} ${does}, ${terms(about, now)}. \`${COMMAND} subscriptions\` changes it.`;
    }
    case 'changed':
      return `${who} changed subscription ${id} here: it is ${what} now, ${terms(about, now)}. \`${COMMAND} subscriptions\` shows it.`;
    case 'paused':
      return `${who} paused subscription ${id} here, ${what}. \`${COMMAND} resume ${id}\` wakes it.`;
    case 'resumed':
      return deed.lifted
        ? `Subscription ${id}, ${what}, was suspended and goes on: ${who} woke it. \`${COMMAND} subscriptions\` shows it.`
        : `${who} resumed subscription ${id} here, ${what}. \`${COMMAND} subscriptions\` shows it.`;
    case 'removed':
      if (deed.title !== undefined)
        return `${who} ended the following of ${what} here. \`${COMMAND} follow\` takes it up again.`;
      return `${who} ended the subscription to ${what} here. \`${COMMAND} subscribe\` takes it up again.`;
  }
}

/** No control characters, and nothing that a platform could take for a mention or a mark. */
export function cleanName(name: string): string {
  return (
    bound(name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ').replace(/[@#<>&`*|]/g, ''), MAX_NAME) ||
    'Somebody'
  );
}

function thing({ filter }: Subscription, title: string | undefined): string {
  if (title !== undefined) return `“${bound(title.replaceAll('`', "'"), MAX_TITLE)}”`;
  return filter === '' ? 'everything' : `\`${bound(filter.replaceAll('`', "'"), MAX_FILTER)}\``;
}

/** "as it happens, at most 5 an hour", "weekly MON 09:00 UTC, first on Mon 6 Apr 09:00" */
function terms(about: Subscription, now: number): string {
  const next = nextDigestTold(about, now);
  return [
    cadenceTold(about.cadence),
    ...specialOptions(about.options),
    ...(next === undefined ? [] : [`the next digest on ${next}`]),
  ].join(', ');
}
