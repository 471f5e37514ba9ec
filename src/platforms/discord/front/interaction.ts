import type { APIInteraction } from 'discord.js';

/** Numbers of Discord's that the front compares with; discord.js itself is loaded only where it is used. */
export const INTERACTION = { ping: 1, command: 2, press: 3, complete: 4, submit: 5 } as const;

/** Anything with a guild: what is typed in direct messages is refused before it is read. */
export type GuildInteraction = Exclude<APIInteraction, { readonly type: 1 }> & { readonly guild_id: string };

const ID = /^\d{1,20}$/;
const TOKEN = /^[\w.-]{1,2000}$/;

/**
 * Whether it has what each interaction has. It comes signed, or over our own connection: its inner parts are as Discord
 * documents them, but ids and tokens go into addresses.
 */
export function isInteraction(value: unknown): value is APIInteraction {
  if (typeof value !== 'object' || value === null) return false;
  const has = (name: string, form: RegExp) => {
    const part: unknown = Reflect.get(value, name);
    return typeof part === 'string' && form.test(part);
  };
  return (
    has('id', ID) &&
    has('application_id', ID) &&
    has('token', TOKEN) &&
    typeof Reflect.get(value, 'type') === 'number'
  );
}

export function isOfGuild(interaction: APIInteraction): interaction is GuildInteraction {
  return interaction.type !== INTERACTION.ping && ID.test(interaction.guild_id ?? '');
}

/** Types of channels that are threads (docs, Channel Types). */
const THREADS: readonly number[] = [10, 11, 12];

export function isInThread({ channel }: Pick<GuildInteraction, 'channel'>): boolean {
  return channel !== undefined && THREADS.includes(channel.type);
}
