import { repliesOf } from './posts.ts';
import type { FakeMessage, Json } from './types.ts';
import { teamOf, type World } from './world.ts';

/** A message as the Web API tells it. */
export function messageJson(world: World, message: FakeMessage, withMetadata: boolean): Json {
  const bot = teamOf(world, message.team).bot;
  const replies = message.thread === undefined ? repliesOf(world, message) : [];
  const last = replies.at(-1);
  const edited =
    message.history.length > 0 ? { user: message.author, ts: String(message.at / 1000) } : undefined;
  return {
    type: 'message',
    ...(message.broadcast ? { subtype: 'thread_broadcast' } : {}),
    user: message.author,
    ts: message.ts,
    team: message.team,
    text: message.text,
    ...(message.own && bot ? { bot_id: bot.id, app_id: world.app.id } : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(edited ? { edited } : {}),
    ...(message.thread === undefined ? {} : { thread_ts: message.thread }),
    ...(last ? { thread_ts: message.ts, reply_count: replies.length, latest_reply: last.ts } : {}),
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
  };
}
