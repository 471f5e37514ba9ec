import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jsonLine } from '../src/cli/json.ts';
import { createStyle } from '../src/cli/style.ts';
import { UserError } from '../src/ports/errors.ts';
import { type Request, readRequest } from './arguments.ts';
import { parseDisputes } from './disputes.ts';
import { measure } from './measure.ts';
import { printReport } from './report.ts';
import { reportObject } from './report-object.ts';

/** What the command line cannot be used with; something that cannot be read. */
const EXIT_USAGE = 2;
const EXIT_FAILED = 1;

const request = readRequest(process.argv.slice(2), process.env.LOREWATCH_CORPUS);
if ('refusal' in request) {
  (request.help ? process.stdout : process.stderr).write(request.refusal);
  process.exitCode = request.help ? 0 : EXIT_USAGE;
} else {
  await run(request);
}

async function run({ json, worst, ...what }: Request): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lorewatch-eval-'));
  try {
    const disputes = parseDisputes(
      readFileSync(new URL('../docs/truth-disputes.md', import.meta.url), 'utf8'),
    );
    const report = await measure(what, folder, disputes);
    const style = createStyle(process.stdout.isTTY === true && !process.env.NO_COLOR);
    const text = json ? jsonLine(reportObject(report, worst)) : printReport(report, worst, style);
    process.stdout.write(text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`eval: ${error.message}\n`);
    process.exitCode = EXIT_FAILED;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
