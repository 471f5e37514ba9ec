import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JOBS } from '../../jobs/index.ts';
import { ingestJob } from '../../jobs/ingest.ts';
import type { Store } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { feed, following } from '../fakes/following.ts';

describe('every job', () => {
  it.each(JOBS.map((job) => [job.name, job] as const))('%s: its examples are what it takes', (_, job) => {
    expect(job.examples.length).toBeGreaterThan(0);
    for (const example of job.examples) expect(job.data.parse(example)).toEqual(example);
  });

  it('has a name of its own', () => {
    expect(new Set(JOBS.map(({ name }) => name)).size).toBe(JOBS.length);
  });
});

describe('ingest', () => {
  let folder: string;
  let store: Store;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lorewatch-job-'));
    store = openStore(folder, 'write', () => 0);
  });
  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const signal = new AbortController().signal;
  const options = { since: 0, interval: 600_000, signal, onProgress: () => undefined };

  it('asks the source that it names', async () => {
    const { deps } = following(store, [], () => 1000);
    const sourceOf = (id: string) => feed(id).source;
    const report = await ingestJob.run({ source: 'lwn', tick: 0 }, { deps, options, sourceOf });
    expect(report).toMatchObject({ outcome: 'done', source: 'lwn' });
    expect(store.sourceState('lwn')?.lastSuccess).toBe(1000);
  });

  it.each(['', 'UPPER', '../x', 'a'.repeat(200)])('refuses %s for an id', async (source) => {
    const { deps } = following(store, [], () => 0);
    const run = async () => ingestJob.run({ source }, { deps, options, sourceOf: (id) => feed(id).source });
    await expect(run()).rejects.toThrow();
  });
});
