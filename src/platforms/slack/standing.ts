import type { ConversationsHistoryResponse } from '@slack/web-api';
import type { Call } from './client.ts';

/** By which messages of ours are known again; people of the workspace can read it. */
export const EVENT_TYPE = 'lorewatch_delivery';

const SECOND = 1000;
/** Their clocks and ours. */
const CLOCKS = 10 * SECOND;
const PAGE = 200;
const MOST_PAGES = 5;

/** `part`: 0 = the post itself, or the head of a digest. */
export type Standing = { readonly ts: string; readonly part: number };

export type Search = {
  readonly channel: string;
  /** `ts` of the thread to be looked through; undefined: the channel. */
  readonly thread?: string | undefined;
  /** ms; what is older is not looked at. */
  readonly since: number;
  /** Where the messages that count began, ms: it is enough to have looked back so far. */
  readonly needed: number;
  readonly key: string;
};

/**
 * Looks for messages that bear the key of a delivery. undefined where Slack does not let us look, or there is too much to
 * look through.
 */
export async function findStanding(
  call: Call,
  search: Search,
  signal: AbortSignal,
): Promise<readonly Standing[] | undefined> {
  const found: Standing[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const asked = await readPage(call, search, cursor, signal);
    if ('trouble' in asked) return undefined;
    const { messages = [], has_more: isMore = false, response_metadata: more } = asked.value;
    found.push(...messages.flatMap((message) => standingOf(message, search.key)));
    cursor = more?.next_cursor;
    if (!isMore || cursor === undefined || cursor === '') return found;
    const oldest = Math.min(...messages.map(({ ts }) => Number(ts) * SECOND));
    // A channel is read from its end; a thread from its beginning.
    if (search.thread === undefined && oldest < search.needed - CLOCKS) return found;
  }
  return undefined;
}

function readPage(
  call: Call,
  { channel, thread, since }: Search,
  cursor: string | undefined,
  signal: AbortSignal,
): ReturnType<typeof call<ConversationsHistoryResponse>> {
  const args = {
    channel,
    oldest: ((since - CLOCKS) / SECOND).toFixed(6),
    include_all_metadata: true,
    limit: PAGE,
    ...(cursor === undefined ? {} : { cursor }),
  };
  return call<ConversationsHistoryResponse>(
    (client) =>
      thread === undefined
        ? client.conversations.history(args)
        : client.conversations.replies({ ...args, ts: thread }),
    signal,
  );
}

type Message = NonNullable<ConversationsHistoryResponse['messages']>[number];

function standingOf({ ts, metadata }: Message, key: string): Standing[] {
  if (ts === undefined || metadata?.event_type !== EVENT_TYPE) return [];
  const { delivery_id: id, part } = { delivery_id: undefined, part: 0, ...metadata.event_payload };
  return id === key && typeof part === 'number' ? [{ ts, part }] : [];
}
