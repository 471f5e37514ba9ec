import type { Clock } from '../../../ports/clock.ts';

/** What was met already. Bounded: the oldest are forgotten. */
export type Seen = {
  /** True the first time that one of these ids is met; all of them are met then. */
  readonly isNew: (...ids: readonly string[]) => boolean;
  /** It came to nothing: it may come again. */
  readonly forget: (id: string) => void;
};

const MOST = 5000;

/** `span`: how long it is remembered at least while there is room, ms. Slack delivers anew for an hour at most. */
export function createSeen(now: Clock, span = 3_600_000): Seen {
  const met = new Map<string, number>();
  function forgetOld(at: number): void {
    for (const [id, since] of met) {
      if (met.size <= MOST && at - since < span) return;
      met.delete(id);
    }
  }
  return {
    isNew: (...ids) => {
      const at = now();
      forgetOld(at);
      const isNew = ids.every((id) => !met.has(id));
      for (const id of ids) if (!met.has(id)) met.set(id, at);
      return isNew;
    },
    forget: (id) => void met.delete(id),
  };
}
