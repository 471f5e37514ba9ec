/**
 * The same values, until the signal says stop: then it ends at once, even where the source hangs. Whether all
 * was told is for the signal to say.
 */
export async function* untilStopped<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const { promise: stopped, resolve } = Promise.withResolvers<'stopped'>();
  const stop = (): void => resolve('stopped');
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  const values = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([stopped, values.next()]);
      if (next === 'stopped' || next.done === true) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    // Not waited for: what hangs would hold up its end as well.
    values.return?.().catch(() => undefined);
  }
}
