// A front that dies as often as its version says, each time after it has begun to serve.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

const [file, deaths] = String(workerData.plans.version).split(':');
const begun = existsSync(String(file)) ? Number(readFileSync(String(file), 'utf8')) : 0;
writeFileSync(String(file), `${begun + 1}`);
const health = { platform: 'slack', mode: 'socket', connected: true, since: 1, installations: 1, why: '' };

parentPort?.on('message', ({ call, name }: { call?: number; name?: string }) => {
  if (call === undefined) return;
  parentPort?.postMessage({ reply: call, value: { port: undefined } });
  if (name !== 'start') return;
  parentPort?.postMessage({ call: 1, name: 'stands', given: [[health]] });
  if (begun < Number(deaths)) setImmediate(() => process.exit(1));
});
