import type { Topic } from '../domain/topic.ts';
import type { FetchBodies } from '../ports/archive.ts';
import type { Clock } from '../ports/clock.ts';
import type { Http } from '../ports/http.ts';
import type { FetchContext } from '../ports/source.ts';
import type { Store } from '../ports/store.ts';
import type { JudgeItems } from './items.ts';

export type RunDeps = {
  readonly store: Store;
  readonly topic: Topic;
  readonly fetchBodies: FetchBodies;
  readonly http: Http;
  readonly now: Clock;
  /** Who runs this process: `pid@host:nonce`. */
  readonly owner: string;
  /** Whether that process still runs; true where nobody can tell. */
  readonly isAlive: (owner: string) => boolean;
  /** The folder of a source; need not be there. */
  readonly folderOf: (source: string) => string;
  /** A new judge for each try. */
  readonly createJudge: () => JudgeItems;
  /** A mistake of the program: it is logged, and counts as a failure of the source. */
  readonly onMistake: (source: string, error: unknown) => void;
  /** 0..1 */
  readonly random: () => number;
};

export type RunOptions = {
  /** How far back, where it was never asked before, ms. */
  readonly since: number;
  readonly signal: AbortSignal;
  /** Between two ticks of its schedule, ms. */
  readonly interval: number;
  /** For the whole try, ms. Half an hour; six hours as long as it never succeeded. */
  readonly deadline?: number | undefined;
  readonly onProgress: FetchContext['onProgress'];
};
