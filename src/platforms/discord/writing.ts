import { idAt } from './fields.ts';
import { may, type Place } from './places.ts';
import { clip } from './render/clip.ts';
import { plainText } from './render/escape.ts';
import { LIMITS } from './render/limits.ts';
import { type DiscordMessage, payloadOf } from './render/message.ts';
import type { DiscordRest, Reply, Trouble } from './rest.ts';

/** What the parts of a send have in common. */
export type Errand = {
  readonly rest: DiscordRest;
  readonly place: Place;
  readonly key: string;
  readonly signal: AbortSignal;
};

/** A message that stands. `wait`: the channel takes no more before, ms. */
export type Written = {
  readonly channel: string;
  readonly message: string;
  readonly wait: number | undefined;
};
export type Wrote = Written | { readonly trouble: Trouble };

/**
 * Posts a message once: the same nonce within some minutes is the same message. `answer`: the message that it is an
 * answer to.
 */
export async function writeMessage(
  { rest, place, signal }: Errand,
  message: DiscordMessage,
  to: { readonly channel: string; readonly nonce: string; readonly answer?: string },
): Promise<Wrote> {
  const shown = permitted(message, place);
  const { answer } = to;
  const body = {
    ...payloadOf(shown),
    nonce: to.nonce,
    enforce_nonce: true,
    ...(answer === undefined ? {} : { message_reference: { message_id: answer, fail_if_not_exists: false } }),
  };
  const path = `/channels/${to.channel}/messages` as const;
  return written(await rest.call({ method: 'POST', path, body, files: shown.files, signal }), to.channel);
}

/** Changes a message of our own; nothing of what stood there is left. */
export async function editMessage(
  { rest, place, signal }: Errand,
  message: DiscordMessage,
  { channel, message: id }: { readonly channel: string; readonly message: string },
): Promise<Wrote> {
  const shown = permitted(message, place);
  const path = `/channels/${channel}/messages/${id}` as const;
  const reply = await rest.call({
    method: 'PATCH',
    path,
    body: payloadOf(shown),
    files: shown.files,
    signal,
  });
  return written(reply, channel);
}

/** A post of a forum: a thread with a title and its first message, both of one id. Discord takes no nonce for it. */
export async function writeForumPost(
  { rest, place, signal }: Errand,
  message: DiscordMessage,
  title: string,
): Promise<Wrote> {
  const shown = permitted(message, place);
  const body = {
    name: titleOf(title),
    ...(place.tag === undefined ? {} : { applied_tags: [place.tag] }),
    message: payloadOf(shown),
  };
  const path = `/channels/${place.channel}/threads` as const;
  const reply = await rest.call({ method: 'POST', path, body, files: shown.files, signal });
  if ('trouble' in reply) return reply;
  const thread = idAt(reply.body, 'id');
  const first = idAt(reply.body, 'message', 'id') ?? thread;
  if (thread === undefined || first === undefined) return { trouble: strange() };
  return { channel: thread, message: first, wait: reply.wait };
}

/** Of a thread; Discord wants something there. */
export function titleOf(text: string): string {
  return clip(plainText(text), LIMITS.threadName) || 'Thread';
}

/** A picture is left out where none may be attached. */
function permitted(message: DiscordMessage, place: Place): DiscordMessage {
  if (message.files.length === 0 || may(place, 'attach')) return message;
  const embeds = message.embeds.map(({ image: _, ...embed }) => embed);
  return { ...message, embeds, files: [] };
}

function written(reply: Reply, channel: string): Wrote {
  if ('trouble' in reply) return reply;
  const message = idAt(reply.body, 'id');
  return message === undefined
    ? { trouble: strange() }
    : { channel: idAt(reply.body, 'channel_id') ?? channel, message, wait: reply.wait };
}

/** It was taken, as far as the status says. */
function strange(): Trouble {
  return { what: 'unclear', why: 'Discord answered what nobody understands' };
}
