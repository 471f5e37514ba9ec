import { NOTHING, wrong } from './answering.ts';
import { findMailLink } from './find-link.ts';
import { type Counter, callerFrom, channelFrom, type Happening, replyTo } from './happening.ts';
import { tell } from './on-command.ts';
import { NO_PREFIX } from './view-place.ts';

const NO_LINK =
  'there is no link to a mail in this message: I look for one such as https://lore.kernel.org/r/20260102.3@example.org';

/** "Track this series", of a message: follows what it links to. */
export async function onTrack(counter: Counter, happening: Happening): Promise<void> {
  await happening.acknowledge();
  if (happening.isRepeated) return;
  const { body } = happening;
  const caller = callerFrom(happening, { channel: channelFrom(body), prefix: NO_PREFIX });
  const reply = replyTo(happening, caller, counter.talk);
  const link = findMailLink(body.message);
  if (link === undefined)
    return reply(await counter.present(wrong(NOTHING, NO_LINK), 'whisper', caller), 'ephemeral');
  await tell(counter, { command: 'follow', values: { mail: link }, page: 0 }, caller, reply);
}
