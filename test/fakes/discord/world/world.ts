import type { APIApplicationCommand } from 'discord.js';
import type { FakeDiscordOptions, Ping, SeenRequest, Violation } from '../types.ts';
import { Channel } from './channel.ts';
import { BOT_PERMISSIONS, Guild } from './guild.ts';
import type { Message } from './message.ts';
import { permissionsIn } from './permissions.ts';
import type { Acts, Person } from './person.ts';
import type { TurnState } from './turn.ts';

const EPOCH = 1_420_070_400_000n;

/** All that the fake knows. */
export class World {
  readonly now: () => number;
  /** Whether time passes by itself. */
  readonly isReal: boolean;
  readonly token: string;
  isRevoked = false;
  readonly bot: { readonly id: string; readonly name: string };
  readonly options: FakeDiscordOptions;
  readonly guilds: Guild[] = [];
  readonly channels = new Map<string, Channel>();
  readonly people = new Map<string, Person>();
  readonly messages = new Map<string, Message>();
  readonly posted: Message[] = [];
  readonly pings: Ping[] = [];
  readonly violations: Violation[] = [];
  readonly requests: SeenRequest[] = [];
  /** By their token. */
  readonly turns = new Map<string, TurnState>();
  commands: APIApplicationCommand[] = [];
  readonly created: number[] = [];
  /** Told to the bot over the gateway. */
  tell: (event: string, data: object) => void = () => undefined;
  acts: (() => Acts) | undefined;
  readonly #watchers = new Set<() => void>();
  #last = 0n;

  constructor(options: FakeDiscordOptions) {
    this.options = options;
    this.now = options.now ?? Date.now;
    this.isReal = options.now === undefined;
    this.bot = { id: this.newId(), name: 'lorewatch' };
    const id = Buffer.from(this.bot.id).toString('base64url');
    this.token = options.token ?? `${id}.FAKE00.not-a-real-token-of-anybody`;
  }

  /** A snowflake: later ones are larger, whatever the clock does. */
  newId(): string {
    const timed = (BigInt(Math.trunc(this.now())) - EPOCH) << 22n;
    this.#last = timed > this.#last ? timed : this.#last + 1n;
    return `${this.#last}`;
  }

  addGuild(name: string): Guild {
    const guild = new Guild(name, {
      newId: () => this.newId(),
      now: this.now,
      acts: () => {
        if (!this.acts) throw new Error('nobody can act yet');
        return this.acts();
      },
      botPermissions: this.options.botPermissions ?? BOT_PERMISSIONS,
      keep: (one) => {
        if (one instanceof Channel) this.channels.set(one.id, one);
        else this.people.set(one.id, one);
      },
    });
    guild.addChannel('text', 'general');
    guild.addChannel('announcement', 'news');
    guild.addChannel('forum', 'forum');
    guild.addChannel('voice', 'voice');
    guild.addPerson('owner', { owner: true });
    guild.addPerson('admin', { roles: [guild.addRole('admins', ['ManageGuild'])] });
    guild.addPerson('reader');
    this.guilds.push(guild);
    return guild;
  }

  guildOf(id: string): Guild | undefined {
    return this.guilds.find((guild) => guild.id === id);
  }

  botMay(channel: Channel): bigint {
    const role = channel.guild?.botRole;
    return permissionsIn({ id: this.bot.id, roles: role ? [role] : [] }, channel);
  }

  violate(route: string, what: string, accepted = false): void {
    this.violations.push({ at: this.now(), route, what, accepted });
  }

  changed(): void {
    for (const watch of [...this.#watchers]) watch();
  }

  /** Resolves when it is so; asked again whenever something changes. */
  until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const watch = (): void => {
        if (!isSo()) return;
        this.#watchers.delete(watch);
        resolve();
      };
      this.#watchers.add(watch);
      watch();
    });
  }
}
