import type { SlackDraw } from './picture.ts';

/** How the program is spoken to in Slack. Holds secrets. */
export type SlackFrontSettings = {
  /** Address of the Web API, with the slash at its end: `https://slack.com/api/`. */
  readonly api: string;
  /** Slack is connected to from here; no public address is needed. */
  readonly socket?: { readonly appToken: string } | undefined;
  /** Slack calls us. */
  readonly http?: { readonly signingSecret: string } | undefined;
  /** Of the one workspace it is installed in. */
  readonly botToken?: string | undefined;
  /** Where people install it in workspaces of their own. `publicUrl`: without a slash at its end. */
  readonly oauth?: SlackOauth | undefined;
  /** Ids of people who may change subscriptions besides those whom Slack itself lets: `U123`, or `T1/U123`. */
  readonly managers: readonly string[];
  readonly draw: SlackDraw;
};

export type SlackOauth = {
  readonly clientId: string;
  readonly clientSecret: string;
  /** What installations are sealed with. */
  readonly key: string;
  readonly publicUrl: string;
};
