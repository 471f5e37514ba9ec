import type { Receipt } from '../../domain/delivery/delivery.ts';
import type { Post } from '../../ports/platform.ts';
import { idAt } from './fields.ts';
import { hasThreads, may } from './places.ts';
import { renderLinePost } from './render/card.ts';
import type { DiscordMessage } from './render/message.ts';
import { isGone, openThread, sayInThread, type Threads } from './threads.ts';
import { type Errand, type Wrote, writeMessage } from './writing.ts';

export type LinePost = Extract<Post, { what: 'line' }>;

/** Where a card stands: the channel (of a forum's post its thread), and the message in it. */
export type Standing = { readonly channel: string; readonly message: string; readonly thread: string };

/** undefined where the receipt is none of ours. */
export function standingOf(receipt: Receipt | undefined): Standing | undefined {
  const channel = idAt(receipt, 'channel');
  const message = idAt(receipt, 'message');
  // The thread under a message has its id.
  return channel === undefined || message === undefined
    ? undefined
    : { channel, message, thread: idAt(receipt, 'thread') ?? message };
}

type LineErrand = { readonly errand: Errand; readonly nonce: string; readonly threads: Threads };

/**
 * Says what happened under its card: in the thread below it, which is opened with the first line; as an answer to it
 * where there can be no thread; by itself where there is no card.
 */
export async function bringLine(post: LinePost, { errand, nonce, threads }: LineErrand): Promise<Wrote> {
  const { place } = errand;
  const { card, step } = post;
  const under = standingOf(post.under);
  const alone = (): DiscordMessage => renderLinePost(card, step, { alone: true });
  if (under === undefined) return writeMessage(errand, alone(), { channel: place.channel, nonce });
  const line = renderLinePost(card, step);
  if (place.kind === 'forum') return sayInThread(errand, line, { thread: under.thread, nonce });
  if (hasThreads(place)) {
    const said = await sayBelow(line, under, card.title, { errand, nonce, threads });
    if (said !== 'none') return said;
  }
  // An answer to a card shows it; but Discord lets only those answer who may read what was said.
  return may(place, 'history')
    ? writeMessage(errand, line, { channel: place.channel, nonce, answer: under.message })
    : writeMessage(errand, alone(), { channel: place.channel, nonce });
}

async function sayBelow(
  line: DiscordMessage,
  { message, thread }: Standing,
  title: string,
  { errand, nonce, threads }: LineErrand,
): Promise<Wrote | 'none'> {
  const isKnown = threads.has(message);
  const opened = await openThread(errand, { message, title, threads });
  if (opened !== 'open') return opened;
  const said = await sayInThread(errand, line, { thread, nonce });
  if (!('trouble' in said)) {
    threads.note(message, true);
    return said;
  }
  if (!isGone(said.trouble)) return said;
  threads.note(message, false);
  if (isKnown) return sayBelow(line, { channel: '', message, thread }, title, { errand, nonce, threads });
  // Neither the card nor its thread is there any more: who deleted it wants no more of it.
  return { trouble: DELETED };
}

const DELETED = { what: 'refused', status: 404, code: 10008, message: '' } as const;
