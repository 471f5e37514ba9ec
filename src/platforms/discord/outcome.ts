import type { Outcome } from '../../domain/delivery/delivery.ts';
import { cleanLine } from '../../render/clean.ts';
import { truncate } from '../../render/width.ts';
import type { Trouble } from './rest.ts';

const LONGEST = 160;
/** An edit of an old message, a channel that is written to too much: Discord says no time. */
const PAUSE = 60_000;

type Refused = Extract<Trouble, { what: 'refused' }>;
type Meaning =
  | { readonly scope: 'post' | 'target' | 'platform'; readonly why: string }
  | { readonly again: string };

/** What Discord's own codes mean for a delivery: docs, JSON Error Codes. */
const CODES: ReadonlyMap<number, Meaning> = new Map<number, Meaning>([
  [10003, { scope: 'target', why: 'the channel is gone from Discord, or was never there' }],
  [10004, { scope: 'target', why: 'the bot is not on that Discord server: invite it again' }],
  [10008, { scope: 'post', why: 'the message was deleted in Discord' }],
  [
    50001,
    {
      scope: 'target',
      why: 'the bot does not see the channel: give it "View Channel" there, or invite it again',
    },
  ],
  [50013, { scope: 'target', why: 'the bot lacks a permission in the channel' }],
  [50008, { scope: 'target', why: 'nothing can be posted to that kind of channel' }],
  [50024, { scope: 'target', why: 'nothing can be posted to that kind of channel' }],
  [40058, { scope: 'target', why: 'the channel became a forum: it is looked at again with the next post' }],
  [40067, { scope: 'target', why: 'the forum wants a tag on each post, and has none that the bot may set' }],
  [50007, { scope: 'target', why: 'nothing is posted to direct messages' }],
  [50005, { scope: 'post', why: 'the message is not one of the bot' }],
  [50083, { scope: 'post', why: 'the thread is archived' }],
  [160005, { scope: 'post', why: 'the thread is locked' }],
  [200000, { scope: 'post', why: 'the AutoMod of the server blocked it' }],
  [200001, { scope: 'post', why: 'the AutoMod of the server blocked its title' }],
  [240000, { scope: 'post', why: 'Discord takes a link in it for harmful' }],
  [20016, { again: 'the channel is in slow mode' }],
  [20022, { again: 'the channel was written to too much' }],
  [20028, { again: 'the channel was written to too much' }],
  [30046, { again: 'the message was edited too often' }],
  [40001, { scope: 'platform', why: 'Discord does not accept the token: check DISCORD_TOKEN' }],
  [40002, { scope: 'platform', why: 'Discord wants the account of the bot verified' }],
  [40333, { scope: 'platform', why: 'Discord blocks the requests of this machine' }],
]);

/** What became of a post that Discord did not take. */
export function outcomeOf(trouble: Trouble): Outcome {
  switch (trouble.what) {
    case 'unsent':
      return { what: 'again', why: trouble.why };
    case 'unclear':
      return { what: 'unknown', why: trouble.why };
    case 'limited':
      return {
        what: 'again',
        why: trouble.isGlobal
          ? 'Discord wants a pause of everything'
          : 'Discord wants a pause for this channel',
        wait: trouble.wait,
      };
    case 'stopped': {
      const why = `Discord refused too many requests; nothing is asked for ${Math.ceil(trouble.wait / 60_000)} minutes, lest it shuts this machine out`;
      return { what: 'refused', why, scope: 'platform' };
    }
    case 'refused':
      return refusedOutcome(trouble);
  }
}

/** The same where nothing was to be done yet but to look: what is not clear did not arrive. */
export function outcomeOfLook(trouble: Trouble): Outcome {
  return trouble.what === 'unclear' ? { what: 'again', why: trouble.why } : outcomeOf(trouble);
}

function refusedOutcome(trouble: Refused): Outcome {
  const meaning = trouble.code === undefined ? undefined : CODES.get(trouble.code);
  if (meaning !== undefined && 'again' in meaning)
    return { what: 'again', why: meaning.again, wait: trouble.wait ?? PAUSE };
  if (meaning !== undefined) return { what: 'refused', ...meaning };
  const said = wordsOf(trouble);
  if (trouble.status === 401)
    return {
      what: 'refused',
      why: 'Discord does not accept the token: check DISCORD_TOKEN',
      scope: 'platform',
    };
  if (trouble.status === 408 || trouble.status === 425)
    return { what: 'again', why: `Discord asks to try again later${said}`, wait: trouble.wait };
  if (trouble.status === 403)
    return { what: 'refused', why: `Discord does not let the bot post there${said}`, scope: 'target' };
  return { what: 'refused', why: `Discord does not take this one${said}`, scope: 'post' };
}

/** What Discord said, fit for a reader. */
function wordsOf({ status, code, message }: Refused): string {
  const line = truncate(cleanLine(message), LONGEST);
  const number = code === undefined || code === 0 ? `HTTP ${status}` : `${code}`;
  return line === '' ? ` (${number})` : ` (${number}: "${line}")`;
}

/** Discord's own code; undefined where it gave none. */
export function codeOf(trouble: Trouble): number | undefined {
  return trouble.what === 'refused' ? trouble.code : undefined;
}
