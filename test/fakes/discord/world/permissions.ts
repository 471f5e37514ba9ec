import { PermissionFlagsBits, type PermissionsString } from 'discord.js';
import type { FakeChannel, FakeRole, Overwrite } from '../types.ts';

const ALL = Object.values(PermissionFlagsBits).reduce((sum, bit) => sum | bit, 0n);

export function bitsOf(names: readonly PermissionsString[]): bigint {
  return names.reduce((sum, name) => sum | PermissionFlagsBits[name], 0n);
}

type Someone = { readonly id: string; readonly roles: readonly FakeRole[] };

/**
 * What somebody may do in a channel: https://docs.discord.com/developers/topics/permissions#permission-overwrites
 * A thread has the rights of where it hangs.
 */
export function permissionsIn(who: Someone, channel: FakeChannel): bigint {
  const { guild } = channel;
  if (!guild)
    return bitsOf(['ViewChannel', 'SendMessages', 'EmbedLinks', 'AttachFiles', 'ReadMessageHistory']);
  const base = [guild.everyone, ...who.roles].reduce((sum, role) => sum | bitsOf(role.permissions), 0n);
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return ALL;
  const place = channel.kind === 'thread' && channel.parent ? channel.parent : channel;
  const apply = (bits: bigint, list: readonly Overwrite[]): bigint => {
    const deny = list.reduce((sum, one) => sum | bitsOf(one.deny ?? []), 0n);
    const allow = list.reduce((sum, one) => sum | bitsOf(one.allow ?? []), 0n);
    return (bits & ~deny) | allow;
  };
  const of = (ids: readonly string[]): readonly Overwrite[] =>
    place.overwrites.filter(({ id }) => ids.includes(id));
  const everyone = apply(base, of([guild.id]));
  const roles = apply(everyone, of(who.roles.map(({ id }) => id)));
  const bits = apply(roles, of([who.id]));
  // Without VIEW_CHANNEL nothing else is there either.
  return (bits & PermissionFlagsBits.ViewChannel) === 0n ? 0n : bits;
}

export function has(bits: bigint, name: PermissionsString): boolean {
  return (bits & PermissionFlagsBits[name]) !== 0n;
}
