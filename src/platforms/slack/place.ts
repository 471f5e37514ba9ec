import type { Target } from '../../domain/subscription/target.ts';

const PLACE = /^slack:([A-Z0-9]{1,30})\/([A-Z0-9]{1,30})$/;

/** Ids of a workspace and of a channel in it. */
export type Place = { readonly team: string; readonly channel: string };

export function readPlace({ text }: Target): Place | undefined {
  const [, team, channel] = PLACE.exec(text) ?? [];
  return team === undefined || channel === undefined ? undefined : { team, channel };
}
