import type { Delivery, DeliveryState } from '../../domain/delivery/delivery.ts';
import type { Subscription } from '../../domain/subscription/subscription.ts';
import type { Target } from '../../domain/subscription/target.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Platforms } from '../../ports/platform.ts';
import type { Store } from '../../ports/store.ts';

export type DeliverDeps = {
  readonly store: Store;
  /** Those that are set up. */
  readonly platforms: Platforms;
  readonly now: Clock;
  /** The name of this process among those that share the store. */
  readonly owner: string;
  readonly isAlive: (owner: string) => boolean;
  /** 0..1 */
  readonly random: () => number;
  /** Pages on the web; undefined where there is no public address. */
  readonly links: {
    readonly issueUrl: (id: string) => string | undefined;
    readonly unsubscribeUrl: (subscription: Subscription) => string | undefined;
  };
  /** Where the operator is told; undefined: in the log alone. */
  readonly admin: Target | undefined;
  /** Gets bugs: what a platform or a handler threw. `what` names the delivery; the error may hold secrets. */
  readonly onMistake: (what: string, error: unknown) => void;
  /** Gets each delivery after it was settled: for logs and counts. `target` and `lane` may hold a secret. */
  readonly onSettled?: (delivery: Delivery) => void;
};

/** What became of a lane's deliveries. */
export type LaneReport = {
  readonly ended: Readonly<Partial<Record<DeliveryState, number>>>;
  /** Settled by somebody else, who took this process for dead. */
  readonly lost: number;
  /** It stopped because its slice was used up; there may be more. */
  readonly more: boolean;
};
