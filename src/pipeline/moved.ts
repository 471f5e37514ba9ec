import { inPeriod, type Period } from '../domain/compose/period.ts';
import type { KnownItem } from '../domain/item/item.ts';
import type { Topic } from '../domain/topic.ts';
import type { NewsSpan } from '../ports/outbox.ts';
import type { Store, StoredMail } from '../ports/store.ts';
import { findMail } from './answer.ts';
import { listMilestones, type MilestoneStore } from './milestones.ts';

/**
 * The mails of milestones that a tree or a release brought on in the period, although nobody wrote a mail about it:
 * the first release built with something is news on a day when its series is long forgotten.
 */
export function movedInSilence(
  store: MilestoneStore & Pick<Store, 'items' | 'itemsLearned'>,
  topic: Topic,
  period: Period,
  news?: NewsSpan,
): StoredMail[] {
  const { since, until } = period;
  const isTree = ({ item }: KnownItem): boolean => item.kind === 'release' || item.kind === 'commit';
  const dated = store.items({ kinds: ['release', 'commit'], since, until, limit: 1 });
  // Without a release or a commit in the period nothing moves but by mail.
  if (dated.length === 0 && !(news && store.itemsLearned(news).some(isTree))) return [];
  const moved = listMilestones(store, topic, { now: until - 1 }).filter(({ steps }) =>
    steps.some((step) => SILENT.has(step.step) && inPeriod(period, step)),
  );
  return moved.flatMap(({ mails }) => mails.flatMap((id) => findMail(store, id) ?? []));
}

const SILENT: ReadonlySet<string> = new Set(['merged', 'released']);
