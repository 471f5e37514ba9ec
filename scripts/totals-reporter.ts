import { appendFileSync } from 'node:fs';
import type { SerializedError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';

/** Ends every run of the tests with one plain line: `N passed, N failed, N skipped`. */
export default class TotalsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const counts = { passed: 0, failed: unhandled.length, skipped: 0 };
    for (const module of modules) {
      const failedBefore = counts.failed;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        // A test left pending never gave its verdict: the run broke off.
        counts[state === 'pending' ? 'failed' : state] += 1;
      }
      // A file that cannot be loaded has no tests to count, and a broken hook fails none.
      if (module.state() === 'failed' && counts.failed === failedBefore) counts.failed += 1;
    }
    const line = `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`;
    if (process.env.LOREWATCH_REQUIRE_ALL === '1' && counts.skipped > 0) {
      console.error('LOREWATCH_REQUIRE_ALL=1: a skipped test is a failure.');
      process.exitCode = 1;
    }
    if (process.env.LOREWATCH_TOTALS_FILE) appendFileSync(process.env.LOREWATCH_TOTALS_FILE, `${line}\n`);
    console.log(line);
  }
}
