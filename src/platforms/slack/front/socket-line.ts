import type { SocketModeReceiver } from '@slack/bolt';
import { UserError } from '../../../ports/errors.ts';
import { textAt } from './fields.ts';
import { within } from './within.ts';

/** A socket that is open and says nothing is none. */
const PATIENCE = 30_000;
const CLOSING = 3000;

const HOPELESS: ReadonlySet<string> = new Set([
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'user_removed_from_team',
  'team_disabled',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'forbidden_team',
]);

/** Socket Mode, one connection at a time; made anew each time that it is opened. */
export function createSocketLine({ client }: Pick<SocketModeReceiver, 'client'>) {
  return {
    open: async (): Promise<{ lost: Promise<void> }> => {
      let onLost: () => void = () => {};
      const lost = new Promise<void>((resolve) => {
        onLost = resolve;
        client.once('disconnected', onLost);
      });
      try {
        const opened = client.start().then(() => 'opened' as const);
        if ((await within(PATIENCE, opened, 'late')) === 'late') {
          opened.catch(() => {});
          await within(CLOSING, client.disconnect(), undefined);
          throw new Error('Slack opened a connection and did not greet');
        }
        return { lost };
      } catch (error) {
        client.off('disconnected', onLost);
        throw told(error);
      }
    },
    close: async (): Promise<void> => {
      await within(CLOSING, client.disconnect(), undefined);
    },
  };
}

function told(error: unknown): unknown {
  const name = textAt(error, 'data', 'error');
  if (error === undefined) return new Error('Slack closed the connection before it greeted');
  return HOPELESS.has(name)
    ? new UserError(
        `Slack refuses SLACK_APP_TOKEN (${name}): make a token with connections:write under Basic Information, App-Level Tokens`,
      )
    : error;
}
