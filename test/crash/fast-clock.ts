/**
 * Loaded ahead of the program, by NODE_OPTIONS=--import: its clock and its timers run as many times as fast as
 * FAST_CLOCK says ("<ms of the machine's clock at which both are the same>:<times>"), so that a minute's work can be
 * waited for.
 */
export type FastClock = { readonly now: () => number; readonly env: Readonly<Record<string, string>> };

const realNow = Date.now;
const fast = (from: number, times: number): number => from + (realNow() - from) * times;

/** A clock for the test, and what makes the program's go with it. */
export function createFastClock(times: number): FastClock {
  const from = realNow();
  return {
    now: () => fast(from, times),
    env: { NODE_OPTIONS: `--import ${import.meta.url}`, FAST_CLOCK: `${from}:${times}` },
  };
}

function speedUp(from: number, times: number): void {
  const now = (): number => Math.floor(fast(from, times));
  const wait = globalThis.setTimeout;
  const repeat = globalThis.setInterval;
  const Calendar = globalThis.Date;
  globalThis.Date = new Proxy(Calendar, {
    construct: (target, words, self) => Reflect.construct(target, words.length === 0 ? [now()] : words, self),
    get: (target, name, self) => (name === 'now' ? now : Reflect.get(target, name, self)),
  });
  const sooner = (delay: unknown): number => Number(delay ?? 0) / times;
  globalThis.setTimeout = new Proxy(wait, {
    apply: (target, self, [act, delay, ...words]) =>
      Reflect.apply(target, self, [act, sooner(delay), ...words]),
  });
  globalThis.setInterval = new Proxy(repeat, {
    apply: (target, self, [act, delay, ...words]) =>
      Reflect.apply(target, self, [act, sooner(delay), ...words]),
  });
}

const [from, times] = (process.env.FAST_CLOCK ?? '').split(':').map(Number);
if (from !== undefined && times !== undefined) speedUp(from, times);
