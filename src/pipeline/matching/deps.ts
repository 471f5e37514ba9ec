import type { PlatformId } from '../../domain/subscription/target.ts';
import type { Topic } from '../../domain/topic.ts';
import type { Clock } from '../../ports/clock.ts';
import type { PlatformSkills } from '../../ports/platform.ts';
import type { Store } from '../../ports/store.ts';

export type MatchDeps = {
  readonly store: Store;
  readonly topic: Topic;
  /** Where mails are shown: `https://lore.kernel.org`. */
  readonly lore: string;
  readonly now: Clock;
  /** undefined where the platform is not set up. */
  readonly skills: (platform: PlatformId) => PlatformSkills | undefined;
  /** Gets mistakes of the program. */
  readonly onMistake?: (what: string, error: unknown) => void;
};
