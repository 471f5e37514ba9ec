import type { APIInteraction, APIInteractionResponse, REST } from 'discord.js';
import type { Talk } from '../../../ports/chat.ts';
import { type DiscordMessage, type DiscordPicture, payloadOf } from '../render/message.ts';
import { nobodyWaits, readTrouble, type Trouble } from './trouble.ts';

/** `gone`: nobody waits for it any more. `refused`: Discord does not take what it was sent. `lost`: nobody knows. */
export type Sent = 'done' | 'gone' | 'refused' | 'lost';

/** Brings the first answer. Rejects as the REST client does. */
export type First = {
  readonly send: (response: APIInteractionResponse, files: readonly DiscordPicture[]) => Promise<void>;
  /** Whether pictures can go with it. */
  readonly takesFiles: boolean;
};

/** The way back to somebody who asked. Good for 15 minutes; what fails is told in the log, nothing throws. */
export type Line = {
  readonly takesFiles: boolean;
  readonly first: (response: APIInteractionResponse, files?: readonly DiscordPicture[]) => Promise<Sent>;
  /** Changes the first answer, or the message whose button was pressed. */
  readonly edit: (message: DiscordMessage) => Promise<Sent>;
  /** One more answer that only he sees. */
  readonly whisper: (message: DiscordMessage) => Promise<Sent>;
  /** Takes the first answer away. */
  readonly remove: () => Promise<Sent>;
};

/** Only he who asked sees it. */
export const EPHEMERAL = 64;
/** Discord may not know yet of a first answer that it is only just reading: then it is asked again, ms. */
const PAUSES = [300, 1000, 3000] as const;
const UNKNOWN_WEBHOOK = 10015;

/** The way back from one interaction. */
export function createLine(
  { application_id, token }: Pick<APIInteraction, 'application_id' | 'token'>,
  first: First,
  { rest, talk }: { readonly rest: REST; readonly talk: Talk },
): Line {
  const hook = `/webhooks/${application_id}/${token}` as const;
  const original = `${hook}/messages/@original` as const;
  const send = (what: string, request: () => Promise<unknown>, pauses: readonly number[] = []) =>
    insist(request, pauses, (trouble) => tell(talk, what, trouble));
  return {
    takesFiles: first.takesFiles,
    first: (response, files = []) => send('the first answer', () => first.send(response, files)),
    edit: (message) => {
      const request = { body: payloadOf(message), files: filesOf(message.files), auth: false };
      return send('an answer', () => rest.patch(original, request), PAUSES);
    },
    whisper: (message) => {
      const body = { ...payloadOf(message), flags: EPHEMERAL };
      return send('an answer', () => rest.post(hook, { body, files: filesOf(message.files), auth: false }));
    },
    remove: () => send('taking an answer away', () => rest.delete(original, { auth: false })),
  };
}

export function filesOf(
  pictures: readonly DiscordPicture[],
): { name: string; data: Buffer; contentType: string }[] {
  return pictures.map(({ name, bytes }) => ({ name, data: Buffer.from(bytes), contentType: 'image/png' }));
}

/** Sends what can be sent twice without harm again, where that may help. */
async function insist(
  request: () => Promise<unknown>,
  pauses: readonly number[],
  tellTrouble: (trouble: Trouble) => Sent,
): Promise<Sent> {
  for (let at = 0; ; at++) {
    try {
      await request();
      return 'done';
    } catch (error) {
      const trouble = readTrouble(error);
      const pause = pauses[at];
      const mayHelp = trouble.code === UNKNOWN_WEBHOOK || trouble.status === 0 || trouble.status >= 500;
      if (pause === undefined || !mayHelp) return tellTrouble(trouble);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

function tell(talk: Talk, what: string, trouble: Trouble): Sent {
  if (nobodyWaits(trouble)) {
    talk('debug', `${what} came too late`, { why: trouble.words });
    return 'gone';
  }
  const isRefused = trouble.status >= 400 && trouble.status < 500;
  talk(isRefused ? 'error' : 'warn', `${what} could not be brought`, { why: trouble.words });
  return isRefused ? 'refused' : 'lost';
}
