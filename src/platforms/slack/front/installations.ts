import type { Authorize } from '@slack/bolt';

/** What is known of a workspace that the program is installed in. Holds a secret; lives in memory only. */
export type Installed = {
  readonly team: string;
  readonly token: string;
  /** User id of the bot. */
  readonly bot: string;
};

/** All of them, so that no event waits for the store. */
export type InstalledTeams = {
  readonly keep: (installed: Installed) => void;
  readonly drop: (team: string) => boolean;
  readonly has: (team: string) => boolean;
  readonly count: () => number;
  /** For Bolt. Rejects events of workspaces that it is not installed in, and of whole organizations. */
  readonly authorize: Authorize<boolean>;
};

export function createInstalledTeams(): InstalledTeams {
  const teams = new Map<string, Installed>();
  return {
    keep: (installed) => void teams.set(installed.team, installed),
    drop: (team) => teams.delete(team),
    has: (team) => teams.has(team),
    count: () => teams.size,
    authorize: async ({ teamId, isEnterpriseInstall }) => {
      const found = teamId === undefined || isEnterpriseInstall ? undefined : teams.get(teamId);
      if (!found) throw new Error('it is not installed in that workspace');
      return { teamId: found.team, botToken: found.token, botUserId: found.bot };
    },
  };
}
