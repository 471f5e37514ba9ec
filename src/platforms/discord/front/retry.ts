/** Pauses between tries, ms; the last one again and again. */
const PAUSES = [5000, 15_000, 60_000, 300_000] as const;

/**
 * Does the work now, and again after a while where it says `again`, until `signal`. Resolves after the first try.
 * Rejects as the work does, the first time; later ones tell their faults themselves.
 */
export async function untilDone(work: () => Promise<'done' | 'again'>, signal: AbortSignal): Promise<void> {
  const attempt = async (tries: number): Promise<void> => {
    if ((await work()) === 'done' || signal.aborted) return;
    const timer = setTimeout(() => void attempt(tries + 1).catch(() => undefined), PAUSES[tries] ?? 300_000);
    timer.unref();
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  };
  await attempt(0);
}
