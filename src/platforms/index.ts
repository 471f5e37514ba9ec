import type { PlatformId } from '../domain/subscription/target.ts';
import type { Http } from '../ports/http.ts';
import type { Platform, Platforms } from '../ports/platform.ts';
import { createConsole } from './console/console.ts';
import type { Dkim } from './email/compose.ts';
import { createEmail } from './email/email.ts';
import { createFile } from './file/file.ts';
import { createWebhook } from './webhook/webhook.ts';

export type PlatformSettings = {
  /** `url`: SMTP_URL, a secret; `from`: MAIL_FROM. */
  readonly smtp:
    | { readonly url: string; readonly from: string | undefined; readonly dkim?: Dkim | undefined }
    | undefined;
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
export function createPlatforms({ smtp, domain }: PlatformSettings, deps: PlatformDeps): Platforms {
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
  ];
  return new Map<PlatformId, Platform>(all.map((platform) => [platform.id, platform]));
}
