import type { Authority } from '../domain/series/voices.ts';
import type { Topic } from '../domain/topic.ts';
import type { Store } from '../ports/store.ts';

/** Who is a maintainer: those whom the topic names, and those who send pull requests. */
export function createAuthority(store: Pick<Store, 'pullSenders'>, topic: Topic): Authority {
  const known = new Set([...topic.maintainers, ...store.pullSenders()].map((email) => email.toLowerCase()));
  return ({ email }) => known.has(email.toLowerCase());
}
