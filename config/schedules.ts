import type { Schedule } from '../src/domain/source/plan.ts';

/**
 * How often sources are asked. A source that fails, or brings nothing for long, is asked less often than that;
 * none is asked more often. LWN's feed, for one, asks for no more than two requests an hour.
 */
export const SCHEDULES: Readonly<Record<string, Schedule>> = {
  lists: { cron: '*/10 * * * *', zone: 'UTC', jitter: 90 },
  releases: { cron: '*/20 * * * *', zone: 'UTC', jitter: 120 },
  commits: { cron: '*/30 * * * *', zone: 'UTC', jitter: 120 },
  advisories: { cron: '17 * * * *', zone: 'UTC', jitter: 300 },
  news: { cron: '7,37 * * * *', zone: 'UTC', jitter: 300 },
  pages: { cron: '23 */6 * * *', zone: 'UTC', jitter: 600 },
};
