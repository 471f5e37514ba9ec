import type { Desk, Talk } from '../../../ports/chat.ts';
import { isSlackId, tenantOf } from './caller.ts';
import { type Fields, fieldsAt, textAt } from './fields.ts';
import type { InstalledTeams } from './installations.ts';
import { redact } from './redact.ts';

type Parts = {
  readonly teams: InstalledTeams;
  readonly forget: Desk['forget'];
  readonly talk: Talk;
  /** Whether it is any matter of ours; where there is but one workspace, another one is not. */
  readonly isServed: (team: string) => boolean;
};

/** The app was removed from a workspace, or its token taken away: nothing of that workspace is kept. */
export async function onGone({ teams, forget, talk, isServed }: Parts, body: Fields): Promise<void> {
  const team = textAt(body, 'team_id');
  if (!isSlackId(team) || !isServed(team) || !isOurs(body)) return;
  teams.drop(team);
  try {
    const subscriptions = await forget(tenantOf(team));
    talk('info', 'Slack: removed from a workspace; what was kept of it is gone', { team, subscriptions });
  } catch (error) {
    talk('error', 'Slack: what is kept of a workspace could not be removed', { team, why: redact(error) });
  }
}

/** Tokens of people are revoked too, when they leave: of ours only the bot's is. */
function isOurs(body: Fields): boolean {
  if (textAt(body, 'event', 'type') !== 'tokens_revoked') return true;
  const { bot } = fieldsAt(body, 'event', 'tokens');
  return Array.isArray(bot) && bot.length > 0;
}
