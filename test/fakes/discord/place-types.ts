import type {
  APIApplicationCommandOptionChoice,
  APIAttachment,
  APIEmbed,
  APIInteraction,
  APIMessageTopLevelComponent,
  APIModalInteractionResponseCallbackData,
  PermissionsString,
} from 'discord.js';

export type ChannelKind = 'text' | 'announcement' | 'forum' | 'voice' | 'category' | 'thread' | 'dm';

export type Overwrite = {
  /** Of a role or a person; the guild's id is everybody, `bot` is the bot. */
  readonly id: string;
  readonly allow?: readonly PermissionsString[];
  readonly deny?: readonly PermissionsString[];
};

export type FakeRole = {
  readonly id: string;
  readonly name: string;
  permissions: readonly PermissionsString[];
};

export type FakeChannel = {
  readonly id: string;
  readonly kind: ChannelKind;
  name: string;
  /** undefined: a direct message. */
  readonly guild: FakeGuild | undefined;
  /** Of a thread: where it hangs; of a channel: its category. */
  readonly parent: FakeChannel | undefined;
  overwrites: readonly Overwrite[];
  archived: boolean;
  locked: boolean;
  /** Seconds between two posts of one person, the bot too. */
  slowmode: number;
  /** Gone: 10003 from then on. */
  deleted: boolean;
  /** What stands there, the oldest first; ephemeral and deleted ones are not among them. */
  readonly messages: readonly FakeMessage[];
  readonly threads: readonly FakeChannel[];
};

export type FakeGuild = {
  readonly id: string;
  readonly name: string;
  /** `everyone` has the guild's id. */
  readonly everyone: FakeRole;
  /** The role that the bot has there; change its permissions to take something away. */
  readonly botRole: FakeRole;
  readonly roles: readonly FakeRole[];
  readonly channels: readonly FakeChannel[];
  readonly members: readonly FakePerson[];
  readonly addRole: (name: string, permissions?: readonly PermissionsString[]) => FakeRole;
  readonly addChannel: (
    kind: Exclude<ChannelKind, 'thread' | 'dm'>,
    name: string,
    more?: {
      readonly overwrites?: readonly Overwrite[];
      readonly parent?: FakeChannel;
    },
  ) => FakeChannel;
  /** `owner` may do everything. */
  readonly addPerson: (
    name: string,
    more?: { readonly roles?: readonly FakeRole[]; readonly owner?: true },
  ) => FakePerson;
  /** Throws where there is none. */
  readonly channel: (name: string) => FakeChannel;
  readonly person: (name: string) => FakePerson;
};

/** The words of a command: `lorewatch search`. */
type Words = string;
export type Given = Readonly<Record<string, string | number | boolean>>;

/** Somebody of a guild. All that he does comes to the bot as an interaction; what he may not do throws. */
export type FakePerson = {
  readonly id: string;
  readonly name: string;
  /** undefined: only in direct messages. */
  readonly guild: FakeGuild | undefined;
  roles: readonly FakeRole[];
  /** As he may in the channel, overwrites and all. */
  readonly permissions: (channel: FakeChannel) => bigint;
  /** Throws where no such command is declared there, or Discord would not let him send it. */
  readonly slash: (channel: FakeChannel, words: Words, options?: Given) => Turn;
  /** What is offered while he types `typed` into the option. */
  readonly complete: (
    channel: FakeChannel,
    words: Words,
    option: string,
    typed: string,
    options?: Given,
  ) => Promise<readonly APIApplicationCommandOptionChoice[]>;
  /** Throws where the message has no such button now, it is disabled, or he cannot see it. */
  readonly press: (message: FakeMessage, label: string) => Turn;
  /** A select menu, by its custom_id or placeholder. */
  readonly choose: (message: FakeMessage, menu: string, values: readonly string[]) => Turn;
  /** By the label or custom_id of each field; fields not named are sent as they stood. */
  readonly submit: (form: FakeForm, values: Readonly<Record<string, string>>) => Turn;
  /** A command of a message's context menu. */
  readonly apply: (message: FakeMessage, command: string) => Turn;
  /** The channel of direct messages with the bot. */
  readonly dm: () => FakeChannel;
  /** He writes something himself; the bot sees it only as a target of commands. */
  readonly write: (channel: FakeChannel, content: string) => FakeMessage;
};

/** An interaction that somebody began. */
export type Turn = {
  readonly interaction: APIInteraction;
  readonly id: string;
  readonly token: string;
  /** When it was begun. */
  readonly at: number;
  /** The first answer: its type (4, 5, 6, 7, 8, 9) and when it came. Rejects never; undefined: none in time. */
  readonly acknowledged: Promise<{ readonly type: number; readonly at: number } | undefined>;
  /** The first thing that he sees besides "is thinking": a message, a changed message, a form, or that it failed. */
  readonly seen: Promise<Seen>;
  /** All that was seen until now. */
  readonly sights: readonly Seen[];
  /** Resolves with the nth sight, from 1. */
  readonly sight: (nth: number) => Promise<Seen>;
};

export type Seen =
  /** `changed`: one that stood already. `ephemeral`: only he sees it. */
  | {
      readonly what: 'message';
      readonly message: FakeMessage;
      readonly changed: boolean;
      readonly ephemeral: boolean;
      /** As it stood at that time, in plain text: for transcripts. */
      readonly text: string;
    }
  | { readonly what: 'form'; readonly form: FakeForm; readonly text: string }
  | {
      readonly what: 'choices';
      readonly choices: readonly APIApplicationCommandOptionChoice[];
      readonly text: string;
    }
  /** "The application did not respond." */
  | { readonly what: 'failed'; readonly text: string };

export type FakeForm = {
  readonly data: APIModalInteractionResponseCallbackData;
  readonly title: string;
  readonly fields: readonly {
    readonly id: string;
    readonly label: string;
    readonly value: string;
    readonly required: boolean;
  }[];
  readonly turn: Turn;
};

/** How a message stands, or stood. */
export type MessageState = {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly attachments: readonly APIAttachment[];
  readonly flags: number;
  readonly at: number;
};

/** Living: it shows the message as it stands now. */
export type FakeMessage = MessageState & {
  readonly id: string;
  readonly channel: FakeChannel;
  /** Id of who wrote it. */
  readonly author: string;
  /** Id of the one person who sees it. */
  readonly onlyFor: string | undefined;
  readonly nonce: string | undefined;
  /** All its states, the first one first. */
  readonly history: readonly MessageState[];
  readonly deleted: boolean;
  readonly crossposted: boolean;
  /** That was started from it. */
  readonly thread: FakeChannel | undefined;
  /** The labels of what can be pressed. */
  readonly buttons: readonly string[];
  /** Bytes of what was attached, by name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** In plain text. */
  readonly text: string;
  /** https://discord.com/channels/... */
  readonly url: string;
};
