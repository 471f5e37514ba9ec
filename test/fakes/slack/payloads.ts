import { viewJson } from './calls/views.ts';
import { messageJson } from './message-json.ts';
import { encode } from './mrkdwn.ts';
import { isObject } from './schema.ts';
import type { Trace } from './trace.ts';
import type { FakeChannel, FakeMessage, FakeView, Json } from './types.ts';
import { teamOf, type World } from './world.ts';

function channelName({ kind, name }: FakeChannel): string {
  return { channel: name, group: 'privategroup', im: 'directmessage' }[kind];
}

/** Of a slash command: a flat form. Its words come with `&`, `<` and `>` escaped, as all text does. */
export function commandPayload(world: World, trace: Trace, channel: FakeChannel, words: string): Json {
  const at = `${words} `.indexOf(' ');
  const team = teamOf(world, trace.team);
  return {
    token: 'fake-verification-token',
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: trace.user,
    user_name: team.people.get(trace.user)?.name ?? '',
    command: words.slice(0, at),
    text: encode(words.slice(at + 1).trim()),
    api_app_id: world.app.id,
    is_enterprise_install: 'false',
    response_url: trace.reaction.responseUrl ?? '',
    trigger_id: trace.triggerId,
  };
}

/** What every interaction begins with. */
export function interaction(world: World, trace: Trace, type: string): Json {
  const team = teamOf(world, trace.team);
  const name = team.people.get(trace.user)?.name ?? '';
  return {
    type,
    user: { id: trace.user, username: name, name, team_id: team.id },
    api_app_id: world.app.id,
    token: 'fake-verification-token',
    trigger_id: trace.triggerId,
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** Where something was pressed: in a message, or in a view. */
export function placeJson(world: World, trace: Trace, place: FakeMessage | FakeView): Json {
  if (!('ts' in place)) {
    return { container: { type: 'view', view_id: place.id }, view: viewJson(world, place) };
  }
  const channel = teamOf(world, place.team).channels.get(place.channel);
  const isEphemeral = place.ephemeral !== undefined;
  return {
    container: {
      type: 'message',
      message_ts: place.ts,
      channel_id: place.channel,
      is_ephemeral: isEphemeral,
      ...(place.thread === undefined ? {} : { thread_ts: place.thread }),
    },
    channel: { id: place.channel, name: channel ? channelName(channel) : '' },
    // Slack does not keep what only one person saw.
    ...(isEphemeral ? {} : { message: escaped(messageJson(world, place, true)) }),
    response_url: trace.reaction.responseUrl,
  };
}

/** Plain texts come back escaped (bolt-python #513). */
export function escaped(value: Json): Json {
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => {
      if (Array.isArray(entry)) return [key, entry.map((one) => (isObject(one) ? escaped(one) : one))];
      if (!isObject(entry)) return [key, entry];
      if (entry.type !== 'plain_text') return [key, escaped(entry)];
      return [key, { ...entry, text: encode(String(entry.text)), emoji: true }];
    }),
  );
}

/** The wrapper of the Events API. */
export function eventPayload(world: World, team: string, event: Json): Json {
  const bot = teamOf(world, team).bot;
  const at = Math.floor(world.now() / 1000);
  return {
    token: 'fake-verification-token',
    team_id: team,
    api_app_id: world.app.id,
    event: { event_ts: world.ts(), ...event },
    type: 'event_callback',
    event_id: world.id('Ev'),
    event_time: at,
    authorizations: [
      {
        enterprise_id: null,
        team_id: team,
        user_id: bot?.user ?? '',
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: world.id('4-'),
  };
}
