import type { z } from 'zod';

/** Something that is done by itself: what sets it off, what it needs to know, one call into the pipeline. */
export type Job<Data, Deps, Report> = {
  readonly name: string;
  readonly summary: string;
  /** In words, for the documentation. */
  readonly trigger: string;
  readonly data: z.ZodType<Data>;
  /** One of each shape. */
  readonly examples: readonly Data[];
  /** Checks the data first: it may come from another process. Throws where it is not what `data` says. */
  readonly run: (data: unknown, deps: Deps) => Promise<Report>;
};
