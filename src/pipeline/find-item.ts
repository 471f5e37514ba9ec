import { canonicalUrl } from '../domain/item/canonical-url.ts';
import type { KnownItem } from '../domain/item/item.ts';
import { keyOf } from '../domain/thread.ts';
import type { Store } from '../ports/store.ts';

const CVE = /^CVE-\d{4}-\d{4,7}$/i;
const COMMIT = /^[0-9a-f]{40}$/i;
const VERSION = /^v?(\d{1,3}\.\d{1,4}(?:\.\d{1,4})?(?:-rc\d{1,3})?|next-\d{8})$/;

/** Whether the words name something that is no mail: a CVE, a commit, a version. */
export function namesItem(asked: string): boolean {
  return CVE.test(asked) || COMMIT.test(asked) || VERSION.test(asked);
}

/** What a person means by a CVE id, a commit id, a version, or the address of an article; undefined: not stored. */
export function findItem(store: Pick<Store, 'item' | 'items'>, asked: string): KnownItem | undefined {
  if (CVE.test(asked)) return store.item('advisory', asked.toUpperCase());
  if (COMMIT.test(asked)) return store.item('commit', asked.toLowerCase());
  const version = VERSION.exec(asked)?.[1];
  if (version !== undefined) return store.item('release', version);
  const url = canonicalUrl(asked);
  if (url === undefined) return undefined;
  const found = store.items({ kinds: ['article'], keys: [keyOf(url)] });
  return found.find(({ item }) => item.url === url) ?? found[0];
}
