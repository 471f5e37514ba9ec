import { UserError } from '../../../ports/errors.ts';
import type { SlackFrontSettings } from './settings.ts';

/** Throws a UserError where the settings cannot work together. */
export function checkSettings({ socket, http, botToken, oauth }: SlackFrontSettings): void {
  if (!socket && !http)
    throw new UserError(
      'set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (Slack calls us over HTTP)',
    );
  if (socket && !socket.appToken.startsWith('xapp-'))
    throw new UserError(
      'SLACK_APP_TOKEN begins with xapp-: make one under Basic Information, App-Level Tokens',
    );
  if (botToken === undefined && !oauth)
    throw new UserError(
      'set SLACK_BOT_TOKEN for one workspace, or SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, LOREWATCH_KEY and a public address for several',
    );
}
