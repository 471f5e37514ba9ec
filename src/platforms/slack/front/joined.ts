import type { types } from '@slack/bolt';

/** The same work for the same thing that came twice: begun once. */
export type Joined = (id: string, begin: () => Promise<types.ModalView>) => Promise<types.ModalView>;

const MOST = 200;

export function createJoined(): Joined {
  const begun = new Map<string, Promise<types.ModalView>>();
  return (id, begin) => {
    const known = begun.get(id);
    if (known) return known;
    const work = begin();
    begun.set(id, work);
    for (const old of begun.keys()) {
      if (begun.size <= MOST) break;
      begun.delete(old);
    }
    return work;
  };
}
