import type { Deliveries } from './deliver.ts';
import type { FakeChannel, FakeMessage, FakeView } from './types.ts';
import { keyOf, sightOf, type Team, type World } from './world.ts';

export type Deps = { readonly world: World; readonly deliveries: Deliveries };
export type Me = { readonly id: string; readonly team: Team };
export type Place = FakeMessage | FakeView;

export function placeOf({ id, team }: Me, channel: string): FakeChannel {
  const found = team.channels.get(channel);
  if (!found?.members.has(id)) throw new Error(`${id} is not in ${channel}`);
  return found;
}

/** What stands there now, of a message or view that he looked at before. */
export function standing({ world }: Deps, { id, team }: Me, place: Place): Place {
  const sight = sightOf(world, team.id, id);
  const found =
    'ts' in place
      ? world.messages.get(keyOf(place))
      : [...sight.modals, sight.home].find((view) => view?.id === place.id);
  const isHis =
    found !== undefined &&
    ('ts' in found
      ? !found.deleted && (found.ephemeral === undefined ? canRead(team, id, found) : found.ephemeral === id)
      : true);
  if (!found || !isHis) throw new Error(`${id} does not see it (any more): ${place.seen}`);
  return found;
}

function canRead(team: Team, id: string, message: FakeMessage): boolean {
  return team.channels.get(message.channel)?.members.has(id) ?? false;
}
