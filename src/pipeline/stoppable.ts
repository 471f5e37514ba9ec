import type { ArchiveReader, ReadPlan } from '../ports/archive.ts';
import { ArchiveError } from '../ports/errors.ts';
import { untilStopped } from './until-stopped.ts';

export type StoppableReader = {
  readonly reader: ArchiveReader;
  /** Why the archive broke off before its end; undefined: it did not. */
  readonly broke: () => ArchiveError | undefined;
};

/** The same archive, that ends in the middle when the signal says so; and that remembers how it ended. */
export function makeStoppable(reader: ArchiveReader, signal: AbortSignal): StoppableReader {
  let broke: ArchiveError | undefined;
  const guard = (plan: ReadPlan): ReadPlan => ({
    ...plan,
    mails: async function* (known) {
      try {
        yield* untilStopped(plan.mails(known), signal);
        if (signal.aborted) throw new ArchiveError(`${reader.ref.locator}: stopped in the middle`);
      } catch (error) {
        if (error instanceof ArchiveError) broke = error;
        throw error;
      }
    },
  });
  return {
    reader: {
      ref: reader.ref,
      plan: async (cursor, options) => {
        const plan = await reader.plan(cursor, options);
        return plan === undefined ? undefined : guard(plan);
      },
    },
    broke: () => broke,
  };
}
