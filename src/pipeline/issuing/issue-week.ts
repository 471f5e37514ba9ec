import { createHmac } from 'node:crypto';
import { WEEK } from '../../domain/compose/period.ts';
import { ALL } from '../../domain/filter/ast.ts';
import { composeDigest } from '../digest.ts';
import type { IssueDeps } from './issue-digests.ts';

/** 1970-01-05 was a Monday. */
const FIRST_MONDAY = 4 * 86_400_000;

/**
 * Makes the public digest of the last whole week (Monday to Monday, UTC) for the feeds, where it is not there yet. False
 * where there was nothing to make: it is there, nothing was read of the week, or the sources were not asked yet.
 */
export function issueWeek(deps: IssueDeps, now: number): boolean {
  const { store } = deps;
  const until = Math.floor((now - FIRST_MONDAY) / WEEK) * WEEK + FIRST_MONDAY;
  const since = until - WEEK;
  const id = createHmac('sha256', store.secret()).update(`week ${until}`).digest('base64url').slice(0, 22);
  if (store.issue(id) !== undefined || !deps.caughtUp()) return false;
  const span = store.span();
  if (span === undefined || span.since >= until || span.until < since) return false;
  const news = { after: store.newsAt(since), upTo: store.newsAt(until) };
  const digest = composeDigest(deps, { period: { since, until }, filter: ALL, news });
  store.saveIssue({ id, filter: '', since, until, digest });
  return true;
}
