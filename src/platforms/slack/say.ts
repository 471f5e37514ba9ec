import type { Outcome } from '../../domain/delivery/delivery.ts';
import type { Call } from './client.ts';
import { outcomeOf } from './outcome.ts';
import type { SlackMessage } from './render/message.ts';
import { EVENT_TYPE } from './standing.ts';

/** Slack takes about one message a second in a channel, ms. */
export const BETWEEN = 1000;

export type Saying = {
  readonly call: Call;
  readonly channel: string;
  readonly key: string;
  readonly signal: AbortSignal;
};

/** Posts a message, in a thread where one is given; never for the channel too. */
export async function sayIt(
  { call, channel, key, signal }: Saying,
  { text, blocks }: SlackMessage,
  { thread, part = 0 }: { readonly thread?: string | undefined; readonly part?: number } = {},
): Promise<Outcome> {
  const asked = await call(
    (client) =>
      client.chat.postMessage({
        channel,
        text,
        blocks: [...blocks],
        metadata: { event_type: EVENT_TYPE, event_payload: { delivery_id: key, part } },
        unfurl_links: false,
        unfurl_media: false,
        ...(thread === undefined ? {} : { thread_ts: thread }),
      }),
    signal,
  );
  return 'trouble' in asked ? outcomeOf(asked.trouble) : sentAs(channel, asked.value.ts);
}

/** Changes a message that stands: made twice, it is made once. Its metadata stays as it is. */
export async function changeIt(
  { call, channel, signal }: Saying,
  { text, blocks }: SlackMessage,
  ts: string,
): Promise<Outcome> {
  const asked = await call(
    (client) => client.chat.update({ channel, ts, text, blocks: [...blocks] }),
    signal,
  );
  return 'trouble' in asked ? outcomeOf(asked.trouble) : sentAs(channel, ts);
}

export function sentAs(channel: string, ts: string | undefined): Outcome {
  if (ts === undefined) return { what: 'unknown', why: 'Slack took it and did not say where it stands' };
  return { what: 'sent', receipt: { channel, ts }, wait: BETWEEN };
}
