import type { APIMessageTopLevelComponent } from 'discord.js';
import { buttonsOf, textOf } from '../plain-text.ts';
import type { FakeChannel, FakeMessage, MessageState } from '../types.ts';

/** Of the interaction that it answers. */
export type Cause = {
  readonly id: string;
  readonly type: number;
  readonly userId: string;
  readonly name: string;
};

const NOTHING: MessageState = { content: '', embeds: [], components: [], attachments: [], flags: 0, at: 0 };

/** A message and all that it ever was. */
export class Message implements FakeMessage {
  readonly id: string;
  readonly channel: FakeChannel;
  readonly author: string;
  readonly onlyFor: string | undefined;
  readonly nonce: string | undefined;
  readonly cause: Cause | undefined;
  readonly history: MessageState[] = [];
  readonly files = new Map<string, Uint8Array>();
  /** Whether somebody sees "is thinking" in its place. */
  loading = false;
  deleted = false;
  crossposted = false;
  thread: FakeChannel | undefined;

  constructor(born: {
    readonly id: string;
    readonly channel: FakeChannel;
    readonly author: string;
    readonly onlyFor?: string | undefined;
    readonly nonce?: string | undefined;
    readonly cause?: Cause | undefined;
  }) {
    this.id = born.id;
    this.channel = born.channel;
    this.author = born.author;
    this.onlyFor = born.onlyFor;
    this.nonce = born.nonce;
    this.cause = born.cause;
  }

  get state(): MessageState {
    return this.history.at(-1) ?? NOTHING;
  }
  get content(): string {
    return this.state.content;
  }
  get embeds(): MessageState['embeds'] {
    return this.state.embeds;
  }
  get components(): readonly APIMessageTopLevelComponent[] {
    return this.state.components;
  }
  get attachments(): MessageState['attachments'] {
    return this.state.attachments;
  }
  get flags(): number {
    return this.state.flags;
  }
  get at(): number {
    return this.state.at;
  }
  get buttons(): readonly string[] {
    return buttonsOf(this.components).flatMap(({ label, disabled }) =>
      label === undefined || disabled === true ? [] : [label],
    );
  }
  get text(): string {
    return textOf(this.state);
  }
  get url(): string {
    return `https://discord.com/channels/${this.channel.guild?.id ?? '@me'}/${this.channel.id}/${this.id}`;
  }
}
