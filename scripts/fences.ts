import { patrol } from './fences/patrol.ts';

const { files, breaches } = patrol(process.cwd());
for (const { file, line, message } of breaches) console.error(`${file}:${line} ${message}`);
// A fence that looks at nothing would pass for ever.
if (files === 0) console.error('no files found in src, config or jobs: run this in the root of the project');
else console.log(`fences: ${files} files, ${breaches.length} breaches`);
process.exitCode = files === 0 || breaches.length > 0 ? 1 : 0;
