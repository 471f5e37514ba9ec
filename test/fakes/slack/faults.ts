import type { Fault, FaultWhat, Json } from './types.ts';

export type Strike = {
  readonly what: FaultWhat;
  /** Resolves with `release`; `ended`: the fake was closed meanwhile. */
  readonly released: Promise<'released' | 'ended'>;
};

export type Faults = {
  readonly add: (method: string, what: FaultWhat) => Fault;
  /** The fault that meets this call. */
  readonly strike: (method: string, args: Json) => Strike | undefined;
  /** Lets go of everything that is stalled. */
  readonly end: () => void;
};

type Armed = {
  readonly method: string;
  readonly what: FaultWhat;
  left: number;
  hits: number;
  readonly met: () => void;
  readonly released: Promise<'released' | 'ended'>;
};

/** Bad days on demand: the first one that fits meets a call. */
export function createFaults(): Faults {
  const armed: Armed[] = [];
  const ends: (() => void)[] = [];
  return {
    add: (method, what) => {
      const { promise: met, resolve } = Promise.withResolvers<void>();
      const { promise: released, resolve: release } = Promise.withResolvers<'released' | 'ended'>();
      const fault: Armed = { method, what, left: what.times ?? 1, hits: 0, met: resolve, released };
      armed.push(fault);
      ends.push(() => release('ended'));
      return {
        release: () => {
          fault.left = 0;
          release('released');
        },
        hits: () => fault.hits,
        met,
      };
    },
    strike: (method, args) => {
      const fault = armed.find(
        (one) => one.left > 0 && ['*', method].includes(one.method) && (one.what.when?.(args) ?? true),
      );
      if (!fault) return undefined;
      fault.left--;
      fault.hits++;
      fault.met();
      return { what: fault.what, released: fault.released };
    },
    end: () => {
      for (const fault of armed) fault.left = 0;
      for (const end of ends) end();
    },
  };
}
