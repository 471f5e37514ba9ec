import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { doctorCommand } from '../../src/cli/commands/doctor.ts';
import type { CliContext } from '../../src/cli/context.ts';
import { explainAnswer } from '../../src/cli/doctor/answers.ts';
import { checkClock } from '../../src/cli/doctor/clock.ts';
import { checkLists, readNames } from '../../src/cli/doctor/lists.ts';
import { checkDisk, checkFolder, checkGit, checkNode } from '../../src/cli/doctor/machine.ts';
import { createAskRemote } from '../../src/cli/doctor/remote.ts';
import { checkStore } from '../../src/cli/doctor/store.ts';
import { doctorText } from '../../src/cli/doctor/told.ts';
import { createStyle } from '../../src/cli/style.ts';
import { readSettings } from '../../src/settings.ts';
import { tellError } from '../../src/sources/http/failure.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { CHALLENGE, type FakeHost, startHost } from '../fakes/host.ts';
import { createVulns } from '../fakes/vulns/vulns.ts';
import { createTemp } from '../sources/temp.ts';
import { talk } from './talk.ts';

const newFolder = createTemp();
const MIB = 2 ** 20;

describe('the machine', () => {
  it.each([
    ['24.21.0', 'ok'],
    ['26.0.0', 'ok'],
    ['22.9.0', 'bad'],
  ])('Node.js %s is %s', (version, state) => {
    expect(checkNode(version).state).toBe(state);
  });

  it.each([
    ['git version 2.39.5', 'ok', '2.39.5'],
    ['git version 2.50.1 (Apple Git-155)', 'ok', '2.50.1'],
    ['git version 3.0.0-rc1', 'ok', '3.0.0'],
    ['git version 2.29.2', 'bad', '2.29.2 is too old'],
    ['git version 1.99.9', 'bad', '1.99.9 is too old'],
    ['something else', 'warn', 'says "something else" and no version'],
    [undefined, 'bad', 'is not installed'],
  ])('git: %s', (printed, state, found) => {
    expect(checkGit(printed)).toMatchObject({ state, found });
  });

  it('the data folder may be there, or be made, or not', async () => {
    const folder = newFolder();
    expect(await checkFolder(folder)).toMatchObject({ state: 'ok', found: folder });
    const missing = join(folder, 'a/b');
    expect(await checkFolder(missing)).toMatchObject({ state: 'ok', found: `${missing} will be made` });
    writeFileSync(join(folder, 'file'), '');
    expect(await checkFolder(join(folder, 'file/data'))).toMatchObject({
      state: 'bad',
      found: `${join(folder, 'file')} is a file`,
    });
  });

  it('a folder that may not be written is bad', async () => {
    // Root may write everywhere: the answer of the system is given here.
    const asked: string[] = [];
    const closed = async (path: string): Promise<void> => {
      asked.push(path);
      throw new Error('EACCES');
    };
    const folder = newFolder();
    expect(await checkFolder(folder, closed)).toMatchObject({ state: 'bad' });
    expect(await checkFolder(join(folder, 'x'), closed)).toMatchObject({ state: 'bad' });
    expect(asked).toEqual([folder, folder]);
  });

  it.each([
    [3 * 1024 * MIB, 'ok', '3.0 GiB free'],
    [2 * 1024 * MIB - 1, 'warn', '2.0 GiB free'],
    [200 * MIB, 'warn', '200 MiB free'],
    [200 * MIB - 1, 'bad', '199 MiB free'],
  ])('%i bytes free are %s', async (bytes, state, found) => {
    const result = await checkDisk(join(newFolder(), 'not/there'), async () => bytes);
    expect(result).toMatchObject({ state, found });
  });

  it('a disk that does not tell is no reason to stop', async () => {
    expect(await checkDisk('.', () => Promise.reject(new Error('no statfs')))).toMatchObject({
      state: 'warn',
      found: 'how much is free cannot be told: no statfs',
    });
  });

  it('the store is opened, and left as it is', () => {
    const folder = newFolder();
    expect(checkStore(folder)).toMatchObject({ state: 'ok', found: 'none yet: it will be made' });
    openStore(folder, 'write', () => 0).close();
    expect(checkStore(folder)).toMatchObject({
      state: 'ok',
      found: expect.stringMatching(/^opens: schema \d+, \d+ MiB$/),
    });
    writeFileSync(join(folder, 'lorewatch.sqlite'), 'This is no database, and never was one.'.repeat(100));
    expect(checkStore(folder)).toMatchObject({
      state: 'bad',
      found: expect.stringContaining('it is no database'),
      mend: expect.stringContaining('another file has its name'),
    });
  });
});

describe('the clock', () => {
  const reading = (off: number, host = 'a.example') => ({ host, date: 1_000_000, at: 1_000_000 + off });

  it.each([
    [0, 'ok', 'as a.example has it'],
    [-119_000, 'ok', 'as a.example has it'],
    [180_000, 'warn', '3 min 0 s fast, by the clock of a.example'],
    [-3_600_000, 'bad', '1 h 0 min slow, by the clock of a.example'],
  ])('%i ms off', (off, state, found) => {
    expect(checkClock([reading(off)])).toMatchObject({ state, found });
  });

  it('is by the nearest of all, and not told where nobody says', () => {
    expect(checkClock([reading(9_000_000, 'wrong.example'), reading(1000)])).toMatchObject({ state: 'ok' });
    expect(checkClock([])).toMatchObject({ state: 'warn' });
  });
});

describe('an answer that is none', () => {
  const failed = (code: string) =>
    explainAnswer('x', {
      kind: 'failed',
      why: `https://x: ${tellError(Object.assign(new Error(''), { code }))}`,
    });

  it.each([
    ['ENOTFOUND', /DNS/],
    ['EAI_AGAIN', /DNS/],
    ['CERT_HAS_EXPIRED', /certificates/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /NODE_EXTRA_CA_CERTS/],
    ['UND_ERR_PRX_CONN', /^check HTTP_PROXY/],
    ['ECONNREFUSED', /firewall/],
    ['UND_ERR_CONNECT_TIMEOUT', /firewall/],
  ])('%s is explained', (code, mend) => {
    const result = failed(code);
    expect(result.state).toBe('bad');
    expect(result.mend).toMatch(mend);
  });

  it.each([
    [403, 'bad', /LOREWATCH_CONTACT/],
    [407, 'bad', /password/],
    [429, 'warn', /by itself/],
    [503, 'warn', /by itself/],
    [400, 'bad', /address/],
  ])('HTTP %i is explained', (status, state, mend) => {
    const result = explainAnswer('x', {
      kind: 'refused',
      status,
      why: 'no',
      retryAfter: undefined,
      gone: false,
    });
    expect(result.state).toBe(state);
    expect(result.mend).toMatch(mend);
  });

  it('what robots.txt forbids, and what has gone, is to be switched off', () => {
    const robots = explainAnswer('x', { kind: 'forbidden', why: 'robots.txt says no' });
    const gone = explainAnswer('x', {
      kind: 'refused',
      status: 410,
      why: '',
      retryAfter: undefined,
      gone: true,
    });
    for (const { state, mend } of [robots, gone]) {
      expect(state).toBe('bad');
      expect(mend).toContain('enabled: false');
    }
  });
});

it('lists that a server does not have are named, with what is near', async () => {
  const names = await readNames(
    Buffer.from(JSON.stringify({ '/kettles/git/0.git': {}, '/kettles/git/1.git': {}, '/x': 1 })),
  );
  expect(names).toEqual(new Set(['kettles']));
  expect(checkLists(['kettles'], new Set(['kettles']), 'https://a.example').state).toBe('ok');
  expect(checkLists(['kettels'], new Set(['kettles']), 'https://a.example')).toMatchObject({
    state: 'bad',
    found: 'https://a.example does not have `kettels` (`kettles` is near)',
  });
  expect(await readNames(Buffer.from('<html>'))).toBeUndefined();
  expect(await readNames(Buffer.from([0x1f, 0x8b, 1, 2]))).toBeUndefined();
});

it('a git repository is asked without secrets in what is told', async () => {
  const ask = createAskRemote('lorewatch/test');
  const vulns = createVulns(newFolder());
  expect(await ask('cve', vulns.url)).toMatchObject({
    state: 'bad',
    found: expect.stringContaining('empty'),
  });
  vulns.commit({ README: 'Hello.' }, 0);
  expect(await ask('cve', vulns.url)).toMatchObject({ state: 'ok', found: `${vulns.url} answers` });
  expect(await ask('cve', `${vulns.url}.not`)).toMatchObject({
    state: 'bad',
    mend: 'check its address in the configuration',
  });
  const host = await startHost(() => ({ status: 500 }));
  const secret = host.url.replace('//', '//ops:secret@');
  const told = await ask('clone', `${secret}/x.git`);
  await host.close();
  expect(told.state).toBe('bad');
  expect(JSON.stringify(told)).not.toContain('secret');
});

it('what is told is harmless on a terminal, aligned, and coloured on demand', () => {
  const results = [
    { check: 'a', state: 'ok', found: 'good', mend: undefined },
    { check: 'longer', state: 'bad', found: 'evil \u001b[2J\nline', mend: 'do\u202e it' },
  ] as const;
  expect(doctorText(results, createStyle(false))).toBe(
    'ok    a       good\nbad   longer  evil ?[2J line\n              do? it\n\n1 ok, 0 warnings, 1 bad\n',
  );
  expect(doctorText(results, createStyle(true))).toContain('\u001b[31mbad ');
});

describe('doctor', () => {
  let host: FakeHost;
  let config: string;
  const FEED = '<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>';
  const PAGES: Readonly<Record<string, string | Buffer>> = {
    '/lore/manifest.js.gz': gzipSync(JSON.stringify({ '/kettles/git/0.git': { fingerprint: 'x' } })),
    '/mirror/kettles/manifest.js.gz': gzipSync('{}'),
    '/releases.json': '{"releases":[]}',
    '/pub/linux/kernel/': '<html><title>Index</title></html>',
    '/linux.git/atom/': '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"></feed>',
    '/feed.xml': FEED,
    '/page.html': '<!doctype html><html><body><p>Hello.</p></body></html>',
  };

  beforeAll(async () => {
    host = await startHost(({ path }) => {
      const body = PAGES[path];
      return body === undefined ? { status: 404 } : { body };
    });
    const vulns = createVulns(newFolder());
    vulns.commit({ README: 'Hello.' }, 0);
    config = join(newFolder(), 'lorewatch.yaml');
    const { SOURCES } = await import('../../config/sources.ts');
    const kept = ['releases', 'advisories'];
    const off = SOURCES.filter(({ id }) => !kept.includes(id)).map(({ id }) => ({ id, enabled: false }));
    const overlay = {
      contact: 'ops@example.org',
      http: { pause_ms: 0 },
      endpoints: {
        lore: `${host.url}/lore`,
        lore_mirrors: [`${host.url}/mirror`],
        kernel_org: host.url,
        cdn_kernel_org: host.url,
        git_kernel_org: host.url,
        cve: vulns.url,
      },
      sources: [
        ...off,
        { id: 'kettle-list', kind: 'list', list: 'kettles' },
        { id: 'tree', kind: 'commits', repository: 'linux.git', tree: 'main' },
        { id: 'kettle-news', kind: 'feed', url: `${host.url}/feed.xml` },
        { id: 'kettle-page', kind: 'page', url: `${host.url}/page.html`, selectors: {} },
      ],
    };
    writeFileSync(config, JSON.stringify(overlay));
  });
  beforeEach(() => {
    host.faults.clear();
    host.forget();
  });
  afterAll(() => host.close());

  async function see(
    options: Readonly<Record<string, string | boolean>> = {},
    fields: Partial<CliContext> = {},
  ) {
    const { context, out, err } = talk({
      settings: readSettings({ LOREWATCH_DATA: join(dirname(config), 'data') }),
      now: Date.now,
      ...fields,
    });
    const code = await doctorCommand.run([], { config, ...options }, context);
    return { code, out: out(), err: err() };
  }

  type Told = { ok: boolean; checks: { check: string; state: string; found: string; mend: string | null }[] };
  async function tell(): Promise<Told> {
    return JSON.parse((await see({ json: true })).out);
  }

  it('finds all well, and calls by its own name', async () => {
    const { code, out, err } = await see();
    expect([code, err]).toEqual([0, '']);
    const checks = [...out.matchAll(/^(ok|warn|bad) {2,4}(\S+(?: \S+)*?) {2,}/gm)].map(
      ([, state, name]) => `${state} ${name}`,
    );
    expect(checks.filter((line) => !/disk|clock/.test(line))).toEqual([
      'ok Node.js',
      'ok git',
      'ok data folder',
      'ok store',
      'ok configuration',
      'ok contact',
      'ok lore',
      'ok lists',
      'ok lore mirror 1',
      'ok kernel.org',
      'ok cdn.kernel.org',
      'ok cve',
      'ok tree',
      'ok kettle-news',
      'ok kettle-page',
    ]);
    expect(out).not.toContain('\u001b');
    expect(
      host.requests.every(({ headers }) => headers['user-agent']?.startsWith('lorewatch/1.2.3 (+')),
    ).toBe(true);
  });

  it('shows what it is at on a terminal', async () => {
    const { err } = await see({}, { stderrIsTty: true });
    expect(err).toContain('\r\u001b[Kdoctor: 1 of 5, Node.js ...');
    expect(err.endsWith('\r\u001b[K')).toBe(true);
  });

  it('names a bot check, and what else is wrong', async () => {
    host.faults.add({ at: '/lore/', fault: 'reply', reply: CHALLENGE });
    host.faults.add({ at: '/mirror/', fault: 'reset', times: 9 });
    host.faults.add({ at: '/feed.xml', fault: 'reply', reply: { status: 403 } });
    host.faults.add({ at: '/page.html', fault: 'reply', reply: { body: FEED } });
    host.faults.add({ at: '/linux.git', fault: 'reply', reply: { body: '<!doctype html><html></html>' } });
    host.faults.add({ at: '/releases.json', fault: 'reply', reply: { body: 'Hello.' } });
    const told = await tell();
    const states = Object.fromEntries(told.checks.map(({ check, state }) => [check, state]));
    expect(told.ok).toBe(false);
    expect(states).toMatchObject({
      lore: 'bad',
      'lore mirror 1': 'warn',
      'kernel.org': 'bad',
      tree: 'bad',
      'kettle-news': 'bad',
      'kettle-page': 'bad',
      cve: 'ok',
    });
    expect(told.checks.find(({ check }) => check === 'lore')?.found).toContain(
      'a bot check stands before it',
    );
    expect(told.checks.find(({ check }) => check === 'kettle-news')?.found).toContain('HTTP 403');
    expect(told.checks.every(({ state, mend }) => state !== 'bad' || mend !== null)).toBe(true);
  });

  it('without a contact still asks, and ends with 1', async () => {
    const settings = readSettings({});
    const bare = join(newFolder(), 'bare.yaml');
    writeFileSync(bare, JSON.stringify({ sources: await onlyOneFeed(), http: { pause_ms: 0 } }));
    const { code, out } = await see({ config: bare }, { settings: { ...settings, data: newFolder() } });
    expect(code).toBe(1);
    expect(out).toMatch(/^bad {3}contact {8}nobody said who is asking\n {21}set LOREWATCH_CONTACT/m);
    expect(out).toMatch(/^ok {4}kettle-news/m);
  });

  async function onlyOneFeed() {
    const { SOURCES } = await import('../../config/sources.ts');
    const off = SOURCES.map(({ id }) => ({ id, enabled: false }));
    return [...off, { id: 'kettle-news', kind: 'feed', url: `${host.url}/feed.xml` }];
  }

  it('tells of a configuration that does not hold, and asks nobody', async () => {
    const broken = join(newFolder(), 'broken.yaml');
    writeFileSync(broken, 'contacts: x\n');
    const { code, out } = await see({ config: broken });
    expect(code).toBe(1);
    expect(out).toMatch(/^bad {3}configuration {2}.*unknown key `contacts`/m);
    expect(host.requests).toEqual([]);
  });

  it('tells of a proxy that is none', async () => {
    const settings = readSettings({ HTTP_PROXY: '://', LOREWATCH_DATA: newFolder() });
    const { code, out } = await see({}, { settings });
    expect(code).toBe(1);
    expect(out).toMatch(/^bad {3}proxy {10}HTTP_PROXY is no URL/m);
  });
});
