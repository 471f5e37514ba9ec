import type { APIInteractionResponse } from 'discord.js';
import { type DiscordMessage, payloadOf } from '../render/message.ts';
import { type BringDeps, type Brought, bring, bringWrong, type Question } from './bring.ts';
import { EPHEMERAL, type Line } from './line.ts';

/** So long an answer may take to be the first reply, ms; Discord itself waits 3 s. */
const PATIENCE = 600;
/** An interaction can be answered for 15 minutes, ms. */
const LONGEST = 14 * 60_000;
const TOO_LONG = 'this took too long; ask again, or ask for less';
const ENDING = 'lorewatch is being started anew; ask again in a minute';
const NOT_SHOWN =
  'Discord did not take the answer, through a mistake in lorewatch itself; the log tells more';

/** Seen by all for a moment. */
const STUB: DiscordMessage = { content: 'Nothing to show.', embeds: [], components: [], files: [] };

const MESSAGE = 4;
const DEFER = 5;
const DEFER_UPDATE = 6;
const UPDATE = 7;

export type RespondDeps = BringDeps & {
  /** The program ends: what is not answered by then is told so. */
  readonly ending: AbortSignal;
};

/**
 * Answers a question: at once where that is possible, else Discord is told that it will come. `replaces`: in the place of
 * the message whose button was pressed; an answer that something is wrong leaves that as it is.
 */
export async function respond(
  line: Line,
  question: Question,
  replaces: boolean,
  deps: RespondDeps,
): Promise<void> {
  const answer = within(bring(question, deps), question, deps);
  const soon = await withPatience(answer);
  const isReady = soon !== undefined && (line.takesFiles || soon.message.files.length === 0);
  if (isReady) return bringFirst(line, soon, question, replaces, deps);
  const flags = question.isShared ? {} : { data: { flags: EPHEMERAL } };
  const sent = await line.first(replaces ? { type: DEFER_UPDATE } : { type: DEFER, ...flags });
  if (sent === 'done') await bringLater(line, await answer, question, replaces, deps);
}

async function bringFirst(
  line: Line,
  { message, isWrong }: Brought,
  question: Question,
  replaces: boolean,
  deps: RespondDeps,
): Promise<void> {
  const body = payloadOf(message);
  const isPublic = question.isShared && !isWrong;
  const response: APIInteractionResponse =
    replaces && !isWrong
      ? { type: UPDATE, data: body }
      : { type: MESSAGE, data: isPublic ? body : { ...body, flags: EPHEMERAL } };
  const sent = await line.first(response, message.files);
  if (sent !== 'refused') return;
  const { message: instead } = bringWrong(NOT_SHOWN, question, deps);
  await line.first({ type: MESSAGE, data: { ...payloadOf(instead), flags: EPHEMERAL } });
}

async function bringLater(
  line: Line,
  { message, isWrong }: Brought,
  question: Question,
  replaces: boolean,
  deps: RespondDeps,
): Promise<void> {
  if (isWrong && replaces) return void (await line.whisper(message));
  if (isWrong && question.isShared) {
    // What was announced to all stays public, and takes the next message for itself until it says something.
    await line.edit(STUB);
    await line.whisper(message);
    return void (await line.remove());
  }
  const sent = await line.edit(message);
  if (sent !== 'refused') return;
  const { message: instead } = bringWrong(NOT_SHOWN, question, deps);
  await (replaces ? line.whisper(instead) : line.edit(instead));
}

/** The answer, or undefined where it takes longer than somebody waits without a sign. */
async function withPatience(answer: Promise<Brought>): Promise<Brought | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), PATIENCE);
  try {
    return await Promise.race([answer, promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** The answer, or that there will be none: it took too long, or the program ends. */
async function within(answer: Promise<Brought>, question: Question, deps: RespondDeps): Promise<Brought> {
  const { promise, resolve } = Promise.withResolvers<Brought>();
  const giveUp = (why: string) => resolve(bringWrong(why, question, deps));
  const timer = setTimeout(() => giveUp(TOO_LONG), LONGEST);
  const end = () => giveUp(ENDING);
  if (deps.ending.aborted) end();
  deps.ending.addEventListener('abort', end);
  try {
    return await Promise.race([answer, promise]);
  } finally {
    clearTimeout(timer);
    deps.ending.removeEventListener('abort', end);
  }
}
