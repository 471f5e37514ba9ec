// Slack, Discord and a mailing list on this machine, to play with the bot without any account:
// `npm run fake:world -- --start` starts the bot as well; without it, it prints how. Type `help` there.
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Bot, startBot } from './fake-world/bot.ts';
import { createPrompt, HELP } from './fake-world/prompt.ts';
import { openStage } from './fake-world/stage.ts';

const { values } = parseArgs({ options: { start: { type: 'boolean', default: false } } });
/** How often the channels are looked at, ms. */
const LOOK_EVERY = 200;
/** The bot asks the list each minute, and changes of a post wait a little for the next one. */
const MAIL_PATIENCE = 110_000;
/** What follows an answer follows soon, ms. */
const CALM = 1500;

const isTerminal = process.stdin.isTTY;
const say = (text: string): void => console.log(`${text}\n`);
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());

const stage = await openStage();
const prompt = createPrompt(stage, say);
const bot = openBot();
let code = 1;
try {
  code = await play();
} finally {
  await close();
}
process.exit(code);

function openBot(): Bot | undefined {
  if (!values.start) {
    const env = Object.entries(stage.env).map(([name, value]) => `${name}=${value}`);
    say(
      `Start the bot in another terminal, in the same folder:\n\n${env.join(' ')} \\\n  node src/main.ts start`,
    );
    return undefined;
  }
  const started = startBot(stage.env, join(stage.folder, 'bot.log'), (line) => say(`the bot says: ${line}`));
  void started.ended.then((how) => {
    if (!stopping.signal.aborted) say(`the bot ended by itself: ${how}`);
    stopping.abort();
  });
  return started;
}

/** 1 where it broke a rule of the platforms, or ended by itself. */
async function play(): Promise<number> {
  say('Waiting for the bot ...');
  if ((await Promise.race([stage.ready(), stopped()])) === 'stopped') return bot === undefined ? 0 : 1;
  say(`It is there, in Slack and in Discord.\n\n${HELP}`);
  const lines = createInterface({ input: process.stdin });
  stopping.signal.addEventListener('abort', () => lines.close());
  // Where nobody types, it is looked at between the lines.
  const looking = isTerminal ? setInterval(prompt.show, LOOK_EVERY) : undefined;
  for await (const line of lines) {
    if (!isTerminal) say(`> ${line}`);
    const done = await prompt.take(line);
    if (done === 'quit') break;
    if (!isTerminal) await calmDown(done === 'mailed' ? MAIL_PATIENCE : CALM);
  }
  clearInterval(looking);
  const broken = stage.violations();
  for (const one of broken) say(`the bot broke a rule: ${one}`);
  return broken.length > 0 ? 1 : 0;
}

/** Until something came and nothing more does; at most so long. */
async function calmDown(longest: number): Promise<void> {
  const end = Date.now() + longest;
  let quietSince: number | undefined;
  while (Date.now() < end && !stopping.signal.aborted) {
    if (prompt.show() > 0) quietSince = Date.now();
    else if (quietSince !== undefined && Date.now() - quietSince > CALM) return;
    await wait(LOOK_EVERY);
  }
  if (quietSince === undefined && longest === MAIL_PATIENCE)
    say('nothing came of it: is anything subscribed that wants it?');
}

function stopped(): Promise<'stopped'> {
  return new Promise((resolve) => {
    if (stopping.signal.aborted) resolve('stopped');
    stopping.signal.addEventListener('abort', () => resolve('stopped'));
  });
}

async function close(): Promise<void> {
  stopping.abort();
  await bot?.end();
  await stage.close();
}
