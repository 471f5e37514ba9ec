import type { FakePerson } from './deeds.ts';

/** JSON as it came over the line. */
export type Json = { readonly [key: string]: unknown };

export type FakeChannelKind = 'channel' | 'group' | 'im';

export type FakeChannel = {
  readonly id: string;
  readonly team: string;
  readonly name: string;
  readonly kind: FakeChannelKind;
  /** User id. */
  readonly creator: string;
  /** User ids, the bot's too. */
  readonly members: Set<string>;
  archived: boolean;
  /** Posting is refused with this error, e.g. `restricted_action`. */
  restricted?: string | undefined;
};

export type FakePersonRights = { readonly admin?: boolean; readonly owner?: boolean };

export type FakeBot = {
  /** `U…` and `B…` */
  readonly user: string;
  readonly id: string;
  /** `xoxb-…`; changes with each installation. */
  readonly token: string;
  readonly scopes: Set<string>;
};

export type FakeTeam = {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  /** undefined: not installed here. */
  readonly bot: FakeBot | undefined;
  readonly channels: ReadonlyMap<string, FakeChannel>;
  readonly people: ReadonlyMap<string, FakePerson>;
};

/** A text of a message that stood. */
export type MessageState = {
  /** ms */
  readonly at: number;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly metadata: Json | undefined;
  /** Everybody whom it pings: `<!channel>`, `<@U…>`; must be empty. */
  readonly pings: readonly string[];
};

export type FakeMessage = MessageState & {
  readonly team: string;
  readonly channel: string;
  readonly ts: string;
  /** `ts` of the parent; undefined: no reply. */
  readonly thread: string | undefined;
  /** Also shown in the channel. */
  readonly broadcast: boolean;
  /** Who wrote it: user id. */
  readonly author: string;
  /** Written by the app. */
  readonly own: boolean;
  /** Only this person sees it; undefined: everybody in the channel. */
  readonly ephemeral: string | undefined;
  readonly unfurlLinks: boolean;
  readonly unfurlMedia: boolean;
  /** Texts that stood before, oldest first. */
  readonly history: readonly MessageState[];
  readonly deleted: boolean;
  /** What a person sees, as plain text. */
  readonly seen: string;
};

export type FakeView = {
  readonly id: string;
  readonly hash: string;
  readonly team: string;
  readonly user: string;
  readonly kind: 'modal' | 'home';
  readonly callbackId: string;
  readonly title: string;
  readonly privateMetadata: string;
  readonly externalId: string;
  readonly blocks: readonly Json[];
  /** As it was sent. */
  readonly view: Json;
  /** By block id, after a submission that was refused. */
  readonly errors: Readonly<Record<string, string>>;
  readonly seen: string;
};

/** Something that a person got to see. */
export type Shown =
  | { readonly what: 'message'; readonly message: FakeMessage }
  /** It replaced what stood. */
  | { readonly what: 'changed'; readonly message: FakeMessage }
  | { readonly what: 'deleted'; readonly message: FakeMessage }
  /** A modal that was opened, pushed or changed. */
  | { readonly what: 'view'; readonly view: FakeView }
  | { readonly what: 'home'; readonly view: FakeView }
  /** A form was not taken; the form with its errors. */
  | { readonly what: 'errors'; readonly view: FakeView }
  | { readonly what: 'closed' }
  /** What Slack itself says: `operation_timeout`, `dispatch_failed`. */
  | { readonly what: 'failed'; readonly error: string };

/** Something that was uploaded. */
export type FakeFile = {
  readonly id: string;
  readonly team: string;
  readonly name: string;
  readonly alt: string;
  /** As it was announced. */
  readonly length: number;
  readonly bytes: Buffer;
  /** files.completeUploadExternal was called: it can be shown. */
  readonly completed: boolean;
  readonly url: string;
};
