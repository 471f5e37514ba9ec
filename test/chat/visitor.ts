/** What somebody got to see for something that he did, and what can be done with it. */
export type Sight = {
  readonly what: 'message' | 'form' | 'failed';
  readonly text: string;
  /** Nobody else sees it. */
  readonly isPrivate: boolean;
  /** Presses the button of that label. Throws where there is none. */
  readonly press: (label: string) => Promise<Sight>;
  /** Labels of the fields of a form. */
  readonly fields: readonly string[];
  /** Fills the fields of a form, by their labels, and sends it. */
  readonly submit: (values: Readonly<Record<string, string>>) => Promise<Sight>;
};

/** Something in the channel that was not there when it was looked at last. */
export type News = {
  readonly what: 'post' | 'edit' | 'line';
  readonly text: string;
  readonly press: (label: string) => Promise<Sight>;
};

/** A person before one of the platforms, in one channel: types, presses, looks. */
export type Visitor = {
  readonly platform: 'Slack' | 'Discord';
  readonly person: string;
  readonly channel: string;
  /** A command with all that stands behind the slash: `lorewatch search gizmo`. */
  readonly type: (words: string) => Promise<Sight>;
  /** Writes that himself, and chooses "Track this series" of his message. */
  readonly track: (message: string) => Promise<Sight>;
  /** Posts of the bot that are new or were changed, and lines in their threads, since the last time. */
  readonly news: () => readonly News[];
  /** What of the bot stands in the channel and is seen by all, oldest first, without threads. */
  readonly posts: () => readonly string[];
  /** All of the channel, threads below what they hang from. */
  readonly look: () => string;
};

const cannot = (what: string) => (): Promise<never> => Promise.reject(new Error(`that is not to be ${what}`));

/** A sight of which only so much is known: nothing else can be done with it. */
export function sight(known: Pick<Sight, 'what' | 'text' | 'isPrivate'> & Partial<Sight>): Sight {
  return { press: cannot('pressed'), fields: [], submit: cannot('sent'), ...known };
}

/** Tells what is new, by how often each has changed. */
export function createSince<T>(
  all: () => readonly T[],
  stateOf: (one: T) => { readonly id: string; readonly changes: number },
): () => readonly { readonly one: T; readonly isNew: boolean }[] {
  const known = new Map<string, number>();
  return () =>
    all().flatMap((one) => {
      const { id, changes } = stateOf(one);
      const before = known.get(id);
      known.set(id, changes);
      return before === changes ? [] : [{ one, isNew: before === undefined }];
    });
}
