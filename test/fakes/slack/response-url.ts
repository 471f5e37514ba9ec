import { readContent } from './content.ts';
import { edit, post, remove } from './posts.ts';
import { flag, isObject, oneOf, optional, shape, text } from './schema.ts';
import { RESPONSE_LIFE, RESPONSE_POSTS, type Trace } from './trace.ts';
import type { Json } from './types.ts';
import { keyOf, teamOf, type World } from './world.ts';

const anything = optional(() => undefined);
const known = shape({
  text: anything,
  blocks: anything,
  attachments: anything,
  metadata: anything,
  response_type: optional(oneOf('ephemeral', 'in_channel')),
  replace_original: optional(flag),
  delete_original: optional(flag),
  thread_ts: optional(text(20)),
  unfurl_links: optional(flag),
  unfurl_media: optional(flag),
  mrkdwn: optional(flag),
  parse: anything,
  link_names: optional(flag),
});

export type Responded = { readonly status: number; readonly body: Json };

const OK: Responded = { status: 200, body: { ok: true } };

/** A post to a response_url: five within half an hour. */
export function respond(world: World, key: string, body: Buffer): Responded {
  const trace = world.traces.find(({ responseKey }) => responseKey === key);
  if (!trace) return refuse(world, 404, 'expired_url', 'no such address');
  if (world.now() - trace.at > RESPONSE_LIFE) return refuse(world, 404, 'expired_url', 'after 30 minutes');
  if (trace.responses >= RESPONSE_POSTS)
    return refuse(world, 404, 'used_url', `more than ${RESPONSE_POSTS} posts`);
  const message = parse(body);
  if (!message) return refuse(world, 400, 'invalid_payload', 'no JSON object');
  trace.responses++;
  return say(world, trace, message);
}

/** A message that answers what somebody did, by its response_url or with the acknowledgement. */
export function say(world: World, trace: Trace, message: Json): Responded {
  const wrong: string[] = [];
  known(message, '', (why, at) => wrong.push(`${why} [json-pointer:${at}]`));
  if (wrong.length > 0) return refuse(world, 400, 'invalid_payload', wrong.join('; '));
  const original = standingOriginal(world, trace);
  if (message.delete_original === true) {
    if (!original) return refuse(world, 404, 'message_not_found', 'there is no original');
    remove(world, original, trace);
    return OK;
  }
  const content = readContent(world, trace.team, message);
  if ('error' in content) return refuse(world, 400, content.error, (content.errors ?? []).join('; '));
  if (message.replace_original === true && original) {
    trace.original = edit(world, original, content, trace);
    return OK;
  }
  const channel = teamOf(world, trace.team).channels.get(trace.channel ?? '');
  if (!channel) return refuse(world, 404, 'channel_not_found', 'it has no channel');
  if (channel.archived) return { status: 400, body: { ok: false, error: 'is_archived' } };
  const isPublic = message.response_type === 'in_channel';
  const made = post(
    world,
    {
      ...content,
      team: trace.team,
      channel: channel.id,
      author: teamOf(world, trace.team).bot?.user ?? 'lorewatch',
      own: true,
      thread: typeof message.thread_ts === 'string' ? message.thread_ts : trace.original?.thread,
      ephemeral: isPublic ? undefined : trace.user,
      unfurlLinks: message.unfurl_links !== false,
      unfurlMedia: message.unfurl_media !== false,
    },
    trace,
  );
  // A slash command has no message of its own: what is replaced is the first answer to it.
  trace.original ??= made;
  return OK;
}

function standingOriginal(world: World, { original }: Trace) {
  const current = original && world.messages.get(keyOf(original));
  return current?.deleted ? undefined : current;
}

function refuse(world: World, status: number, error: string, why: string): Responded {
  world.violate('response_url', `${error}: ${why}`);
  return { status, body: { ok: false, error } };
}

function parse(body: Buffer): Json | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
