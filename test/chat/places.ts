import type { FakeChannel as DiscordChannel } from '../fakes/discord/types.ts';
import type { FakeChannel as SlackChannel } from '../fakes/slack/types.ts';
import { visitDiscord } from './discord-visitor.ts';
import { visitSlack } from './slack-visitor.ts';
import type { ChatWorld } from './world.ts';

/** How the next post goes wrong. */
export type Harm = 'cut before' | 'cut after' | '500 after' | { readonly retryAfter: number };

/** A channel of either platform, as tests of both want it. Times in ms of the world. */
export type Place = {
  readonly target: string;
  /** What the bot posted there, without threads. */
  readonly posts: () => readonly { readonly text: string; readonly at: number }[];
  /** Attempts to post there. */
  readonly requests: () => readonly { readonly at: number; readonly ok: boolean }[];
  /** How many requests of the bot the platform got in all, answers to people left out. */
  readonly everything: () => number;
  /** Ends by itself after `times` (1), or when it is lifted. */
  readonly fault: (harm: Harm, times?: number) => () => void;
  /** Nobody can look what stands there any more. */
  readonly hideHistory: () => void;
  /** It is archived, or gone. */
  readonly end: () => void;
  /** The token is no good any more; nobody is told. */
  readonly revoke: () => void;
  /** Types a command there; what is seen. */
  readonly ask: (words: string) => Promise<string>;
};

/** Two channels of each platform. */
export function placesOf(
  world: ChatWorld,
): Readonly<Record<'slack' | 'discord', { readonly first: Place; readonly second: Place }>> {
  const { slack, discord } = world;
  return {
    slack: {
      first: slackPlace(world, slack.channels.rust),
      second: slackPlace(world, slack.channels.general),
    },
    discord: {
      first: discordPlace(world, discord.guild.channel('general')),
      second: discordPlace(world, discord.guild.channel('news')),
    },
  };
}

const POST = 'chat.postMessage';
const HISTORY = ['channels:history', 'groups:history', 'im:history', 'mpim:history'];

function slackPlace({ slack }: ChatWorld, channel: SlackChannel): Place {
  const tries = () =>
    slack.requests.filter(({ method, args }) => method === POST && args.channel === channel.id);
  return {
    target: `slack:${slack.team.id}/${channel.id}`,
    posts: () =>
      slack
        .messages(channel.id)
        .filter(({ own, thread, ephemeral }) => own && thread === undefined && ephemeral === undefined)
        .map(({ seen, at, history }) => ({ text: seen, at: history[0]?.at ?? at })),
    requests: () => tries().map(({ at, error, status }) => ({ at, ok: error === '' && status === 200 })),
    everything: () => slack.requests.filter(({ method }) => method !== 'response_url').length,
    fault: (harm, times = 1) => {
      const when = (args: Readonly<Record<string, unknown>>): boolean => args.channel === channel.id;
      let isLifted = false;
      slack.fault(POST, { ...slackHarm(harm), times, when: (args) => !isLifted && when(args) });
      return () => {
        isLifted = true;
      };
    },
    hideHistory: () => {
      for (const scope of HISTORY) slack.team.bot?.scopes.delete(scope);
    },
    end: () => {
      channel.archived = true;
    },
    revoke: () => void slack.revoke(slack.team, false),
    ask: async (words) =>
      (await visitSlack(slack, slack.people.ada, channel).type(`lorewatch ${words}`)).text,
  };
}

function slackHarm(harm: Harm) {
  if (typeof harm === 'object') return harm;
  if (harm === '500 after') return { status: 500, committed: true } as const;
  return { cut: harm === 'cut after' ? 'after' : 'before' } as const;
}

const MESSAGES = 'POST /channels/{channel_id}/messages';

function discordPlace({ discord }: ChatWorld, channel: DiscordChannel): Place {
  const admin = discord.guild.person('admin');
  return {
    target: `discord:${discord.guild.id}/${channel.id}`,
    posts: () =>
      channel.messages
        .filter(({ author }) => author === discord.bot.id)
        .map(({ text, history, at }) => ({ text, at: history[0]?.at ?? at })),
    requests: () =>
      discord.requests
        .filter(({ method, path }) => method === 'POST' && path === `/channels/${channel.id}/messages`)
        .map(({ at, status }) => ({ at, ok: status === 200 })),
    everything: () =>
      discord.requests.filter(({ path }) => !/\/(?:interactions|webhooks)\//.test(path)).length,
    fault: (harm, times = 1) =>
      discord.fault(MESSAGES, { ...discordHarm(harm), times, within: channel.id }).lift,
    hideHistory: () => {
      channel.overwrites = [{ id: discord.bot.id, deny: ['ReadMessageHistory'] }];
    },
    end: () => discord.removeChannel(channel),
    revoke: discord.revoke,
    ask: async (words) => (await visitDiscord(discord, admin, channel).type(`lorewatch ${words}`)).text,
  };
}

function discordHarm(harm: Harm) {
  if (typeof harm === 'object') return harm;
  if (harm === '500 after') return { statusAfter: 500 };
  return { cut: harm === 'cut after' ? 'after' : 'before' } as const;
}
