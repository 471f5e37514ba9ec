/** A source that is asked for its next batch before it is wanted. */
export type Ahead<T> = {
  /** Gives the batch that came to `use`, and then asks for the next one; false where none came yet. */
  readonly take: (use: (batch: T) => void) => boolean;
  /** True when all was taken. */
  readonly isOver: () => boolean;
  /** Throws what ended the source before its time. */
  readonly check: () => void;
  readonly close: () => Promise<void>;
};

/** Reads one batch ahead; `came` is called for each batch, and at the end. */
export function readAhead<T>(source: AsyncIterable<T>, came: () => void): Ahead<T> {
  const reading = source[Symbol.asyncIterator]();
  let batch: { readonly value: T } | undefined;
  let end: { readonly error?: unknown } | undefined;

  function ask(): void {
    reading
      .next()
      .then(
        ({ done, value }) => {
          if (done) end = {};
          else batch = { value };
        },
        (error: unknown) => {
          end = { error };
        },
      )
      .finally(came);
  }
  ask();
  return {
    take: (use) => {
      if (batch === undefined) return false;
      use(batch.value);
      batch = undefined;
      ask();
      return true;
    },
    isOver: () => end !== undefined && batch === undefined,
    check: () => {
      if (end && 'error' in end) throw end.error;
    },
    close: async () => {
      await reading.return?.();
    },
  };
}
