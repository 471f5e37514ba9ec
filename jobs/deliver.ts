import { z } from 'zod';
import { type DeliverDeps, deliverLane, type LaneReport } from '../src/pipeline/delivering/deliver-lane.ts';
import type { Job } from './job.ts';

const data = z.strictObject({
  /** What is delivered in order, one at a time: a target. */
  lane: z.string().min(1).max(4000),
});

type Deps = { readonly deps: DeliverDeps; readonly signal: AbortSignal };

/** Works off what is due in one lane. */
export const deliverJob: Job<z.infer<typeof data>, Deps, LaneReport> = {
  name: 'deliver',
  summary: 'sends what is due to one target, in order',
  trigger: 'whenever something falls due',
  data,
  examples: [{ lane: 'mailto:team@example.org' }],
  run: (raw, { deps, signal }) => deliverLane(deps, data.parse(raw).lane, signal),
};
