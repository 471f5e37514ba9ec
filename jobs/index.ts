import { deliverJob } from './deliver.ts';
import { digestJob } from './digest.ts';
import { ingestJob } from './ingest.ts';
import { matchJob } from './match.ts';

/** All that is done by itself. */
export const JOBS = [ingestJob, matchJob, digestJob, deliverJob] as const;
