import { z } from 'zod';
import type { RunDeps, RunOptions } from '../src/pipeline/run-deps.ts';
import type { RunReport } from '../src/pipeline/run-report.ts';
import { runSource } from '../src/pipeline/run-source.ts';
import type { Source } from '../src/ports/source.ts';
import type { Job } from './job.ts';

const data = z.strictObject({
  /** Id of a source. */
  source: z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/),
  /** The tick of its schedule that set it off, ms; undefined: somebody asked for it. */
  tick: z.int().optional(),
});

type Ingest = z.infer<typeof data>;
type Deps = {
  readonly deps: RunDeps;
  readonly options: RunOptions;
  readonly sourceOf: (id: string) => Source | undefined;
};

/** One try of one source. Throws where there is no such source: the catalog knows them all. */
export const ingestJob: Job<Ingest, Deps, RunReport> = {
  name: 'ingest',
  summary: 'asks one source for what is new, and stores it',
  trigger: 'each tick of the schedule of the source; once for all the ticks that were missed',
  data,
  examples: [{ source: 'rust-for-linux', tick: Date.UTC(2026, 2, 30, 9, 10) }, { source: 'lwn' }],
  run: (raw, { deps, options, sourceOf }) => {
    const { source: id } = data.parse(raw);
    const source = sourceOf(id);
    if (source === undefined) throw new Error(`there is no source ${id}`);
    return runSource(deps, source, options);
  },
};
