import type { DeliverDeps } from '../../pipeline/delivering/deps.ts';
import type { IssueDeps } from '../../pipeline/issuing/issue-digests.ts';
import type { MatchDeps } from '../../pipeline/matching/deps.ts';
import type { FrontHealth } from '../../ports/chat.ts';
import type { Queue } from '../../ports/queue.ts';
import type { Counting } from '../../web/counts.ts';
import type { Web } from '../../web/server.ts';
import type { ChatPlans } from '../chat/plan.ts';
import type { Following } from '../following.ts';
import type { Part } from '../roles.ts';

/** All that the daemon works with. */
export type Service = {
  readonly parts: ReadonlySet<Part>;
  readonly following: Following;
  readonly queue: Queue;
  /** How many tries a process takes at a time; those that wait for their host count. */
  readonly triesAtOnce: number;
  readonly match: MatchDeps;
  readonly deliver: DeliverDeps;
  readonly issue: Omit<IssueDeps, 'caughtUp'>;
  readonly counts: Counting;
  /** `listen`: undefined where the chat listens, and hands on what is asked of the pages. */
  readonly web: { readonly pages: Web; readonly listen: Listen | undefined } | undefined;
  /** undefined: not this process's part, or nothing to speak to is set up. */
  readonly chat: ChatPlans | undefined;
  readonly fronts: FrontBoard;
};

/** How the fronts of the chat stand, for whoever asks. */
export type FrontBoard = { health: readonly FrontHealth[] };

export type Listen = {
  readonly port: number;
  readonly host: string;
  /** Whether the operator named the port: then it must be free. */
  readonly wanted: boolean;
};
