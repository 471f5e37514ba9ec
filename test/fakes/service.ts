import { RUST } from '../../config/topics/rust/topic.ts';
import type { Service } from '../../src/cli/daemon/service.ts';
import type { Followed } from '../../src/cli/following.ts';
import type { Platform } from '../../src/ports/platform.ts';
import type { Store } from '../../src/ports/store.ts';
import { createMemoryQueue } from '../../src/queue/memory.ts';
import { createCounts } from '../../src/web/counts.ts';
import { following } from './following.ts';

/** A daemon in one process, without pages, that follows these sources and has these platforms. */
export function service(
  store: Store,
  sources: readonly Followed[],
  platforms: readonly Platform[] = [],
): Service {
  const followed = following(store, sources, Date.now);
  const { now, owner, isAlive } = followed.deps;
  const byId = new Map(platforms.map((platform) => [platform.id, platform]));
  const onMistake = (what: string, error: unknown): void => {
    throw new Error(what, { cause: error });
  };
  const lore = 'https://lore.example.org';
  return {
    parts: new Set(['scheduler', 'worker']),
    following: followed,
    queue: createMemoryQueue({
      onError: (id, error) => {
        throw new Error(id, { cause: error });
      },
    }),
    match: { store, topic: RUST, lore, now, skills: (id) => byId.get(id)?.can },
    issue: { store, topic: RUST, lore, now, onMistake },
    deliver: {
      store,
      platforms: byId,
      now,
      owner,
      isAlive,
      random: () => 0,
      admin: undefined,
      onMistake,
      links: { issueUrl: () => undefined, unsubscribeUrl: () => undefined },
    },
    triesAtOnce: 256,
    counts: createCounts(),
    web: undefined,
    chat: undefined,
    fronts: { health: [] },
  };
}
