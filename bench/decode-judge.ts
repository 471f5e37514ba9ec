// Reads an epoch, decodes and judges every mail, its thread included, and keeps nothing: run as a process of its own.
import { basename } from 'node:path';

const [built = '', gitDir = ''] = process.argv.slice(2);
await import(`${built}/src/cli/engine.js`);
const { classify } = (await import(
  `${built}/src/pipeline/classify.js`
)) as typeof import('../src/pipeline/classify.ts');
const { createEpochReader } = (await import(
  `${built}/src/sources/archive/epoch.js`
)) as typeof import('../src/sources/archive/epoch.ts');
const { RUST } = (await import(
  `${built}/config/topics/rust/topic.js`
)) as typeof import('../config/topics/rust/topic.ts');

const reader = createEpochReader({ kind: 'git', list: basename(gitDir), locator: gitDir, epoch: 0 });
let mails = 0;
let about = 0;
for await (const one of classify(reader, RUST, { full: false })) {
  mails++;
  if ('verdict' in one && one.verdict.relevant === 'yes') about++;
}
console.log(`${mails} mails, ${about} about the topic`);
