import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { COMMANDS } from '../../commands/index.ts';
import { readWords } from '../../commands/read-words.ts';
import { createDiscordFront } from '../../platforms/discord/front/front.ts';
import { drawPicture } from '../../platforms/picture.ts';
import { createSlackFront } from '../../platforms/slack/front/front.ts';
import type { Desk, Front, FrontDeps, FrontHealth, Talk } from '../../ports/chat.ts';
import { UserError } from '../../ports/errors.ts';
import { answerCalls, createCaller } from './calls.ts';
import { createHttpDoor, type HttpDoor } from './http.ts';
import type { ChatPlans } from './plan.ts';
import type { DeskCalls, FrontCalls, FrontEvents, Started } from './threads.ts';

/** What this thread is started with. */
export type FrontErrand = { readonly plans: ChatPlans; readonly desk: MessagePort };

// Speaks with Slack and Discord and never touches the store: what it is told, it acknowledges at once.
const { plans, desk: wire }: FrontErrand = workerData;
const main = parentPort;
if (main === null) throw new Error('a thread of the chat is started by the daemon');

const events = createCaller<FrontEvents>(main, ['talk', 'stands', 'page']);
const talk: Talk = (level, sentence, facts = {}) => void events.talk(level, sentence, facts);
const calls = createCaller<DeskCalls>(wire, ['answer', 'suggest', 'forget', 'installed', 'keepInstalled']);
wire.on('close', () => calls.gone('the desk is gone'));

const desk: Desk = {
  read: (words) => readWords(words, COMMANDS),
  answer: calls.answer,
  suggest: calls.suggest,
  forget: calls.forget,
  installations: { list: calls.installed, keep: calls.keepInstalled },
};

function openFronts(): readonly Front[] {
  const specs = COMMANDS.map(({ run: _, ...spec }) => spec);
  const deps: FrontDeps = { desk, specs, now: Date.now, talk, version: plans.version };
  const { slack, discord } = plans.fronts;
  return [
    ...(slack ? [openSlack(slack, deps)] : []),
    ...(discord ? [createDiscordFront({ ...discord, guilds: discord.trials, draw: drawPicture }, deps)] : []),
  ];
}

function openSlack(slack: NonNullable<ChatPlans['fronts']['slack']>, deps: FrontDeps): Front {
  const { api, appToken, signingSecret, botToken, oauth, key, url, managers } = slack;
  return createSlackFront(
    {
      api,
      socket: appToken === undefined ? undefined : { appToken },
      http: appToken === undefined && signingSecret !== undefined ? { signingSecret } : undefined,
      botToken,
      oauth: oauth && key !== undefined && url !== undefined ? { ...oauth, key, publicUrl: url } : undefined,
      managers,
      draw: drawPicture,
    },
    deps,
  );
}

/** How often it is told how the fronts stand, ms. */
const BEAT = 5000;
const FIRST_PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text y="15">a</text></svg>';
let fronts: readonly Front[] = [];
let door: HttpDoor | undefined;
let beat: NodeJS.Timeout | undefined;

async function start(): Promise<Started> {
  try {
    return await startFronts();
  } catch (error) {
    // Set up wrongly: the daemon tells it, and does not start half.
    if (error instanceof UserError) return { wrong: error.message };
    throw error;
  }
}

async function startFronts(): Promise<Started> {
  fronts = openFronts();
  door = plans.listen && createHttpDoor(fronts, events.page);
  const at = plans.listen && (await door?.listen(plans.listen.port, plans.listen.host));
  await Promise.all(fronts.map((front) => front.start()));
  // The first one loads what draws: nobody is to wait for that. Where it cannot, each picture says so itself.
  drawPicture(FIRST_PICTURE).catch(() => undefined);
  const tell = (): void => void events.stands(stands());
  beat = setInterval(tell, BEAT);
  tell();
  return { port: at?.port };
}

function stands(): readonly FrontHealth[] {
  return fronts.map((front) => front.health());
}

async function close(): Promise<void> {
  clearInterval(beat);
  await Promise.all([...fronts.map((front) => front.close()), door?.close()]);
}

answerCalls<FrontCalls>(main, { start, close }, (name, error) =>
  talk('error', `the chat could not ${name}: ${error instanceof Error ? error.message : String(error)}`),
);
process.on('unhandledRejection', (error) =>
  talk(
    'error',
    `a mistake of the program in the chat: ${error instanceof Error ? error.stack : String(error)}`,
  ),
);
