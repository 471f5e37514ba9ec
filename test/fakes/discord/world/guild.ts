import type { APIApplicationCommand, PermissionsString } from 'discord.js';
import type { ChannelKind, FakeChannel, FakeGuild, FakeRole, Overwrite } from '../types.ts';
import { Channel } from './channel.ts';
import { type Acts, Person } from './person.ts';

const READER: readonly PermissionsString[] = [
  'ViewChannel',
  'SendMessages',
  'ReadMessageHistory',
  'UseApplicationCommands',
  'SendMessagesInThreads',
];

/** What the bot needs, and no more: the permissions of its invitation. */
export const BOT_PERMISSIONS: readonly PermissionsString[] = [
  'ViewChannel',
  'SendMessages',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
  'CreatePublicThreads',
  'SendMessagesInThreads',
];

/** What a guild needs of the world around it. */
type Ground = {
  readonly newId: () => string;
  readonly now: () => number;
  readonly acts: () => Acts;
  readonly botPermissions: readonly PermissionsString[];
  /** Somebody, or some place, is there now. */
  readonly keep: (one: Channel | Person) => void;
};

export class Guild implements FakeGuild {
  readonly id: string;
  readonly name: string;
  readonly bornAt: number;
  readonly everyone: FakeRole;
  readonly botRole: FakeRole;
  readonly roles: FakeRole[] = [];
  readonly all: Channel[] = [];
  readonly members: Person[] = [];
  commands: APIApplicationCommand[] = [];
  /** When commands were created: 200 a day. */
  readonly created: number[] = [];
  owner = '0';
  readonly #ground: Ground;

  constructor(name: string, ground: Ground) {
    this.#ground = ground;
    this.id = ground.newId();
    this.name = name;
    this.bornAt = ground.now();
    this.everyone = { id: this.id, name: '@everyone', permissions: READER };
    this.roles.push(this.everyone);
    this.botRole = this.addRole('lorewatch', ground.botPermissions);
  }

  get channels(): readonly Channel[] {
    return this.all.filter(({ kind, deleted }) => kind !== 'thread' && !deleted);
  }
  addRole(name: string, permissions: readonly PermissionsString[] = []): FakeRole {
    const role: FakeRole = { id: this.#ground.newId(), name, permissions };
    this.roles.push(role);
    return role;
  }
  addChannel(
    kind: ChannelKind,
    name: string,
    more: {
      readonly overwrites?: readonly Overwrite[];
      readonly parent?: FakeChannel;
      readonly owner?: string;
      readonly id?: string;
    } = {},
  ): Channel {
    const parent = this.all.find((one) => one === more.parent);
    const born = { kind, name, guild: this, parent, owner: more.owner, bornAt: this.#ground.now() };
    const channel = new Channel({ ...born, id: more.id ?? this.#ground.newId() });
    channel.overwrites = more.overwrites ?? [];
    this.all.push(channel);
    if (kind === 'thread') parent?.threads.push(channel);
    this.#ground.keep(channel);
    return channel;
  }
  addPerson(
    name: string,
    more: { readonly roles?: readonly FakeRole[]; readonly owner?: true } = {},
  ): Person {
    const owner = more.owner ? [this.addRole(`owner ${name}`, ['Administrator'])] : [];
    const born = { id: this.#ground.newId(), name, guild: this, roles: [...(more.roles ?? []), ...owner] };
    const person = new Person(born, this.#ground.acts);
    if (more.owner) this.owner = person.id;
    this.members.push(person);
    this.#ground.keep(person);
    return person;
  }
  channel(name: string): Channel {
    const found = this.channels.find((channel) => channel.name === name);
    if (!found) throw new Error(`there is no channel ${name}`);
    return found;
  }
  person(name: string): Person {
    const found = this.members.find((person) => person.name === name);
    if (!found) throw new Error(`there is no ${name}`);
    return found;
  }
}
