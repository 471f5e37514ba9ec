/** What is known of one source's health. Times in ms UTC. */
export type SourceState = {
  readonly id: string;
  readonly lastTry: number | undefined;
  readonly lastSuccess: number | undefined;
  /** When it last brought something new. */
  readonly lastNews: number | undefined;
  /** Tries in a row that failed. */
  readonly failures: number;
  readonly failingSince: number | undefined;
  /** Why the last try failed, in a sentence; undefined where it did not. */
  readonly reason: string | undefined;
  /** Not before this; undefined: at the next tick. */
  readonly nextTry: number | undefined;
  /** Successful tries in a row that brought nothing. */
  readonly quiet: number;
  /** New items or mails so far. */
  readonly items: number;
  readonly unreadable: number;
  /** What is known to have been published and could not be had. */
  readonly lost: number;
  /** What may have been missed, in a sentence, as long as that is not mended. */
  readonly gap: string | undefined;
  /** By which way it comes in where that is not the first one: `search`, `new`; undefined: the first. */
  readonly route: string | undefined;
  /** Whether the admin was told that it is failing. */
  readonly alerted: boolean;
};

export function newSourceState(id: string): SourceState {
  return {
    id,
    lastTry: undefined,
    lastSuccess: undefined,
    lastNews: undefined,
    failures: 0,
    failingSince: undefined,
    reason: undefined,
    nextTry: undefined,
    quiet: 0,
    items: 0,
    unreadable: 0,
    lost: 0,
    gap: undefined,
    route: undefined,
    alerted: false,
  };
}

/** What one try came to. */
export type RunResult = {
  readonly items: number;
  readonly unreadable: number;
  readonly lost: number;
  /** undefined: it went well. */
  readonly trouble: Trouble | undefined;
  readonly gap: string | undefined;
  readonly route: string | undefined;
};

/** Why a try failed. */
export type Trouble = {
  /** A sentence that names the thing; no secrets in it. */
  readonly why: string;
  /** The server asked to wait so long, ms. */
  readonly retryAfter?: number | undefined;
  /** It will not come back by itself: 410, a file that is no feed, a setting that is wrong. Tried on, rarely. */
  readonly lasting?: boolean | undefined;
};

/** Something the admin has to know once. */
export type Notice = {
  /** Same key, same notice: it is told once. */
  readonly key: string;
  readonly at: number;
  /** '' where it is about no source in particular. */
  readonly source: string;
  readonly what: 'failing' | 'recovered' | 'gap' | 'lost' | 'delivery';
  readonly text: string;
};
