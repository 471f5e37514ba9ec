// Runs the daemon against a made-up world that publishes, breaks, rewrites and recovers, kills it now and then, and
// draws the balance: `npm run soak -- --minutes 10 --seed 1`. Exit code 1 where anything was lost or stored twice.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startWorld } from '../test/fakes/world.ts';
import { balance, type Line } from './soak/ledger.ts';
import { beginWorld, breakThings, createDice, makeNews, mend, writeMails } from './soak/life.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'boolean', default: false },
  },
});
const DAY = 86_400_000;
/** Mails that are there before the first start. */
const OLD_MAILS = 300;
const PASSES = 4;

const folder = mkdtempSync(join(tmpdir(), 'lorewatch-soak-'));
const data = join(folder, 'data');
const dice = createDice(Number(values.seed));
const started = Date.now();
const takenOut = new Set<string>();
const diary = {
  takenOut,
  say: (what: string): void => console.log(`${clock()}  ${what}`),
};
const world = await startWorld(folder);
let log = '';
let kills = 0;

function clock(): string {
  const seconds = Math.round((Date.now() - started) / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2)}:${String(seconds % 60).padStart(2, '0')}`;
}

function lorewatch(...words: string[]): string[] {
  return ['src/main.ts', ...words, '--data', data, '--config', world.overlay];
}

function startDaemon(): ChildProcess {
  const child = spawn(process.execPath, lorewatch('start'), { stdio: ['ignore', 'ignore', 'pipe'] });
  child.stderr?.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  return child;
}

/** The answer of a question asked while the daemon runs; the world must go on answering meanwhile. */
async function ask(...words: string[]): Promise<string> {
  const child = spawn(process.execPath, lorewatch(...words), { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  for await (const chunk of child.stdout) out += String(chunk);
  return out;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const over = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill(signal);
  return over;
}

beginWorld(world);
for (let i = 0; i < 6; i++) writeMails(world, dice, OLD_MAILS / 6, Date.now() - (12 - i) * DAY, 60_000);
let daemon = startDaemon();
const until = started + Number(values.minutes) * 60_000;
let shown = false;
while (Date.now() < until) {
  await wait(1000 + dice(2000));
  if (dice(2) === 0) writeMails(world, dice, 1 + dice(12));
  if (dice(6) === 0) makeNews(world, dice, diary);
  if (dice(9) === 0) breakThings(world, dice, diary);
  if (dice(40) === 0) {
    kills++;
    diary.say('the daemon is killed (SIGKILL)');
    await end(daemon, 'SIGKILL');
    await wait(dice(15_000));
    daemon = startDaemon();
  }
  if (!shown && Date.now() > started + (until - started) * 0.7) {
    shown = true;
    console.log(`\n${await ask('sources')}\n`);
  }
}
mend(world);
const stopping = Date.now();
const code = await end(daemon, 'SIGTERM');
console.log(`\nSIGTERM: exit ${code} after ${Date.now() - stopping} ms; killed ${kills} times before\n`);
for (let pass = 0; pass < PASSES; pass++) console.log(await ask('ingest'));
console.log(await ask('sources'));

const ledger = balance(world, data, takenOut);
print(ledger);
await world.close();
writeFileSync(join(folder, 'daemon.log'), log);
const bad = code !== 0 || ledger.some(({ lost, twice }) => lost > 0 || twice > 0);
if (bad || values.keep) console.log(`\nkept: ${folder}`);
else rmSync(folder, { recursive: true, force: true });
process.exitCode = bad ? 1 : 0;

function print(lines: readonly Line[]): void {
  const row = (...cells: (string | number)[]): string =>
    cells.map((cell, at) => (at === 0 ? String(cell).padEnd(18) : String(cell).padStart(11))).join('');
  console.log(row('', 'published', 'stored', 'lost', 'twice'));
  for (const { what, published, stored, lost, twice } of lines)
    console.log(row(what, published, stored, lost, twice));
}
