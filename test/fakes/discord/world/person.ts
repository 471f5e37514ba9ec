import type { APIApplicationCommandOptionChoice } from 'discord.js';
import type {
  FakeChannel,
  FakeForm,
  FakeGuild,
  FakeMessage,
  FakePerson,
  FakeRole,
  Given,
  Turn,
} from '../types.ts';
import { permissionsIn } from './permissions.ts';

/** What people can do; it is tied to them when the fake is put together. */
export type Acts = {
  readonly slash: (who: Person, channel: FakeChannel, words: string, options: Given) => Turn;
  readonly complete: (
    who: Person,
    channel: FakeChannel,
    words: string,
    option: string,
    typed: string,
    options: Given,
  ) => Promise<readonly APIApplicationCommandOptionChoice[]>;
  readonly press: (who: Person, message: FakeMessage, label: string) => Turn;
  readonly choose: (who: Person, message: FakeMessage, menu: string, values: readonly string[]) => Turn;
  readonly submit: (who: Person, form: FakeForm, values: Readonly<Record<string, string>>) => Turn;
  readonly apply: (who: Person, message: FakeMessage, command: string) => Turn;
  readonly dm: (who: Person) => FakeChannel;
  readonly write: (who: Person, channel: FakeChannel, content: string) => FakeMessage;
};

export class Person implements FakePerson {
  readonly id: string;
  readonly name: string;
  readonly guild: FakeGuild | undefined;
  roles: readonly FakeRole[];
  readonly #acts: () => Acts;

  constructor(
    born: {
      readonly id: string;
      readonly name: string;
      readonly guild: FakeGuild | undefined;
      readonly roles: readonly FakeRole[];
    },
    acts: () => Acts,
  ) {
    this.id = born.id;
    this.name = born.name;
    this.guild = born.guild;
    this.roles = born.roles;
    this.#acts = acts;
  }

  permissions(channel: FakeChannel): bigint {
    return permissionsIn(this, channel);
  }
  slash(channel: FakeChannel, words: string, options: Given = {}): Turn {
    return this.#acts().slash(this, channel, words, options);
  }
  complete(
    channel: FakeChannel,
    words: string,
    option: string,
    typed: string,
    options: Given = {},
  ): Promise<readonly APIApplicationCommandOptionChoice[]> {
    return this.#acts().complete(this, channel, words, option, typed, options);
  }
  press(message: FakeMessage, label: string): Turn {
    return this.#acts().press(this, message, label);
  }
  choose(message: FakeMessage, menu: string, values: readonly string[]): Turn {
    return this.#acts().choose(this, message, menu, values);
  }
  submit(form: FakeForm, values: Readonly<Record<string, string>>): Turn {
    return this.#acts().submit(this, form, values);
  }
  apply(message: FakeMessage, command: string): Turn {
    return this.#acts().apply(this, message, command);
  }
  dm(): FakeChannel {
    return this.#acts().dm(this);
  }
  write(channel: FakeChannel, content: string): FakeMessage {
    return this.#acts().write(this, channel, content);
  }
}
