// Runs the daemon against a made-up world that publishes, breaks, rewrites and recovers, and posts to places that do
// the same, kills it now and then, and draws the balance: `npm run soak -- --minutes 10 --seed 1`; `--redis`: as
// several processes with a Redis between them, which is killed, too. Exit code 1 where anything was lost, stored twice
// or told twice.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startRedis } from '../test/fakes/redis.ts';
import { startWorld } from '../test/fakes/world.ts';
import { createDice } from './soak/dice.ts';
import { balance } from './soak/ledger.ts';
import { beginWorld, breakThings, makeNews, mend, writeMails } from './soak/life.ts';
import { followWorld } from './soak/overlay.ts';
import { startPlaces } from './soak/places.ts';
import { printLedger, printTold } from './soak/print.ts';
import { createFleet } from './soak/processes.ts';
import { goOn, type PostedSeries } from './soak/series.ts';
import { moveDigests, type Subscribed, subscribe, wishesFor } from './soak/subscriptions.ts';
import { createTrouble } from './soak/trouble.ts';
import { drained, firstRead, judge, whatWaits } from './soak/watch.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    redis: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});
const DAY = 86_400_000;
const MINUTE = 60_000;
/** Mails that are there before the first start. */
const OLD_MAILS = 300;
const PASSES = 4;
/** Until everything is read and told; a mail server may ask for five minutes. */
const PATIENCE = 9 * MINUTE;

const folder = mkdtempSync(join(tmpdir(), 'lorewatch-soak-'));
const data = join(folder, 'data');
const dice = createDice(Number(values.seed));
const started = Date.now();
const takenOut = new Set<string>();
const diary = {
  takenOut,
  series: [] as PostedSeries[],
  published: new Map<string, number>(),
  say: (what: string): void => console.log(`${clock()}  ${what}`),
};
const world = await startWorld(folder);
const places = await startPlaces(folder);
const redis = values.redis ? await startRedis() : undefined;
followWorld(world, places);
const fleet = createFleet({
  roles: redis ? ['scheduler', 'worker', 'worker'] : ['all'],
  data,
  overlay: world.overlay,
  env: { ...places.env, PORT: '0', ...(redis && { REDIS_URL: redis.url }) },
});
const trouble = createTrouble({ fleet, places, redis, dice, say: diary.say });

function clock(): string {
  const seconds = Math.round((Date.now() - started) / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2)}:${String(seconds % 60).padStart(2, '0')}`;
}

beginWorld(world);
for (let i = 0; i < 6; i++)
  writeMails(world, dice, diary, OLD_MAILS / 6, Date.now() - (12 - i) * DAY, MINUTE);
fleet.start();
const until = started + Number(values.minutes) * MINUTE;
let subscribed: Subscribed[] = [];
/** From then on everything has to be told. */
let begun = Number.POSITIVE_INFINITY;
let shown = false;
while (Date.now() < until || subscribed.length === 0) {
  await wait(1000 + dice(2000));
  if (dice(2) === 0) writeMails(world, dice, diary, 1 + dice(12));
  if (dice(3) === 0) goOn(world, diary.series, dice);
  if (dice(6) === 0) makeNews(world, dice, diary);
  if (dice(9) === 0) breakThings(world, dice, diary);
  if (subscribed.length === 0) {
    // What is found by a first reading is nobody's news; who fails at that rests for minutes.
    for (const host of [world.press, world.kernel]) host.faults.clear();
    if (!firstRead(data)) continue;
    subscribed = await subscribe(fleet, places, wishesFor(places, Date.now()));
    begun = Date.now();
    diary.say(`everything was read once; ${subscribed.length} subscriptions begin`);
  }
  trouble.strike((Date.now() - begun) / Math.max(1, until - begun), subscribed);
  for (const one of await moveDigests(fleet, subscribed, Date.now())) diary.say(`moved ${one}`);
  if (!shown && Date.now() > started + (until - started) * 0.7) {
    shown = true;
    console.log(`\n${await fleet.ask('sources')}\n`);
  }
}
mend(world);
const mended = Date.now();
await trouble.end(subscribed);
diary.say('everything is mended');
while (Date.now() < mended + PATIENCE && !drained(world, data, takenOut, mended)) await wait(2000);
diary.say(`waited for what was left: ${whatWaits(data)}`);
const { code, ms } = await fleet.end();
console.log(`\nSIGTERM: exit ${code} after ${ms} ms; killed ${fleet.kills()} times before\n`);
// What is judged is what the daemon told by itself.
const told = judge(data, subscribed, places, { diary, begun, now: mended });
for (let pass = 0; pass < PASSES; pass++) console.log(await fleet.ask('ingest'));
console.log(await fleet.ask('sources'));

const ledger = balance(world, data, takenOut);
printLedger(ledger);
const names = new Map(subscribed.map(({ target, name }) => [target, name] as const).reverse());
printTold(told, (target) => names.get(target) ?? target);
const { receiver, smtp } = places;
console.log(
  `\nwebhooks: ${receiver.host.requests.length} requests, ${receiver.events.length} events, ${receiver.repeats()} came again; ` +
    `turned away: ${[...new Set(receiver.complaints)].join(', ') || 'none'}\nmails: ${smtp.mails.length} over ${smtp.connections()} connections\n` +
    `outbox: ${whatWaits(data)}; ${trouble.summary()}`,
);
console.log(trouble.told() ?? 'nobody told the operator of the webhook that went away');
await Promise.all([world.close(), places.close(), redis?.close()]);
writeFileSync(join(folder, 'daemon.log'), fleet.log());
writeFileSync(join(folder, 'webhooks.jsonl'), receiver.events.map(({ body }) => `${body}\n`).join(''));
writeFileSync(join(folder, 'mails.mbox'), Buffer.concat(smtp.mails.map(({ raw }) => raw)));
const bad =
  code !== 0 ||
  ledger.some(({ lost, twice }) => lost > 0 || twice > 0) ||
  told.some(({ lost, twice, disordered }) => lost.length + twice.length + disordered.length > 0) ||
  receiver.complaints.length > 0 ||
  trouble.told() === undefined;
if (bad || values.keep) console.log(`\nkept: ${folder}`);
else rmSync(folder, { recursive: true, force: true });
process.exitCode = bad ? 1 : 0;
