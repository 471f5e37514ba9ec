import type { Logger } from '@slack/bolt';
import type { Installations, Talk } from '../../../ports/chat.ts';
import { UserError } from '../../../ports/errors.ts';
import { unseal } from '../seal.ts';
import { isSlackId } from './caller.ts';
import { clientOptions } from './clients.ts';
import { textAt } from './fields.ts';
import type { InstalledTeams } from './installations.ts';

/** Names of Slack's for a token that will not work again by itself. */
const HOPELESS: ReadonlySet<string> = new Set([
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
]);

/**
 * Asks Slack whose token it is, and keeps that workspace in `teams`. Returns its id. Rejects where Slack cannot be
 * asked; a UserError where it refuses the token.
 */
export async function learnTeam(
  token: string,
  teams: InstalledTeams,
  { api, logger }: { readonly api: string; readonly logger: Logger },
): Promise<string> {
  const { WebClient } = await import('@slack/web-api');
  const told: unknown = await new WebClient(token, clientOptions(api, logger)).auth.test().catch(refused);
  const team = textAt(told, 'team_id');
  const bot = textAt(told, 'user_id');
  if (textAt(told, 'bot_id') === '' || !isSlackId(team))
    throw new UserError(
      'SLACK_BOT_TOKEN is not the token of a bot (xoxb-...): take the one under OAuth & Permissions',
    );
  teams.keep({ team, token, bot });
  return team;
}

function refused(error: unknown): never {
  const name = textAt(error, 'data', 'error');
  if (!HOPELESS.has(name)) throw error;
  throw new UserError(
    `Slack refuses SLACK_BOT_TOKEN (${name}): install the app in the workspace, and take the token under OAuth & Permissions`,
  );
}

/** Keeps in `teams` what the store has of installations. Those that the key does not open are said, and left out. */
export async function recallTeams(
  { list }: Installations,
  key: string,
  teams: InstalledTeams,
  talk: Talk,
): Promise<void> {
  for (const { tenant, sealed } of await list('slack:')) {
    const team = tenant.slice('slack:'.length).replace(/\/$/, '');
    const installation = parse(unseal(sealed, key));
    const token = textAt(installation, 'bot', 'token');
    if (token !== '' && isSlackId(team))
      teams.keep({ team, token, bot: textAt(installation, 'bot', 'userId') });
    else
      talk('error', 'Slack: an installation cannot be read with this LOREWATCH_KEY; install it there anew', {
        team,
      });
  }
}

function parse(json: string | undefined): unknown {
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}
