import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { openStore } from '../../src/store/sqlite/store.ts';

/** A line of what was sent. */
export type Sent = { readonly lane: string; readonly id: number; readonly owner: string };

/**
 * A process that sends what is due until nothing is: into a file, a line a delivery, which the system appends whole.
 * With its first one in flight it waits for a word. With a number it ends itself, as a power cut would, when it has sent
 * so many and settled one less.
 */
const [folder = '', platform = '', owner = '', most = ''] = process.argv.slice(2);
const store = openStore(folder, 'write', Date.now);
let sent = 0;

async function send(lane: string, id: number): Promise<void> {
  const line: Sent = { lane, id, owner };
  appendFileSync(platform, `${JSON.stringify(line)}\n`);
  sent += 1;
  if (sent > 1) return;
  process.stdout.write('ready\n');
  await once(process.stdin, 'data');
}

for (;;) {
  const lanes = store.dueLanes(Date.now(), 5);
  if (lanes.length === 0) break;
  for (const lane of lanes) {
    const delivery = store.claim(lane, { owner, until: Date.now() + 3_600_000 }, Date.now());
    if (!delivery) continue;
    await send(lane, delivery.id);
    if (sent === Number(most)) process.kill(process.pid, 'SIGKILL');
    const settled = store.settle(delivery.id, owner, { state: 'sent', reason: '' }, Date.now());
    if (!settled) throw new Error(`somebody else settled ${delivery.id}`);
  }
}
store.close();
process.exit(0);
