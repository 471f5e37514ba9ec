import { createHmac } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Filter } from '../../domain/filter/ast.ts';
import { parseFilter } from '../../domain/filter/parse.ts';
import type { Subscription } from '../../domain/subscription/subscription.ts';
import type { Clock } from '../../ports/clock.ts';
import { StoreError } from '../../ports/errors.ts';
import type { Issue } from '../../ports/issues.ts';
import type { NewDelivery } from '../../ports/outbox.ts';
import { composeFor } from '../digest.ts';
import { type DigestDeps, type DigestPeriod, openPeriod } from '../digest-period.ts';
import { type DueDigest, dueDigests } from './due-digests.ts';

export type IssueDeps = DigestDeps & {
  readonly now: Clock;
  /**
   * Whether the sources were asked since the process began. A digest that is late waits for that: it would lack
   * what was missed while nothing ran.
   */
  readonly caughtUp: () => boolean;
  /** A mistake of the program with one digest: the others are made. */
  readonly onMistake: (what: string, error: unknown) => void;
};

export type IssueReport = {
  /** Digests that were made: filters and periods that differ. */
  readonly issues: number;
  /** Deliveries that were queued. */
  readonly queued: number;
  /** Late ones that wait until the sources were asked. */
  readonly waiting: number;
};

/** Deliveries of one transaction. */
const SLICE = 500;

/**
 * Makes the digests that are due, and queues them: one for each (subscription, period), however often and by however
 * many processes it is called. Equal filters of one period share the digest. Stops between two when the signal says so.
 */
export async function issueDigests(deps: IssueDeps, now: number, signal: AbortSignal): Promise<IssueReport> {
  const { due, waiting } = dueDigests(deps.store, now, deps.caughtUp());
  let issues = 0;
  let queued = 0;
  for (const same of Map.groupBy(due, periodKey).values()) {
    const [first] = same;
    if (first === undefined) continue;
    let whole: DigestPeriod | undefined;
    for (const readers of Map.groupBy(same, ({ subscription }) => subscription.filter).values()) {
      if (signal.aborted) return { issues, queued, waiting };
      try {
        whole ??= openPeriod(deps, { since: first.since, until: first.until }, first.news);
        queued += issue(deps, whole, readers, now);
        issues++;
      } catch (error) {
        if (error instanceof StoreError) throw error;
        deps.onMistake(`the digest of subscription ${readers[0]?.subscription.id ?? ''}`, error);
      }
      // Others want the processor too.
      await setImmediate();
    }
  }
  return { issues, queued, waiting };
}

function periodKey({ since, until, news, zone }: DueDigest): string {
  return [since, until, news.after, news.upTo, zone].join(' ');
}

/** One digest for all its readers; gives how many were queued. */
function issue(deps: IssueDeps, whole: DigestPeriod, readers: readonly DueDigest[], now: number): number {
  const { store } = deps;
  const [first] = readers;
  if (first === undefined) return 0;
  const filter = readFilter(first.subscription.filter);
  const digest = composeFor(whole, filter, first.zone);
  const made = {
    id: issueId(store.secret(), first),
    filter: first.subscription.filter,
    since: first.since,
    until: first.until,
    digest,
  };
  let queued = 0;
  for (let at = 0; at < readers.length; at += SLICE) {
    const slice = readers.slice(at, at + SLICE);
    queued += store.atomically(() => {
      const saved = store.saveIssue(made);
      return slice.filter((reader) => queue(deps, reader, saved, now)).length;
    });
  }
  return queued;
}

/** Whoever was paused or served meanwhile is looked at again, in the transaction. */
function queue({ store }: IssueDeps, reader: DueDigest, { id }: Issue, now: number): boolean {
  const { name, until, news, subscription } = reader;
  const current = store.subscription(subscription.id);
  if (current === undefined || current.digestUntil >= until) return false;
  store.changeSubscription(current.id, { digestUntil: until, digestNews: news.upTo });
  const queued = store.enqueue({
    subscription: current.id,
    event: `digest ${name}`,
    kind: 'digest',
    target: current.target.text,
    lane: current.target.text,
    subject: undefined,
    payload: { issue: id },
    due: now,
    ...suppressed(current),
  });
  return queued !== undefined;
}

function suppressed({ state, reason }: Subscription): Pick<NewDelivery, 'suppressed'> {
  if (state === 'active') return {};
  return { suppressed: { as: state, reason: reason || `the subscription is ${state}` } };
}

/** Not to be guessed, and the same for the same digest. */
function issueId(secret: string, { subscription, ...due }: DueDigest): string {
  const name = ['digest', subscription.filter, periodKey({ subscription, ...due })].join('\n');
  return createHmac('sha256', secret).update(name).digest('base64url').slice(0, 22);
}

/** It was parsed when it was stored. */
function readFilter(text: string): Filter {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(`a stored filter cannot be read: ${text}`);
  return parsed.filter;
}
