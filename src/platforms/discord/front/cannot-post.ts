import { type Right, tellMissing } from '../permissions.ts';
import { type GuildInteraction, isInThread } from './interaction.ts';
import { readPermissions } from './read-permissions.ts';

/** What is needed to post, and to keep what becomes of a card in a thread below it. */
const IN_CHANNELS: readonly Right[] = ['view', 'send', 'embed', 'createThreads', 'sendInThreads'];
/** Channels without threads: the chats of voice and stage channels. */
const WITHOUT_THREADS: readonly Right[] = ['view', 'send', 'embed'];
const IN_THREADS: readonly Right[] = ['view', 'embed', 'sendInThreads'];

const VOICE: readonly number[] = [2, 13];
/** Channel types of Discord's (docs, Channel Types) where nothing can be posted: why not. */
const NO_PLACES: Readonly<Record<number, string>> = {
  1: 'nothing is posted to direct messages; ask in a channel of a server',
  3: 'nothing is posted to direct messages; ask in a channel of a server',
  4: 'a category holds no messages; ask in a text channel',
  14: 'nothing is posted to a directory; ask in a text channel',
};

/**
 * Why nothing can be posted where it was asked, by what Discord says with the interaction: a sentence with the way out.
 * Undefined: it can. Pictures alone are not worth a refusal.
 */
export function cannotPost({ channel, app_permissions }: GuildInteraction): string | undefined {
  if (channel === undefined)
    return 'Discord does not say in which channel this was asked; ask in a text channel';
  const no = NO_PLACES[channel.type];
  if (no !== undefined) return no;
  const isThread = isInThread({ channel });
  if (isThread && isLocked(channel)) return 'this thread is locked; ask in a channel, or in an open thread';
  const usual = VOICE.includes(channel.type) ? WITHOUT_THREADS : IN_CHANNELS;
  return tellMissing(readPermissions(app_permissions), isThread ? IN_THREADS : usual, 'this channel');
}

function isLocked(channel: object): boolean {
  const data: unknown = Reflect.get(channel, 'thread_metadata');
  return typeof data === 'object' && data !== null && Reflect.get(data, 'locked') === true;
}
