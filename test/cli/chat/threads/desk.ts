// A desk that only stands there.
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', ({ call }: { call?: number }) => {
  if (call !== undefined) parentPort?.postMessage({ reply: call });
});
parentPort?.postMessage({ call: 1, name: 'ready', given: [] });
