import type { PlatformId } from '../domain/subscription/target.ts';
import type { Http } from '../ports/http.ts';
import type { Platform, Platforms } from '../ports/platform.ts';
import { createConsole } from './console/console.ts';
import { createDiscord } from './discord/platform.ts';
import type { Dkim } from './email/compose.ts';
import { createEmail } from './email/email.ts';
import { createFile } from './file/file.ts';
import { drawPicture } from './picture.ts';
import { createSlack } from './slack/platform.ts';
import { createSlackTokens } from './slack/tokens.ts';
import { createWebhook } from './webhook/webhook.ts';

export type SlackPlatformSettings = {
  readonly api: string;
  /** Of the one workspace; a secret. */
  readonly botToken: string | undefined;
  /** Opens what is kept of others; a secret. */
  readonly key: string | undefined;
  readonly sealedOf: (team: string) => string | undefined;
};

export type DiscordPlatformSettings = {
  readonly api: string;
  /** A secret. */
  readonly token: string | undefined;
};

export type PlatformSettings = {
  /** `url`: SMTP_URL, a secret; `from`: MAIL_FROM. */
  readonly smtp:
    | { readonly url: string; readonly from: string | undefined; readonly dkim?: Dkim | undefined }
    | undefined;
  readonly slack: SlackPlatformSettings;
  readonly discord: DiscordPlatformSettings;
  /** The name under which this lorewatch is known: of List-ID. That of MAIL_FROM where there is none. */
  readonly domain?: string | undefined;
};

export type PlatformDeps = {
  readonly http: Http;
  /** To the terminal. */
  readonly print: (text: string) => void;
  readonly columns: number;
  readonly color: boolean;
  /** Of the installation, random, kept: webhooks are signed with what is derived from it. */
  readonly secret: string;
  /** Of the program. */
  readonly version: string;
};

/** All platforms by their ids; one that is not set up says so in `check`. */
export function createPlatforms(
  { smtp, domain, slack, discord }: PlatformSettings,
  deps: PlatformDeps,
): Platforms {
  const all: readonly Platform[] = [
    createConsole(deps),
    createFile(),
    createEmail({
      url: smtp?.url,
      from: smtp?.from,
      dkim: smtp?.dkim,
      listDomain: domain,
      version: deps.version,
    }),
    createWebhook(deps),
    createSlack({ api: slack.api, tokens: createSlackTokens(slack), draw: drawPicture }),
    createDiscord({ ...discord, draw: drawPicture }),
  ];
  return new Map<PlatformId, Platform>(all.map((platform) => [platform.id, platform]));
}
