import { unseal } from './seal.ts';

/** What opens a workspace. */
export type SlackTokens = {
  /** Asks no network. `wrong`: a sentence with the way out. */
  readonly tokenOf: (team: string) => { readonly token: string } | { readonly wrong: string };
};

export type SlackTokenSettings = {
  /** SLACK_BOT_TOKEN, of the one workspace of those who have one. */
  readonly botToken: string | undefined;
  /** What is kept of the installation of a team (its id), sealed; JSON of Bolt's Installation inside. */
  readonly sealedOf: (team: string) => string | undefined;
  /** LOREWATCH_KEY */
  readonly key: string | undefined;
};

/** The tokens of all workspaces. An installation goes before the token of the settings. */
export function createSlackTokens({ botToken, sealedOf, key }: SlackTokenSettings): SlackTokens {
  return {
    tokenOf: (team) => {
      const sealed = sealedOf(team);
      if (sealed === undefined)
        return botToken === undefined ? { wrong: missing(team) } : { token: botToken };
      const token = key === undefined ? undefined : readBotToken(unseal(sealed, key));
      return token === undefined ? { wrong: unreadable(team) } : { token };
    },
  };
}

function missing(team: string): string {
  return `lorewatch is not installed in the Slack workspace ${team}: set SLACK_BOT_TOKEN, or add it there by /slack/install`;
}

function unreadable(team: string): string {
  return `the token of the Slack workspace ${team} cannot be read with this LOREWATCH_KEY: give back the key it was kept with, or add lorewatch there anew by /slack/install`;
}

/** The token of the bot in what is kept of an installation: Bolt's `Installation` as JSON. */
function readBotToken(json: string | undefined): string | undefined {
  if (json === undefined) return undefined;
  try {
    const token = at(at(JSON.parse(json), 'bot'), 'token');
    return typeof token === 'string' && token !== '' ? token : undefined;
  } catch {
    return undefined;
  }
}

function at(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
