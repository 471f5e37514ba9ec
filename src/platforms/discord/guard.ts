/** Discord shuts out an address for 10,000 of them in ten minutes (docs, Rate Limits): it is never let come near. */
const MOST = 500;
const WINDOW = 10 * 60_000;
/** A token that was refused is not shown again for so long, ms: whoever asks learns of it at once. */
const TOKEN_REST = 60_000;

/** Counts requests that were refused with 401, 403 or 429, and says when there were too many. Times in ms. */
export type Guard = {
  readonly note: (status: number, isShared: boolean, now: number) => void;
  /** Until when nothing more may be asked; undefined: all is well. */
  readonly stoppedUntil: (now: number) => number | undefined;
  /** Whether the token was refused a moment ago. */
  readonly isTokenRefused: (now: number) => boolean;
};

export function createGuard(most: number = MOST): Guard {
  let since = Number.NEGATIVE_INFINITY;
  let count = 0;
  let refusedAt = Number.NEGATIVE_INFINITY;
  return {
    note: (status, isShared, now) => {
      if (status === 401) refusedAt = now;
      // A limit that is shared with others is nobody's fault.
      if ((status !== 401 && status !== 403 && status !== 429) || isShared) return;
      if (now - since >= WINDOW) {
        since = now;
        count = 0;
      }
      count++;
    },
    stoppedUntil: (now) => (count >= most && now - since < WINDOW ? since + WINDOW : undefined),
    // A clock that was set back must not keep it away.
    isTokenRefused: (now) => Math.abs(now - refusedAt) < TOKEN_REST,
  };
}
