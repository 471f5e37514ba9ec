import type { Talk } from '../../../ports/chat.ts';
import type { SlackMessage } from '../render/message.ts';
import type { Caller } from './caller.ts';
import { textAt } from './fields.ts';
import { withoutPictures } from './picture.ts';
import { redact } from './redact.ts';

/** `ephemeral`: only he sees it; `public`: everybody in the channel; `replace`: in place of what he pressed a button of. */
export type Way = 'ephemeral' | 'public' | 'replace';
export type Reply = (message: SlackMessage, way: Way) => Promise<void>;

type Parts = {
  readonly caller: Caller;
  /** Takes five messages within half an hour; no caller sends more than two, or four with pictures. A secret. */
  readonly url: string;
  /** `ts` of the thread that he is in; undefined: in none. */
  readonly thread?: string | undefined;
  readonly talk: Talk;
};

const PATIENCE = 10_000;

/**
 * Brings answers through the response_url of what somebody did; where that takes none any more, as an ephemeral
 * message of the bot. Never rejects: what cannot be brought is said in the log.
 */
export function createReply({ caller, url, thread, talk }: Parts): Reply {
  return async (message, way) => {
    const problem = url === '' ? 'no address' : await post(url, bodyOf(message, way, thread));
    if (problem === undefined) return;
    const simple = { ...message, blocks: withoutPictures(message.blocks) };
    const isSimpler = url !== '' && simple.blocks.length < message.blocks.length;
    if (isSimpler && (await post(url, bodyOf(simple, way, thread))) === undefined) return;
    const failed = await whisper(caller, simple, thread);
    if (failed !== undefined) {
      talk('warn', 'an answer could not be brought to Slack', { problem, failed, team: caller.team });
    }
  };
}

function bodyOf({ text, blocks }: SlackMessage, way: Way, thread: string | undefined): string {
  return JSON.stringify({
    ...(way === 'replace' ? {} : { response_type: way === 'public' ? 'in_channel' : 'ephemeral' }),
    replace_original: way === 'replace',
    text,
    blocks,
    unfurl_links: false,
    unfurl_media: false,
    ...(thread === undefined ? {} : { thread_ts: thread }),
  });
}

/** undefined: it was taken. Nothing is sent twice: an answer that may have been shown is at worst shown once more. */
async function post(url: string, body: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    await response.body?.cancel();
    return response.ok ? undefined : `status ${response.status}`;
  } catch (error) {
    return redact(error);
  }
}

async function whisper(
  { client, channel, user }: Caller,
  { text, blocks }: SlackMessage,
  thread: string | undefined,
): Promise<string | undefined> {
  if (!channel) return 'he is in no channel';
  try {
    await client.chat.postEphemeral({
      channel: channel.id,
      user: user.id,
      text,
      blocks: [...blocks],
      ...(thread === undefined ? {} : { thread_ts: thread }),
    });
    return undefined;
  } catch (error) {
    return textAt(error, 'data', 'error') || redact(error);
  }
}
