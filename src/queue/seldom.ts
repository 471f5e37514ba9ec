import type { Clock } from '../ports/clock.ts';

const PAUSE = 60_000;
/** Different errors that are remembered at a time. */
const MOST = 100;

type OnError = (id: string, error: unknown) => void;

/** Tells the same error of the same thing no more than once a minute: who tries again at once fails at once. */
export function seldom(onError: OnError, now: Clock): OnError {
  const told = new Map<string, number>();
  return (id, error) => {
    const key = `${id} ${error instanceof Error ? error.message : String(error)}`;
    const last = told.get(key);
    if (last !== undefined && Math.abs(now() - last) < PAUSE) return;
    if (told.size >= MOST) told.clear();
    told.set(key, now());
    onError(id, error);
  };
}
