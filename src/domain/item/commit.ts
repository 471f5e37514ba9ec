import type { Address } from '../address.ts';
import type { MessageId } from '../ids.ts';

/** A commit as a changelog, a feed or a clone tells it. Times in ms UTC. */
export type Commit = {
  readonly kind: 'commit';
  /** 40 hex digits. */
  readonly id: string;
  readonly subject: string;
  readonly author: Address;
  /** When it was written. */
  readonly date: number | undefined;
  /** When it came into its tree, where the source tells. */
  readonly committed: number | undefined;
  /** The message without the subject; hostile text, bounded. */
  readonly body: string;
  readonly merge: boolean;
  /** Of a backport: mainline's commit id. */
  readonly upstream: string | undefined;
  /** The mails that its Link: trailers name. */
  readonly links: readonly MessageId[];
  /** Paths that it touches; undefined where the source does not tell. */
  readonly files: readonly string[] | undefined;
  /** Those of them that were not there before, where the source tells. */
  readonly added?: readonly string[];
  /**
   * Folders that had none of the topic's files below them before the commit, each the topmost one, where the source
   * tells: what the commit adds below them is the first.
   */
  readonly firsts?: readonly string[];
  /** The tree it was seen in: `mainline`, `linux-7.1.y`. */
  readonly tree: string;
  /** The first release known to have it: `7.1.3`. */
  readonly release: string | undefined;
};
