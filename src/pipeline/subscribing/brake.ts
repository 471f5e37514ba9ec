import type { Clock } from '../../ports/clock.ts';
import type { OutboxStore } from '../../ports/outbox.ts';

export type BrakeDeps = {
  readonly store: Pick<OutboxStore, 'atomically' | 'brake' | 'setBrake' | 'countDeliveries'>;
  readonly now: Clock;
};

export type Brake = { readonly since: number; readonly reason: string };

/** The emergency brake: nothing more is handed to any platform, everything waits. One that is on stays as it is. */
export function pullBrake(
  { store, now }: BrakeDeps,
  reason: string,
): { readonly brake: Brake; readonly isNew: boolean } {
  return store.atomically(() => {
    const known = store.brake();
    if (known) return { brake: known, isNew: false };
    const brake = { since: now(), reason };
    store.setBrake(brake);
    return { brake, isNew: true };
  });
}

/** Lets go; undefined where it was not on. `waiting`: how many posts go out now, or when they are due. */
export function releaseBrake({
  store,
}: BrakeDeps): { readonly brake: Brake; readonly waiting: number } | undefined {
  return store.atomically(() => {
    const brake = store.brake();
    if (!brake) return undefined;
    store.setBrake(undefined);
    const { pending = 0, failed = 0 } = store.countDeliveries();
    return { brake, waiting: pending + failed };
  });
}
