import { writeSync } from 'node:fs';
import type { Store } from '../../src/ports/store.ts';

/** Counts what a child does, and ends it at one of its steps. */
export type Steps = {
  /** One step more; ends the process where it is the one. */
  readonly pass: (name: string) => void;
  /** One step more; true where somebody else has to end the process in it. */
  readonly isNext: (name: string) => boolean;
};

/** `killAt`: the number of the step, from 1; undefined: never. Says the name of that step before it ends. */
export function createSteps(killAt: number | undefined): Steps {
  let count = 0;
  const isNext = (name: string): boolean => {
    count++;
    if (count === killAt) writeSync(1, `${name}\n`);
    return count === killAt;
  };
  return {
    isNext,
    pass: (name) => {
      if (isNext(name)) process.kill(process.pid, 'SIGKILL');
    },
  };
}

/** A store whose transactions are steps: before, within, and after each. `phase` tells which it is. */
export function stepping(store: Store, steps: Steps, phase: () => string): Store {
  const around = <A extends readonly unknown[], R>(what: string, act: (...args: A) => R) => {
    return (...args: A): R => {
      steps.pass(`before ${what}`);
      const result = act(...args);
      steps.pass(`after ${what}`);
      return result;
    };
  };
  return {
    ...store,
    rememberItems: around('the items are remembered', store.rememberItems),
    saveSourceState: around('the state of the source is saved', store.saveSourceState),
    atomically: (act) => {
      const what = phase();
      steps.pass(`before ${what}`);
      const result = store.atomically(() => {
        const made = act();
        steps.pass(`within ${what}`);
        return made;
      });
      steps.pass(`after ${what}`);
      return result;
    },
    claim: (...args) => {
      const claimed = store.claim(...args);
      if (claimed) steps.pass('after it is claimed');
      return claimed;
    },
  };
}
