import type { DeliveryState } from '../../src/domain/delivery/delivery.ts';
import type { Settled } from '../../src/ports/outbox.ts';

type Known = {
  id: number;
  lane: string;
  subscription: number;
  state: DeliveryState;
  due: number;
  attempts: number;
};
type Lane = { until: number; held: { owner: string; lease: number; id: number } | undefined };

/** What a store of deliveries has to do, as plainly as it can be said. Nothing in it is fast. */
export class DeliveryModel {
  readonly all: Known[] = [];
  readonly #lanes = new Map<string, Lane>();
  readonly #paused = new Set<number>();
  brake = false;

  lane(name: string): Lane {
    return this.#lanes.get(name) ?? { until: 0, held: undefined };
  }
  get lanes(): string[] {
    return [...this.#lanes.keys()].sort();
  }
  waiting(lane: string): Known[] {
    return this.all.filter((one) => one.lane === lane && (one.state === 'pending' || one.state === 'failed'));
  }
  add(id: number, lane: string, subscription: number, due: number): void {
    this.#lanes.set(lane, this.lane(lane));
    const state = this.#paused.has(subscription) ? 'suppressed' : 'pending';
    this.all.push({ id, lane, subscription, state, due, attempts: 0 });
  }
  /** The id that a claim has to give. */
  claim(name: string, owner: string, lease: number, now: number): number | undefined {
    const lane = this.lane(name);
    const first = this.waiting(name).find(({ due }) => due <= now);
    if (this.brake || lane.held || lane.until > now || !first) return undefined;
    lane.held = { owner, lease, id: first.id };
    first.state = 'sending';
    first.attempts += 1;
    return first.id;
  }
  isLost(name: string, now: number, alive: ReadonlySet<string>): boolean {
    const { held } = this.lane(name);
    return held !== undefined && (held.lease <= now || !alive.has(held.owner));
  }
  settle(id: number, owner: string, { state, due, laneUntil }: Settled): DeliveryState | undefined {
    const one = this.all.find((other) => other.id === id);
    const lane = one && this.lane(one.lane);
    if (!one || !lane?.held || lane.held.owner !== owner || lane.held.id !== id) return undefined;
    lane.held = undefined;
    lane.until = Math.max(lane.until, laneUntil ?? 0);
    const isStopped = state === 'failed' && this.#paused.has(one.subscription);
    one.state = isStopped ? 'suppressed' : state;
    if (state === 'failed' && !isStopped) one.due = due ?? one.due;
    return one.state;
  }
  retry(id: number, now: number): boolean {
    const one = this.all.find((other) => other.id === id);
    if (!one || !['dead', 'failed', 'uncertain', 'suppressed'].includes(one.state)) return false;
    Object.assign(one, { state: 'pending', due: now, attempts: 0 });
    return true;
  }
  discard(id: number): boolean {
    const one = this.all.find((other) => other.id === id);
    if (!one || !['pending', 'failed', 'dead', 'uncertain'].includes(one.state)) return false;
    one.state = 'suppressed';
    return true;
  }
  pause(subscription: number): void {
    this.#paused.add(subscription);
    for (const one of this.all) {
      const waits = one.state === 'pending' || one.state === 'failed';
      if (one.subscription === subscription && waits) one.state = 'suppressed';
    }
  }
  resume(subscription: number): void {
    this.#paused.delete(subscription);
  }
  /** Free lanes by when their next delivery may go. */
  dueLanes(now: number): string[] {
    if (this.brake) return [];
    return this.lanes.filter((name) => {
      const { held, until } = this.lane(name);
      return !held && until <= now && this.waiting(name).some(({ due }) => due <= now);
    });
  }
  /** Where nothing is due now. */
  nextDue(): number | undefined {
    const times = this.lanes.flatMap((name) => {
      const { held, until } = this.lane(name);
      const dues = this.waiting(name).map(({ due }) => due);
      return held || dues.length === 0 ? [] : [Math.max(until, Math.min(...dues))];
    });
    return this.brake || times.length === 0 ? undefined : Math.min(...times);
  }
}
