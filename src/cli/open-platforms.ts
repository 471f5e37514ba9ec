import { readFileSync } from 'node:fs';
import type { Catalog } from '../catalog/catalog.ts';
import { createPlatforms } from '../platforms/index.ts';
import { UserError } from '../ports/errors.ts';
import type { Http } from '../ports/http.ts';
import type { Platforms } from '../ports/platform.ts';
import type { Store } from '../ports/store.ts';
import { type CliContext, isColored } from './context.ts';
import { readServices } from './services.ts';

/** What platforms work with; without a store no installation but the one of the environment is known. */
export type PlatformParts = {
  readonly catalog: Catalog;
  readonly store: Pick<Store, 'secret' | 'installation'> | undefined;
  /** Missing: nothing is posted by them; they are only asked whether they can. */
  readonly http?: Http;
};

/** The platforms, as the environment and the configuration set them up; to be closed. Throws UserError. */
export function openPlatforms(context: CliContext, { catalog, store, http }: PlatformParts): Platforms {
  const { smtp, slack, discord, key, url } = readServices(context.settings);
  const { endpoints } = catalog;
  return createPlatforms(
    {
      smtp: smtp && { ...smtp, dkim: http && readDkim(catalog) },
      slack: {
        api: endpoints.slackApi,
        botToken: slack?.botToken,
        key,
        // Whoever serves one workspace knows its token; what was kept of others before is not asked.
        sealedOf: (team) => (slack?.oauth ? store?.installation(`slack:${team}/`) : undefined),
      },
      discord: { api: endpoints.discordApi, token: discord?.token },
      domain: url && new URL(url).hostname,
    },
    {
      http: http ?? NO_HTTP,
      print: context.print,
      columns: context.columns,
      color: isColored(context),
      secret: store?.secret() ?? '',
      version: context.version,
    },
  );
}

function readDkim({ dkim }: Catalog) {
  if (dkim === undefined) return undefined;
  try {
    const privateKey = readFileSync(dkim.keyFile, 'utf8');
    return { domain: dkim.domain, selector: dkim.selector, privateKey };
  } catch (error) {
    throw new UserError(`the configuration names a DKIM key that cannot be read: ${dkim.keyFile}`, {
      cause: error,
    });
  }
}

/** Whether a webhook can be posted to is told without a network. */
const NO_HTTP: Http = {
  get: refuse,
  stream: refuse,
  turn: refuse,
  userAgent: '',
  close: async () => undefined,
};

async function refuse(): Promise<never> {
  throw new Error('these platforms are not for sending');
}
