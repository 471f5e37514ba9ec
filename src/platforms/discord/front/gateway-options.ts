import type { ClientOptions } from 'discord.js';
import type { DiscordFrontSettings } from './settings.ts';

/** discord.js, loaded only where a front is started. */
export type Library = typeof import('discord.js');

/** Guilds alone: no intent that needs to be granted, nothing of what people write. */
const GUILDS = 1;
/** Nothing of it is read here: all comes with the interaction. */
const NOT_KEPT = {
  ApplicationCommandManager: 0,
  AutoModerationRuleManager: 0,
  BaseGuildEmojiManager: 0,
  DMMessageManager: 0,
  EntitlementManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildForumThreadManager: 0,
  GuildInviteManager: 0,
  GuildMemberManager: 0,
  GuildMessageManager: 0,
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  GuildTextThreadManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadManager: 0,
  ThreadMemberManager: 0,
  UserManager: 0,
  VoiceStateManager: 0,
} as const;

/** How the client of the gateway is set up. */
export function gatewayOptions(library: Library, { api }: Pick<DiscordFrontSettings, 'api'>): ClientOptions {
  return {
    intents: GUILDS,
    makeCache: library.Options.cacheWithLimits(NOT_KEPT),
    rest: { api, retries: 1, timeout: 10_000 },
    ws: {
      large_threshold: 50,
      version: 10,
      buildStrategy: (manager) => {
        const strategy = new library.SimpleShardingStrategy(manager);
        const connect = strategy.connect.bind(strategy);
        // A first try that fails would end the client while its shard goes on trying: let it. What is final comes as
        // an event.
        strategy.connect = () => connect().catch(() => undefined);
        return strategy;
      },
    },
  };
}
