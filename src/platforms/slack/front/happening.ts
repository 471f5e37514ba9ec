import type { WebClient } from '@slack/web-api';
import type { CommandSpec } from '../../../domain/answer/command-spec.ts';
import type { Desk, Talk } from '../../../ports/chat.ts';
import type { AnswerFor } from './answering.ts';
import type { Caller } from './caller.ts';
import type { Codes } from './codes.ts';
import { type Fields, fieldsAt, textAt } from './fields.ts';
import type { Joined } from './joined.ts';
import type { Present } from './present.ts';
import { createReply, type Reply } from './reply.ts';
import type { Seen } from './seen.ts';

/** Something that came from Slack: checked, new, and of a workspace that the program is installed in. */
export type Happening = {
  readonly body: Fields;
  /** Where it is installed, by what Slack says; nothing in a message or button says that. */
  readonly team: string;
  readonly client: WebClient;
  /** Says to Slack that it came; only the first time counts. Never rejects. */
  readonly acknowledge: (said?: object) => Promise<void>;
  /** It came before; it is only to be acknowledged. */
  readonly isRepeated: boolean;
};

/** What happenings are handled with. */
export type Counter = {
  readonly specs: readonly CommandSpec[];
  readonly read: Desk['read'];
  readonly answerFor: AnswerFor;
  readonly present: Present;
  readonly codes: Codes;
  readonly seen: Seen;
  readonly joined: Joined;
  /** Work that nobody waits for, but closing does. */
  readonly aside: (work: Promise<void>) => void;
  readonly talk: Talk;
};

/** Who pressed a button, sent a form or took a shortcut. */
export function callerFrom(
  { body, team, client }: Happening,
  at: Pick<Caller, 'channel' | 'prefix'>,
): Caller {
  const user = fieldsAt(body, 'user');
  const name = textAt(user, 'username') || textAt(user, 'name') || textAt(user, 'id');
  return { team, client, user: { id: textAt(user, 'id'), name }, ...at };
}

/** The channel that a payload names. */
export function channelFrom(body: Fields): Caller['channel'] {
  const id = textAt(body, 'channel', 'id') || textAt(body, 'container', 'channel_id');
  return id === '' ? undefined : { id, name: textAt(body, 'channel', 'name') };
}

/** How he who caused it is answered: through the address that came with it. */
export function replyTo({ body }: Happening, caller: Caller, talk: Talk): Reply {
  const thread = textAt(body, 'container', 'thread_ts');
  const url = textAt(body, 'response_url');
  return createReply({ caller, url, talk, thread: thread === '' ? undefined : thread });
}
