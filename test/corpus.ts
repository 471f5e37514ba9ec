import { describe, it } from 'vitest';

/** The folder of real mail that some tests read. It is never part of the repository. */
const corpus: string | undefined = process.env.LOREWATCH_CORPUS || undefined;

const required = process.env.LOREWATCH_REQUIRE_ALL === '1';
let warned = false;

/**
 * A `describe` that needs the corpus. Without LOREWATCH_CORPUS it is skipped, loudly; with
 * LOREWATCH_REQUIRE_ALL=1 as well it fails.
 */
export function describeWithCorpus(name: string, body: (corpus: string) => void): void {
  if (corpus !== undefined) {
    const folder = corpus;
    describe(name, () => body(folder));
    return;
  }
  if (required) {
    describe(name, () => {
      it('has the corpus', () => {
        throw new Error('LOREWATCH_REQUIRE_ALL=1, but LOREWATCH_CORPUS names no folder');
      });
    });
    return;
  }
  if (!warned) console.warn('LOREWATCH_CORPUS is not set: tests that read real mail are SKIPPED.');
  warned = true;
  describe.skip(name, () => {
    it('needs LOREWATCH_CORPUS', () => undefined);
  });
}
