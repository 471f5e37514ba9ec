import type { Catalog } from '../../catalog/catalog.ts';
import type { Settings } from '../../settings.ts';
import type { OptionValues } from '../command.ts';
import type { Listen } from '../daemon/service.ts';
import type { Services } from '../services.ts';

/** All that the threads of the chat are made from: plain data, with secrets. */
export type ChatPlans = {
  /** Of the program. */
  readonly version: string;
  readonly settings: Settings;
  /** `data` and `config`, as the command line named them. */
  readonly options: OptionValues;
  readonly fronts: FrontPlans;
  /** Where it is spoken to over HTTP: there the thread listens, and hands on what is not its own. */
  readonly listen: Listen | undefined;
};

export type FrontPlans = {
  readonly slack: SlackPlan | undefined;
  readonly discord: DiscordPlan | undefined;
};

export type SlackPlan = NonNullable<Services['slack']> & {
  readonly api: string;
  readonly managers: readonly string[];
  /** Of the installation. */
  readonly url: string | undefined;
  readonly key: string | undefined;
};

export type DiscordPlan = NonNullable<Services['discord']> & {
  readonly api: string;
  readonly managers: readonly string[];
  readonly trials: readonly string[];
};

/** What is to be spoken to, by what the environment and the configuration say; nothing where no token is given. */
export function planFronts(
  { slack, discord, url, key }: Services,
  { endpoints, chat }: Catalog,
): FrontPlans | undefined {
  const spoken = slack !== undefined && speaks(slack);
  if (!spoken && discord === undefined) return undefined;
  return {
    slack: spoken ? { ...slack, api: endpoints.slackApi, managers: chat.slackManagers, url, key } : undefined,
    discord: discord && {
      ...discord,
      api: endpoints.discordApi,
      managers: chat.discordManagers,
      trials: chat.discordTrials,
    },
  };
}

/** One who only posts has no front: neither Socket Mode nor HTTP. */
export function speaks({ appToken, signingSecret }: NonNullable<Services['slack']>): boolean {
  return (appToken ?? signingSecret) !== undefined;
}

/** Whether Slack or Discord come to us, so that somebody has to listen. */
export function needsHttp({ slack, discord }: FrontPlans): boolean {
  return (
    (slack !== undefined && (slack.appToken === undefined || slack.oauth !== undefined)) ||
    discord?.publicKey !== undefined
  );
}
