import { type Calm, calmNotices } from '../../domain/delivery/calm-notices.ts';
import { joinNotices, type Outage } from '../../domain/delivery/join-notices.ts';
import type { Notice } from '../../domain/source/state.ts';
import { ADMIN_SUBSCRIPTION } from '../../domain/subscription/subscription.ts';
import type { Target } from '../../domain/subscription/target.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Memory } from '../../ports/source.ts';
import type { Store } from '../../ports/store.ts';

/** Where the outage is remembered that was told as one, and how much was told of late. No source has such names. */
const PLACE = 'lorewatch:outage';
const CALM = 'lorewatch:notices';

export type NoticeDeps = {
  readonly store: Pick<
    Store,
    'atomically' | 'untoldNotices' | 'markTold' | 'enqueue' | 'sourceStates' | 'memoryOf' | 'remind'
  >;
  readonly now: Clock;
  /** Ids of the sources that are followed; undefined: of all that are known. */
  readonly followed?: readonly string[];
  readonly admin: Target | undefined;
};

/**
 * Brings what the operator has to know on its way to the admin target, in one transaction with that it was told; many
 * sources that fail together are one notice. Gives it back to be logged: where there is no admin target, that is all
 * that becomes of it.
 */
export function queueNotices({ store, now, followed, admin }: NoticeDeps): readonly Notice[] {
  if (store.untoldNotices().length === 0 && readOutage(store.memoryOf(PLACE)) === undefined) return [];
  return store.atomically(() => {
    const untold = store.untoldNotices();
    const states = store.sourceStates().filter(({ id }) => followed?.includes(id) ?? true);
    const before = readOutage(store.memoryOf(PLACE));
    const { tell: joined, outage } = joinNotices(untold, { states, outage: before, now: now() });
    const { tell, calm } = calmNotices(joined, readCalm(store.memoryOf(CALM)), now());
    store.remind(CALM, { ...calm });
    if (outage !== undefined || before !== undefined) store.remind(PLACE, outage ? { ...outage } : {});
    if (admin !== undefined) for (const notice of tell) enqueue(store, admin, notice, now());
    store.markTold(untold.map(({ key }) => key));
    return tell;
  });
}

function enqueue(store: NoticeDeps['store'], { text: target }: Target, notice: Notice, due: number): void {
  store.enqueue({
    subscription: ADMIN_SUBSCRIPTION,
    event: `notice ${notice.key}`,
    kind: 'notice',
    target,
    lane: target,
    subject: undefined,
    payload: { text: notice.text },
    due,
  });
}

function readOutage(memory: Memory | undefined): Outage | undefined {
  const { since, sources } = memory ?? {};
  if (typeof since !== 'number' || !Array.isArray(sources)) return undefined;
  return { since, sources: sources.filter((source) => typeof source === 'string') };
}

function readCalm(memory: Memory | undefined): Calm | undefined {
  const { window, told } = memory ?? {};
  return typeof window === 'number' && typeof told === 'number' ? { window, told } : undefined;
}
