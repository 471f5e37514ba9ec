import type { LinkTo } from '../compose/entry.ts';
import type { Commit } from '../item/commit.ts';
import type { KnownItem } from '../item/item.ts';
import { itemDate } from '../item/subject.ts';
import { bound, boundAddress } from './bound.ts';
import type { Card } from './card.ts';
import { count } from './facts.ts';
import { cardOfItem, step } from './item-card.ts';
import { inOrder, type Timed } from './order.ts';

/** The card of a commit that no mail on the lists brought. */
export function cardOfCommit(known: KnownItem<Commit>, link: LinkTo): Card {
  const { id, tree, release, files, author } = known.item;
  const page = commitPage(known.item);
  const isMainline = tree === 'mainline';
  // A candidate is no release.
  const isOut = release !== undefined && !/-rc\d/.test(release);
  const text = isMainline ? 'merged into mainline' : bound(`in ${tree}`);
  return {
    ...cardOfItem(known, page),
    kind: 'commit',
    author: boundAddress(author),
    state: isOut ? 'released' : isMainline ? 'merged' : text,
    facts: [
      `commit ${id.slice(0, 12)}`,
      ...(files ? [count(files.length, 'file', 'files')] : []),
      ...(release === undefined ? [] : [bound(`${isOut ? 'released with' : 'in'} ${release}`)]),
    ],
    steps: inOrder([
      ...postedStep(known.item, link),
      step('merged', isMainline ? 'merged' : 'applied', text, itemDate(known), page),
    ]),
  };
}

/** It was posted about when it was written. */
function postedStep({ links: [mail], date }: Commit, link: LinkTo): Timed[] {
  if (mail === undefined || date === undefined) return [];
  return [step('posted', 'posted', 'posted', date, link({ messageId: mail, lists: [] }))];
}

/** The short addresses that kernel.org keeps for commits: `git.kernel.org/torvalds/c/<id>`, `/stable/c/<id>`. */
function commitPage({ id, tree }: Commit): string {
  const path = tree === 'mainline' ? 'torvalds' : tree.startsWith('linux-next') ? 'next' : 'stable';
  return `https://git.kernel.org/${path}/c/${encodeURIComponent(id)}`;
}
