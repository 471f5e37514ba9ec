import { createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HTTPReceiver, Installation, Logger } from '@slack/bolt';
import type { Installations, Talk } from '../../../ports/chat.ts';
import { seal } from '../seal.ts';
import { isSlackId, tenantOf } from './caller.ts';
import { clientOptions } from './clients.ts';
import type { InstalledTeams } from './installations.ts';
import { sendPage } from './page.ts';
import { redact } from './redact.ts';
import { SCOPES } from './scopes.ts';
import type { SlackOauth } from './settings.ts';

export const INSTALL_PATH = '/slack/install';
export const REDIRECT_PATH = '/slack/oauth_redirect';

type Parts = {
  readonly api: string;
  readonly oauth: SlackOauth;
  readonly installations: Installations;
  readonly teams: InstalledTeams;
  readonly logger: Logger;
  readonly talk: Talk;
};

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Installs the app in more workspaces, by Bolt's own OAuth (its state is signed and bound to the browser by a cookie).
 * `Receiver`: Bolt's HTTP receiver, of which only that is used: Bolt gives it to nobody otherwise.
 */
export function createOauth(Receiver: typeof HTTPReceiver, parts: Parts): Record<string, Handle> {
  const { api, oauth, logger, talk } = parts;
  const redirectUri = oauth.publicUrl.replace(/\/$/, '') + REDIRECT_PATH;
  const { installer } = new Receiver({
    signingSecret: oauth.clientSecret,
    clientId: oauth.clientId,
    clientSecret: oauth.clientSecret,
    stateSecret: createHmac('sha256', oauth.key).update('slack oauth state').digest('hex'),
    redirectUri,
    scopes: [...SCOPES],
    logger,
    installationStore: storeOf(parts),
    installerOptions: {
      redirectUriPath: REDIRECT_PATH,
      directInstall: true,
      authorizationUrl: new URL('/oauth/v2/authorize', api).href,
      clientOptions: clientOptions(api, logger),
    },
  });
  if (!installer) throw new Error('Bolt made no installer');
  return {
    [INSTALL_PATH]: (request, response) =>
      installer.handleInstallPath(request, response, {}, { scopes: [...SCOPES], redirectUri }),
    [REDIRECT_PATH]: (request, response) =>
      installer.handleCallback(request, response, {
        success: (installation) => sendPage(response, 200, welcome(installation.team?.name)),
        failure: (error) => {
          talk('warn', 'Slack: an installation was not finished', { why: redact(error) });
          sendPage(response, error instanceof Refusal ? 409 : 400, excuse(error));
        },
      }),
  };
}

/** Why an installation is not taken: for him who installs. */
class Refusal extends Error {
  override name = 'Refusal';
}

function storeOf({ oauth, installations, teams, talk }: Parts) {
  return {
    storeInstallation: async (given: { readonly isEnterpriseInstall?: boolean }): Promise<void> => {
      const kept = keptOf(given);
      await installations.keep(tenantOf(kept.team.id), seal(JSON.stringify(kept), oauth.key));
      teams.keep({ team: kept.team.id, token: kept.bot.token, bot: kept.bot.userId });
      talk('info', 'Slack: installed in a workspace', { team: kept.team.id });
    },
    fetchInstallation: (): Promise<never> => Promise.reject(new Error('it is asked of nobody')),
  };
}

/** As little as is needed, as Bolt's `Installation`: no token of a person is kept. */
function keptOf(given: Partial<Installation>) {
  const { team, bot, isEnterpriseInstall } = given;
  if (isEnterpriseInstall === true || !team)
    throw new Refusal('lorewatch is installed workspace by workspace, not in a whole organization');
  if (!bot || !isSlackId(team.id)) throw new Refusal('Slack gave no token of a bot');
  if (bot.refreshToken !== undefined)
    throw new Refusal('turn off token rotation in the settings of the app, then install it again');
  return {
    team: { id: team.id, name: team.name },
    bot: { token: bot.token, userId: bot.userId, id: bot.id, scopes: bot.scopes },
    isEnterpriseInstall: false,
    authVersion: 'v2',
  };
}

function welcome(team: string | undefined): string {
  const where = team === undefined ? 'your workspace' : team;
  return `lorewatch is installed in ${where}. In Slack, invite it to a channel (/invite @lorewatch), then type: /lorewatch subscribe`;
}

function excuse(error: Error): string {
  const why = error instanceof Refusal ? `: ${error.message}` : '';
  return `lorewatch was not installed${why}. Begin again at ${INSTALL_PATH}; links to the second step work once, in the same browser, for ten minutes.`;
}
