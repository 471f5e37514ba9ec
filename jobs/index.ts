import { ingestJob } from './ingest.ts';

/** All that is done by itself. */
export const JOBS = [ingestJob] as const;
