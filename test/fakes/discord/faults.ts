import type { DiscordFault, FaultHandle } from './types.ts';

export type Strike = {
  readonly fault: DiscordFault;
  /** Resolves when it may go on. */
  readonly released: Promise<void>;
};

type Armed = {
  readonly where: string;
  readonly fault: DiscordFault;
  left: number;
  struck: number;
  readonly released: Promise<void>;
  readonly release: () => void;
  readonly hit: () => void;
};

const bare = (route: string): string => route.replaceAll(/\{[^}]*\}/g, '{}');

/** What goes wrong, in the order in which it was asked for. */
export class Faults {
  #armed: Armed[] = [];
  readonly #all: Armed[] = [];

  add(where: string, fault: DiscordFault): FaultHandle {
    const released = Promise.withResolvers<void>();
    const hit = Promise.withResolvers<void>();
    const armed: Armed = {
      where: bare(where),
      fault,
      left: fault.times ?? 1,
      struck: 0,
      released: released.promise,
      release: () => released.resolve(),
      hit: () => hit.resolve(),
    };
    this.#armed.push(armed);
    this.#all.push(armed);
    return {
      struck: () => armed.struck,
      hit: hit.promise,
      release: armed.release,
      lift: () => {
        armed.left = 0;
        armed.release();
      },
    };
  }

  take(method: string, route: string, path: string): Strike | undefined {
    const names = [`${method} ${bare(route)}`, bare(route), '*'];
    const armed = this.#armed.find(
      ({ where, fault, left }) => left > 0 && names.includes(where) && path.includes(fault.within ?? ''),
    );
    if (!armed) return undefined;
    armed.left--;
    armed.struck++;
    armed.hit();
    this.#armed = this.#armed.filter(({ left }) => left > 0);
    return { fault: armed.fault, released: armed.released };
  }

  releaseAll(): void {
    for (const { release } of this.#all) release();
  }
}
