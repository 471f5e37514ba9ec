/** A kernel release. */
export type Release = {
  readonly kind: 'release';
  /** The version: `7.3-rc1`, `7.1.3`, `next-20260830`. */
  readonly id: string;
  /** `mainline`, `stable`, `longterm`, `linux-next`; others may come. */
  readonly moniker: string;
  /** When it was released, ms UTC. */
  readonly date: number | undefined;
  /** No further release of its series will come. */
  readonly eol: boolean;
  /** Where its changelog is; undefined where there is none. */
  readonly changelog: string | undefined;
  /** A page about it, or its sources. */
  readonly url: string | undefined;
  /** What is known of its changelog, once that was read. */
  readonly log: ReleaseLog | undefined;
  /** What of the topic is in its sources, where a clone tells. */
  readonly code?: ReleaseCode;
};

/** The topic's own files in a release. */
export type ReleaseCode = {
  readonly files: number;
  /** undefined where what is in the files could not be had. */
  readonly lines: number | undefined;
};

export type ReleaseLog = {
  readonly commits: number;
  /** Ids of those that are about the topic, in the log's order. */
  readonly about: readonly string[];
};
