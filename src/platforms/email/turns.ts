/** Lets one after the other. */
export type Turns = {
  /** Gives what ends the turn; undefined where it did not come in time, or the signal came first. */
  readonly take: (ms: number, signal: AbortSignal) => Promise<(() => void) | undefined>;
};

export function createTurns(): Turns {
  const waiting: (() => void)[] = [];
  let busy = false;
  const release = (): void => {
    const next = waiting.shift();
    if (next) next();
    else busy = false;
  };
  const take: Turns['take'] = (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve(undefined);
      if (!busy) {
        busy = true;
        return resolve(onlyOnce(release));
      }
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', leave);
      };
      const enter = (): void => {
        end();
        resolve(onlyOnce(release));
      };
      const leave = (): void => {
        end();
        waiting.splice(waiting.indexOf(enter), 1);
        resolve(undefined);
      };
      const timer = setTimeout(leave, ms);
      signal.addEventListener('abort', leave, { once: true });
      waiting.push(enter);
    });
  return { take };
}

function onlyOnce(act: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    act();
  };
}
