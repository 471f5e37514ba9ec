import type { ChannelKind, FakeChannel, FakeGuild, FakeMessage, Overwrite } from '../types.ts';
import type { Message } from './message.ts';
import type { Person } from './person.ts';

export const CHANNEL_TYPES: Readonly<Record<ChannelKind, number>> = {
  text: 0,
  dm: 1,
  voice: 2,
  category: 4,
  announcement: 5,
  thread: 11,
  forum: 15,
};

export class Channel implements FakeChannel {
  readonly id: string;
  readonly kind: ChannelKind;
  readonly guild: FakeGuild | undefined;
  readonly parent: Channel | undefined;
  /** Of a direct message: with whom. */
  readonly recipient: Person | undefined;
  /** Of a thread: who began it. */
  readonly owner: string | undefined;
  readonly bornAt: number;
  name: string;
  overwrites: readonly Overwrite[] = [];
  archived = false;
  locked = false;
  slowmode = 0;
  deleted = false;
  /** All, ephemeral and deleted ones too. */
  readonly all: Message[] = [];
  readonly threads: Channel[] = [];
  /** When the bot wrote last, ms. */
  lastByBot: number | undefined;

  constructor(born: {
    readonly id: string;
    readonly kind: ChannelKind;
    readonly name: string;
    readonly guild?: FakeGuild | undefined;
    readonly parent?: Channel | undefined;
    readonly recipient?: Person | undefined;
    readonly owner?: string | undefined;
    readonly bornAt: number;
  }) {
    this.id = born.id;
    this.kind = born.kind;
    this.name = born.name;
    this.guild = born.guild;
    this.parent = born.parent;
    this.recipient = born.recipient;
    this.owner = born.owner;
    this.bornAt = born.bornAt;
  }

  get messages(): readonly FakeMessage[] {
    return this.standing;
  }
  get standing(): readonly Message[] {
    return this.all.filter(({ deleted, onlyFor, loading }) => !deleted && onlyFor === undefined && !loading);
  }
}
