import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Advisory } from '../../../src/domain/item/advisory.ts';
import type { Endpoints } from '../../../src/domain/source/plan.ts';
import type { Http } from '../../../src/ports/http.ts';
import type { Fetched, Memory } from '../../../src/ports/source.ts';
import { createAdvisoriesSource } from '../../../src/sources/advisories/source.ts';
import { startHost } from '../../fakes/host.ts';
import { createGitHttp } from '../../fakes/lore/git-http.ts';
import { createVulns, published, record, rejected, type Vulns } from '../../fakes/vulns/vulns.ts';
import { git } from '../epochs.ts';
import { createTemp } from '../temp.ts';

const DAY = 86_400_000;
const START = Date.UTC(2031, 2, 1);
const OLD = START - 60 * DAY;
const newFolder = createTemp();

const turns: string[] = [];
const http: Http = {
  get: () => Promise.reject(new Error('nobody asks')),
  stream: () => Promise.reject(new Error('nobody asks')),
  turn: async (url) => void turns.push(url),
  userAgent: 'lorewatch/test (+mailto:ops@example.org)',
  close: async () => undefined,
};

function createEndpoints(cve: string): Endpoints {
  return {
    lore: '',
    loreMirrors: [],
    kernelOrg: '',
    cdnKernelOrg: '',
    gitKernelOrg: '',
    cve,
    slackApi: '',
    discordApi: '',
  };
}

/** A pipeline in small: what was stored, with the memory of its last whole piece. */
function createWatch(url: string, since = START) {
  const source = createAdvisoriesSource(
    { id: 'advisories', kind: 'advisories', why: 'a test', schedule: 'advisories' },
    createEndpoints(url),
  );
  const folder = newFolder();
  let memory: Memory | undefined;
  return {
    source,
    folder,
    stored: new Map<string, Advisory>(),
    broken: [] as string[],
    memory: () => memory,
    /** Gives the pieces; stops behind `pieces` of them, as a kill would. */
    async try(pieces = Number.POSITIVE_INFINITY) {
      const told: Fetched[] = [];
      const fetching = source.fetch({
        http,
        memory,
        now: () => START,
        since,
        signal: new AbortController().signal,
        folder,
        onProgress: () => undefined,
      });
      for await (const piece of fetching) {
        told.push(piece);
        if (piece.what === 'items') {
          for (const item of piece.items) {
            if (item.kind === 'advisory') this.stored.set(item.id, item);
            else if (item.kind === 'broken') this.broken.push(`${item.place}: ${item.why}`);
          }
          memory = piece.memory ?? memory;
        }
        if (told.length >= pieces) break;
      }
      return told;
    },
  };
}

/** Years of records before anybody looks. */
function createGrown(): Vulns {
  const vulns = createVulns(newFolder());
  vulns.commit(published('CVE-2029-1000'), OLD - DAY);
  vulns.commit(published('CVE-2030-1000'), OLD);
  vulns.commit(published('CVE-2031-1000'), START - 20 * DAY);
  vulns.commit({ README: 'Hello.' }, START - 5 * DAY);
  return vulns;
}

const itemsOf = (told: readonly Fetched[]) =>
  told.flatMap((piece) => (piece.what === 'items' ? piece.items : []));

describe('the source of advisories', () => {
  it('first reads what changed since the wanted date, new ones of any year, changed ones of its own', async () => {
    const vulns = createGrown();
    vulns.commit(published('CVE-2031-1001'), START + DAY);
    vulns.commit(published('CVE-2030-1001'), START + 2 * DAY);
    vulns.commit(published('CVE-2031-1000', { score: 7 }), START + 3 * DAY);
    vulns.commit(published('CVE-2029-1000', { score: 7 }), START + 4 * DAY);
    const watch = createWatch(vulns.url);
    await watch.try();
    expect([...watch.stored.keys()].sort()).toEqual(['CVE-2030-1001', 'CVE-2031-1000', 'CVE-2031-1001']);
    expect(watch.stored.get('CVE-2031-1001')).toMatchObject({
      state: 'published',
      title: 'rust: cve-2031-1001: mend',
      published: START + DAY,
      updated: undefined,
    });
    expect(watch.stored.get('CVE-2031-1000')).toMatchObject({ published: undefined, score: { base: 7 } });
  });

  it('has nothing to say of a first look at a repository where nothing changed since', async () => {
    const watch = createWatch(createGrown().url, START + 30 * DAY);
    expect(itemsOf(await watch.try())).toEqual([]);
    expect(watch.memory()).toBeDefined();
  });

  it('then reads what is new or changed, once', async () => {
    const vulns = createGrown();
    vulns.commit(published('CVE-2031-1001'), START + DAY);
    const watch = createWatch(vulns.url);
    await watch.try();
    expect(await watch.try()).toEqual([]);
    vulns.commit(published('CVE-2031-1002'), START + 2 * DAY);
    vulns.commit(published('CVE-2031-1001', { score: 7.8 }), START + 3 * DAY);
    vulns.commit(published('CVE-2029-1000', { score: 7 }), START + 3 * DAY);
    const before = watch.stored.get('CVE-2031-1001');
    expect(itemsOf(await watch.try())).toHaveLength(3);
    expect(watch.stored.get('CVE-2031-1001')).toEqual({
      ...before,
      score: { base: 7.8, severity: 'HIGH', vector: undefined },
    });
    expect(await watch.try()).toEqual([]);
  });

  it('reads a record that was rejected as one, with what it had said', async () => {
    const vulns = createGrown();
    vulns.commit({ ...published('CVE-2031-1001'), ...published('CVE-2031-1002') }, START + DAY);
    const watch = createWatch(vulns.url);
    await watch.try();
    const before = watch.stored.get('CVE-2031-1001');
    vulns.commit(rejected('CVE-2031-1001'), START + 2 * DAY);
    // A record of the other kind, as cve.org has it, and one that is gone but for a mail.
    vulns.commit(
      {
        ...rejected('CVE-2031-1002'),
        'cve/rejected/2031/CVE-2031-1002.json': record('CVE-2031-1002', { state: 'REJECTED' }),
        ...rejected('CVE-2031-1000'),
        'cve/rejected/2031/CVE-2031-1000.json': undefined,
      },
      START + 3 * DAY,
    );
    await watch.try();
    expect(watch.stored.get('CVE-2031-1001')).toEqual({ ...before, state: 'rejected' });
    expect(watch.stored.get('CVE-2031-1002')).toMatchObject({
      state: 'rejected',
      title: 'rust: cve-2031-1002: mend',
      files: ['rust/kernel/teapot.rs'],
      description: 'It was none.',
      published: START + DAY,
    });
    expect(watch.stored.get('CVE-2031-1000')).toMatchObject({
      state: 'rejected',
      files: ['rust/kernel/teapot.rs'],
    });
    expect(watch.broken).toEqual([]);
  });

  it('a rejected one in the first look has what the shallow history began with', async () => {
    const vulns = createGrown();
    vulns.commit(
      { ...rejected('CVE-2031-1000'), 'cve/rejected/2031/CVE-2031-1000.json': undefined },
      START + DAY,
    );
    const watch = createWatch(vulns.url);
    await watch.try();
    expect(watch.stored.get('CVE-2031-1000')).toMatchObject({
      state: 'rejected',
      files: ['rust/kernel/teapot.rs'],
    });
  });

  it('takes a burst in batches, and again from its start after a kill in between', async () => {
    const vulns = createGrown();
    const watch = createWatch(vulns.url);
    await watch.try();
    const ids = Array.from({ length: 600 }, (_, n) => `CVE-2031-${20_000 + n}`);
    vulns.commit(Object.assign({}, ...ids.map((id) => published(id))), START + DAY);
    const first = await watch.try(1);
    expect(itemsOf(first)).toHaveLength(200);
    const told = await watch.try();
    expect(told.map((piece) => piece.what === 'items' && piece.items.length)).toEqual([200, 200, 200]);
    expect(told.map((piece) => piece.what === 'items' && piece.memory !== undefined)).toEqual([
      false,
      false,
      true,
    ]);
    expect(ids.every((id) => watch.stored.has(id))).toBe(true);
    expect(await watch.try()).toEqual([]);
  });

  it('tells a broken record by its place, and stores the others', async () => {
    const vulns = createGrown();
    const watch = createWatch(vulns.url);
    await watch.try();
    const broken = 'cve/published/2031/CVE-2031-1002.json';
    const lying = 'cve/published/2031/CVE-2031-1003.json';
    vulns.commit(
      {
        ...published('CVE-2031-1001'),
        [broken]: '{"containers": ',
        [lying]: record('CVE-2031-1999'),
        ...published('CVE-2031-1004'),
        'cve/published/2031/x y.json': 'no record',
        'cve/reserved/2031/CVE-2031-1005': '',
      },
      START + DAY,
    );
    await watch.try();
    expect([...watch.stored.keys()].sort()).toEqual(['CVE-2031-1001', 'CVE-2031-1004']);
    expect(watch.broken).toEqual([
      `${broken}: it is no JSON`,
      `${lying}: it is filed as CVE-2031-1003 and says that it is CVE-2031-1999`,
    ]);
  });

  it('compares the trees where the history was rewritten', async () => {
    const vulns = createGrown();
    const fork = vulns.commit(published('CVE-2031-1001'), START + DAY);
    vulns.commit(published('CVE-2031-1002'), START + 2 * DAY);
    const watch = createWatch(vulns.url);
    await watch.try();
    vulns.rewind(fork);
    vulns.commit(published('CVE-2031-1002', { score: 5 }), START + 2 * DAY);
    vulns.commit(published('CVE-2031-1003'), START + 3 * DAY);
    const told = itemsOf(await watch.try());
    expect(told.map((item) => item.kind === 'advisory' && item.id)).toEqual([
      'CVE-2031-1002',
      'CVE-2031-1003',
    ]);
    expect(watch.stored.get('CVE-2031-1003')).toMatchObject({ published: START + 3 * DAY });
  });

  it('goes on from the date of what it read last where the mirror has gone', async () => {
    const vulns = createGrown();
    vulns.commit(published('CVE-2031-1001'), START + DAY);
    vulns.commit(published('CVE-2031-1002'), START + 20 * DAY);
    const watch = createWatch(vulns.url);
    await watch.try();
    rmSync(join(watch.folder, 'vulns.git'), { recursive: true });
    const before = vulns.commit(published('CVE-2031-1003'), START + 21 * DAY);
    vulns.rewind(before);
    const told = itemsOf(await watch.try());
    expect(told.map((item) => item.kind === 'advisory' && item.id)).toContain('CVE-2031-1003');
    expect(told.map((item) => item.kind === 'advisory' && item.id)).not.toContain('CVE-2031-1001');
    expect(watch.stored.get('CVE-2031-1002')).toMatchObject({ published: START + 20 * DAY });
  });

  it('a memory of another make is none', async () => {
    const vulns = createGrown();
    vulns.commit(published('CVE-2031-1001'), START + DAY);
    const watch = createWatch(vulns.url);
    for await (const piece of watch.source.fetch({
      http,
      memory: { tip: 'x; rm -rf', date: 'soon' },
      now: () => START,
      since: START,
      signal: new AbortController().signal,
      folder: watch.folder,
      onProgress: () => undefined,
    })) {
      expect(itemsOf([piece])).toHaveLength(1);
    }
  });

  it('tells that the repository is not there', async () => {
    const watch = createWatch(join(newFolder(), 'nowhere'));
    const told = await watch.try();
    expect(told).toMatchObject([{ what: 'trouble', trouble: { lasting: true } }]);
    expect(turns).toEqual([]);
  });
});

describe('over smart HTTP', () => {
  const vulns = createGrown();
  const backend = createGitHttp(dirname(vulns.gitDir));
  const hosts: { close: () => Promise<void> }[] = [];
  afterAll(async () => {
    await backend.close();
    for (const host of hosts) await host.close();
  });

  it('fetches shallowly, in its turn, by its own name, and no more than it needs', async () => {
    const host = await startHost((request, raw) => backend.serve(request.path, request, raw));
    hosts.push(host);
    vulns.commit(published('CVE-2031-1001'), START + DAY);
    const watch = createWatch(`${host.url}/vulns.git`);
    await watch.try();
    expect([...watch.stored.keys()]).toEqual(['CVE-2031-1001']);
    expect(turns).toEqual([`${host.url}/vulns.git`]);
    expect(host.requests.every(({ headers }) => headers['user-agent'] === http.userAgent)).toBe(true);
    const mirror = `--git-dir=${join(watch.folder, 'vulns.git')}`;
    expect(git([mirror, 'rev-list', '--count', 'master'])).toBe('2');
    host.faults.add({ fault: 'reply', reply: { status: 503 }, times: Number.POSITIVE_INFINITY });
    expect(await watch.try()).toMatchObject([{ what: 'trouble', trouble: { lasting: false } }]);
    host.faults.clear();
    vulns.commit(published('CVE-2031-1002'), START + 2 * DAY);
    await watch.try();
    expect([...watch.stored.keys()]).toEqual(['CVE-2031-1001', 'CVE-2031-1002']);
  });
});
