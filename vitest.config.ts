import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    testTimeout: 20_000,
    hookTimeout: 20_000,
    watch: false,
    reporters: ['default', './scripts/totals-reporter.ts'],
    // LOREWATCH_CORPUS and LOREWATCH_REQUIRE_ALL reach the tests: a fork inherits the environment.
  },
});
