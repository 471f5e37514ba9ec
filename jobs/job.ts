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
  readonly run: (data: Data, deps: Deps) => Promise<Report>;
};
