import type { WebClient } from '@slack/web-api';
import type { Target } from '../../../domain/subscription/target.ts';

/** Somebody who did something in Slack, as Slack itself told. Names are hostile text. */
export type Caller = {
  /** Where it is installed: the workspace. */
  readonly team: string;
  /** Where he is; undefined: in no channel (the home tab). */
  readonly channel: { readonly id: string; readonly name: string } | undefined;
  readonly user: { readonly id: string; readonly name: string };
  /** How a command begins: `/lorewatch `. */
  readonly prefix: string;
  /** Speaks to his workspace. */
  readonly client: WebClient;
};

/** What the targets of a workspace begin with. */
export function tenantOf(team: string): string {
  return `slack:${team}/`;
}

/** The channel as a place to post to. */
export function placeOf({ team, channel }: Pick<Caller, 'team' | 'channel'>): Target | undefined {
  return channel && { platform: 'slack', text: `${tenantOf(team)}${channel.id}` };
}

/** In the path of targets nothing else may stand. */
export function isSlackId(text: string): boolean {
  return /^[A-Z][A-Z0-9]{1,30}$/.test(text);
}
