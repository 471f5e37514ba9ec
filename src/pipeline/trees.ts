import type { Commit } from '../domain/item/commit.ts';
import { itemDate } from '../domain/item/subject.ts';
import { type SeriesMail, subjectLine } from '../domain/series/mail.ts';
import { pullTagKey, readMergedTag } from '../domain/series/pull-tag.ts';
import { type FinalRelease, isFinal, type TreeCommit, type Trees } from '../domain/series/shipped.ts';
import { titleKey } from '../domain/series/title.ts';
import { keyOf } from '../domain/thread.ts';
import type { Store } from '../ports/store.ts';

export type TreeStore = Pick<Store, 'items'>;

/** What trees and releases show of these mails' patches, as it was known at `until` (ms). */
export function treesOf(store: TreeStore, mails: readonly SeriesMail[], until: number): Trees {
  const posted = mails.filter(({ posting }) => posting !== undefined);
  const asked = mails.flatMap(({ said }) => (said.tag === undefined ? [] : (pullTagKey(said.tag) ?? [])));
  const keys = new Set([
    ...posted.flatMap((mail) => [mail.key, titleKey(subjectLine(mail).title)]),
    ...asked,
  ]);
  const commits = new Map<number, TreeCommit[]>();
  for (const known of keys.size === 0 ? [] : store.items({ kinds: ['commit'], keys: [...keys] })) {
    const { item, firstSeen } = known;
    if (itemDate(known) >= until) continue;
    for (const key of keysOf(item)) {
      const others = commits.get(key);
      if (others) others.push({ ...item, firstSeen });
      else commits.set(key, [{ ...item, firstSeen }]);
    }
  }
  return { commits, ...releasesOf(store, until) };
}

function keysOf({ subject, links, merge }: Commit): Set<number> {
  const tag = merge ? readMergedTag(subject) : undefined;
  const own = tag === undefined ? titleKey(subject) : pullTagKey(tag);
  return new Set([...(own === undefined ? [] : [own]), ...links.map((id) => keyOf(id))]);
}

/** Every release with its date: finals of mainline, oldest first, and a look-up of any. */
function releasesOf(store: TreeStore, until: number): Pick<Trees, 'finals' | 'releasedAt'> {
  const dates = new Map<string, number>();
  for (const { item } of store.items({ kinds: ['release'] })) {
    if (item.date !== undefined && item.date < until) dates.set(item.id, item.date);
  }
  const finals = [...dates].flatMap(([version, date]): FinalRelease[] =>
    isFinal(version) ? [{ version, date }] : [],
  );
  return { finals: finals.sort((a, b) => a.date - b.date), releasedAt: (version) => dates.get(version) };
}
