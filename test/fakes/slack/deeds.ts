import type { FakeMessage, FakeView, Shown } from './things.ts';

export type Acknowledged = {
  /** Real ms from the sending on. */
  readonly after: number;
  readonly late: boolean;
  /** What came with it. */
  readonly body: unknown;
};

/** What comes of something that a person did. */
export type Reaction = {
  /** Resolves with the first acknowledgement, also with one that is too late; rejects where none comes for 10 s more. */
  readonly acknowledged: Promise<Acknowledged>;
  /** All of it, in order: replies to its response_url, views of its trigger, errors. */
  readonly shown: readonly Shown[];
  /** The next thing shown that was not handed out yet; rejects after 10 real seconds. */
  readonly next: () => Promise<Shown>;
  /** The same, where it must be a message or a change of one. */
  readonly message: () => Promise<FakeMessage>;
  /** The same, where it must be a modal. */
  readonly view: () => Promise<FakeView>;
  /** For what is posted there by hand in tests. */
  readonly responseUrl: string | undefined;
  readonly triggerId: string | undefined;
};

/** How an HTTP delivery is signed. */
export type Signing = 'right' | 'wrong' | 'stale' | 'missing';

export type FakePerson = {
  readonly id: string;
  readonly team: string;
  readonly name: string;
  admin: boolean;
  owner: boolean;
  /** `/lorewatch status`, typed in a channel (its id). */
  readonly command: (words: string, channel: string) => Reaction;
  /** Presses a button by its label (or action_id); the message must be visible to him. */
  readonly press: (where: FakeMessage | FakeView, label: string) => Reaction;
  /** Chooses in a menu or date picker by its action_id; `value` is an option's text or value. */
  readonly choose: (where: FakeMessage | FakeView, actionId: string, value: string) => Reaction;
  /** Fills inputs by label (or block_id) and submits. Required inputs must be filled, choices must exist. */
  readonly submit: (view: FakeView, values: Readonly<Record<string, string>>) => Reaction;
  /** Closes a modal. */
  readonly cancel: (view: FakeView) => Reaction;
  /** A global shortcut, or with a message one of that message. */
  readonly shortcut: (callbackId: string, message?: FakeMessage) => Reaction;
  /** Options for an external select: what is offered. */
  readonly suggest: (
    where: FakeMessage | FakeView,
    actionId: string,
    typed: string,
  ) => Promise<readonly string[]>;
  /** Opens the app's home tab: app_home_opened is sent; shown is `home` once it is published. */
  readonly openHome: () => Reaction;
  /** Writes in a channel, or in a thread. */
  readonly say: (channel: string, text: string, thread?: string) => FakeMessage;
  /** All that he got to see, in order. */
  readonly seen: readonly Shown[];
  readonly home: FakeView | undefined;
  /** The open modals, the top one last. */
  readonly modals: readonly FakeView[];
};
