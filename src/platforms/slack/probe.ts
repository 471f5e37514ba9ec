import type { Place } from './place.ts';
import type { Session } from './session.ts';

const SENTENCES: Readonly<Record<string, string>> = {
  is_archived: 'the channel is archived: choose another one, or unarchive it',
};

/** Why a channel cannot be posted to, as far as Slack lets us see; undefined: it can, or nobody can tell. */
export async function probePlace(
  { call, name }: Session,
  { channel }: Place,
  signal: AbortSignal,
): Promise<string | undefined> {
  const invite = `invite me: \`/invite @${name}\``;
  const asked = await call((client) => client.conversations.info({ channel }), signal);
  if ('trouble' in asked) {
    const { trouble } = asked;
    if (trouble.kind !== 'said') return undefined;
    if (trouble.error === 'channel_not_found')
      return `there is no such channel, or it is private and I am not in it: ${invite}`;
    return SENTENCES[trouble.error];
  }
  const found = asked.value.channel;
  if (found?.is_archived === true) return SENTENCES.is_archived;
  const isTalk = found?.is_im === true || found?.is_mpim === true;
  return found?.is_member === false && !isTalk ? `I am not in the channel: ${invite}` : undefined;
}
