import { z } from 'zod';
import { type IssueDeps, type IssueReport, issueDigests } from '../src/pipeline/issuing/issue-digests.ts';
import { issueWeek } from '../src/pipeline/issuing/issue-week.ts';
import type { Job } from './job.ts';

const data = z.strictObject({
  /** The minute that set it off, ms. */
  tick: z.int(),
});

type Deps = { readonly deps: IssueDeps; readonly signal: AbortSignal };

/** Makes the digests that are due by now, and queues them. */
export const digestJob: Job<z.infer<typeof data>, Deps, IssueReport> = {
  name: 'digest',
  summary:
    'makes the digests that are due, one for each subscription and period, and the public one of each week',
  trigger: 'each minute; what fell due while nothing ran is made once, and late',
  data,
  examples: [{ tick: Date.UTC(2026, 2, 30, 7, 0) }],
  run: async (raw, { deps, signal }) => {
    data.parse(raw);
    const report = await issueDigests(deps, deps.now(), signal);
    if (!signal.aborted) issueWeek(deps, deps.now());
    return report;
  },
};
