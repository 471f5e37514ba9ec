import { z } from 'zod';
import { forgetOld } from '../src/pipeline/delivering/upkeep.ts';
import {
  lookAgain,
  type MatchDeps,
  type MatchReport,
  matchNews,
} from '../src/pipeline/matching/match-news.ts';
import type { Job } from './job.ts';

const data = z.strictObject({
  /** Once a day: looks at every open card again, and lets go of what grew old. */
  again: z.literal(1).optional(),
});

type Deps = { readonly deps: MatchDeps; readonly signal: AbortSignal };

/** Holds what became known against the subscriptions, and queues what is wanted. */
export const matchJob: Job<z.infer<typeof data>, Deps, MatchReport> = {
  name: 'match',
  summary: 'holds what became known against every subscription, and queues what is wanted',
  trigger:
    'after each try of a source that brought something, and each minute; once a day it looks at every open card again',
  data,
  examples: [{}, { again: 1 }],
  run: async (raw, { deps, signal }) => {
    const { again } = data.parse(raw);
    if (again === undefined) return matchNews(deps, signal);
    const report = await lookAgain(deps, signal);
    forgetOld(deps);
    return report;
  },
};
