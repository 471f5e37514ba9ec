import type { Asker } from '../../../ports/chat.ts';
import { cleanLine } from '../../../render/clean.ts';
import { truncate } from '../../../render/width.ts';
import { mayDo } from '../permissions.ts';
import { cannotPost } from './cannot-post.ts';
import { type GuildInteraction, isInThread } from './interaction.ts';
import { readPermissions } from './read-permissions.ts';

const LONGEST_NAME = 80;
/** Discord calls it Manage Server where people see it (docs, Permissions). */
const MANAGE_GUILD = 1n << 5n;

/** Who asks, from where, and what he may: all by what Discord itself says with the interaction. */
export function readAsker(interaction: GuildInteraction, managers: readonly string[]): Asker {
  const guild = interaction.guild_id;
  const user = interaction.member?.user ?? interaction.user;
  const channel = interaction.channel?.id ?? interaction.channel_id;
  return {
    platform: 'discord',
    tenant: `discord:${guild}/`,
    place:
      channel === undefined || !/^\d{1,20}$/.test(channel)
        ? undefined
        : { platform: 'discord', text: `discord:${guild}/${channel}` },
    user: {
      id: user?.id ?? '',
      name: truncate(cleanLine((user?.global_name ?? user?.username ?? '').slice(0, 200)), LONGEST_NAME),
    },
    mayManage: mayManage(interaction, managers),
    managers:
      managers.length === 0
        ? 'people who may manage this server'
        : 'people who may manage this server, or have a role that was given this right,',
    cannotPost: cannotPost(interaction),
    prefix: '/lorewatch ',
  };
}

/** Whether what he asks for may be shown to all in the place: only who may write there himself. */
export function mayShare(interaction: GuildInteraction): boolean {
  const may = readPermissions(interaction.member?.permissions);
  return mayDo(may, isInThread(interaction) ? 'sendInThreads' : 'send');
}

function mayManage({ member }: GuildInteraction, managers: readonly string[]): boolean {
  if (member === undefined) return false;
  if ((readPermissions(member.permissions) & MANAGE_GUILD) !== 0n) return true;
  return member.roles.some((role) => managers.includes(role));
}
