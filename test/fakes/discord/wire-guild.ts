import type { FakeRole } from './types.ts';
import { iso, wireChannel, wireThread, wireUser } from './wire.ts';
import type { Guild } from './world/guild.ts';
import { bitsOf } from './world/permissions.ts';
import type { World } from './world/world.ts';

export function wireMember(world: World, guild: Guild, id: string): object {
  const roles = id === world.bot.id ? [guild.botRole] : (world.people.get(id)?.roles ?? []);
  return {
    user: wireUser(world, id),
    roles: roles.map((role) => role.id),
    nick: null,
    avatar: null,
    banner: null,
    joined_at: iso(guild.bornAt),
    premium_since: null,
    communication_disabled_until: null,
    flags: 0,
    pending: false,
    mute: false,
    deaf: false,
  };
}

export function wireRole(guild: Guild, role: FakeRole, at: number): object {
  return {
    id: role.id,
    name: role.name,
    permissions: `${bitsOf(role.permissions)}`,
    position: at,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: role === guild.botRole,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: 0,
  };
}

export function wireGuild(guild: Guild): object {
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.owner,
    icon: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    features: [],
    banner: null,
    application_id: null,
    region: 'deprecated',
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    roles: guild.roles.map((role, at) => wireRole(guild, role, at)),
    default_message_notifications: 0,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 250000,
    max_stage_video_channel_users: 0,
    max_video_channel_users: 0,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: 'en-US',
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    premium_progress_bar_enabled_user_updated_at: null,
    nsfw: false,
    nsfw_level: 0,
    emojis: [],
    stickers: [],
    incidents_data: null,
    hub_type: null,
    latest_onboarding_question_id: null,
    max_members_online: undefined,
  };
}

/** GUILD_CREATE of a bot that has the intent Guilds only: of the members it gets itself. */
export function wireGuildCreate(world: World, guild: Guild): object {
  return {
    ...wireGuild(guild),
    joined_at: iso(guild.bornAt),
    large: false,
    unavailable: false,
    member_count: guild.members.length + 1,
    members: [wireMember(world, guild, world.bot.id)],
    channels: guild.channels.map((channel) => wireChannel(world, channel)),
    threads: guild.all
      .filter(({ kind, archived, deleted }) => kind === 'thread' && !archived && !deleted)
      .map((thread) => wireThread(world, thread)),
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

export function wireApplication(world: World, publicKey: string): object {
  return {
    id: world.bot.id,
    name: world.bot.name,
    icon: null,
    description: '',
    type: null,
    bot: wireUser(world, world.bot.id),
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: publicKey,
    flags: 0,
    flags_new: '0',
    explicit_content_filter: 0,
    max_participants: null,
    tags: [],
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: wireUser(world, world.bot.id),
    approximate_guild_count: world.guilds.length,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    team: null,
    eligible_oauth2_scopes: [],
  };
}
