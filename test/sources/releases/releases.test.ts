import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReleasesSource } from '../../../src/sources/releases/releases.ts';
import { CHALLENGE } from '../../fakes/host.ts';
import { changelogText, type FakeKernelOrg, startKernelOrg } from '../../fakes/kernel-org/kernel-org.ts';
import { type Tried, trySource } from '../../fakes/kernel-org/try.ts';

const NOW = Date.UTC(2026, 7, 30, 12);
const DAY = 86_400_000;
const HOUR = DAY / 24;
const PLAN = { id: 'releases', kind: 'releases', why: '', schedule: 'releases' } as const;
const ENDPOINTS = { lore: '', loreMirrors: [], cve: '', slackApi: '', discordApi: '' };

let host: FakeKernelOrg;

beforeEach(async () => {
  host = await startKernelOrg(NOW - 100 * DAY);
});
afterEach(() => host.close());

function attempt(memory?: Tried['memory'], now = NOW, pieces?: number): Promise<Tried> {
  const source = createReleasesSource(PLAN, { ...ENDPOINTS, ...host.endpoints });
  return trySource(source, { memory, now, since: NOW - 14 * DAY, ...(pieces && { pieces }) });
}

/** The changelog of a release: its own commit first, and these. */
function log(version: string, subjects: readonly string[], at = NOW): string {
  const entry = (subject: string, n: number): Parameters<typeof changelogText>[0][number] => ({
    oid: `${n}${version}${subject}`
      .replace(/[^0-9a-f]/g, '0')
      .padEnd(40, 'e')
      .slice(0, 40),
    subject,
    body: '',
    author: { name: 'Jane Doe', email: 'jane@example.org' },
    authored: at,
    committed: at,
  });
  return changelogText([`Linux ${version}`, ...subjects].map(entry));
}

const ids = (tried: Tried): string[] => tried.releases.map(({ id }) => id);
const asked = (): string[] => host.requests.map(({ path }) => path);

describe('releases', () => {
  it('stores what is listed first, and reads the changelogs of the young', async () => {
    host.release('9.3-rc1', 'mainline', undefined, { date: NOW - DAY });
    host.release('9.2.2', 'stable', log('9.2.2', ['rust: pci: mend it', 'net: mend it']), {
      date: NOW - 2 * DAY,
    });
    host.release('8.1.7', 'longterm', log('8.1.7', ['old: thing']), { date: NOW - 60 * DAY });
    host.release('next-20260828', 'linux-next', undefined, { date: NOW - 2 * DAY });
    const first = await attempt();
    expect(first.trouble).toBeUndefined();
    expect(ids(first)).toEqual(['next-20260828', '8.1.7', '9.2.2', '9.3-rc1', '9.2.2']);
    expect(first.commits.map(({ subject, release, tree }) => [subject, release, tree])).toEqual([
      ['Linux 9.2.2', '9.2.2', 'linux-9.2.y'],
      ['rust: pci: mend it', '9.2.2', 'linux-9.2.y'],
      ['net: mend it', '9.2.2', 'linux-9.2.y'],
    ]);
    expect(first.releases.at(-1)?.log).toEqual({ commits: 3, about: [] });
    host.forget();
    const second = await attempt(first.memory, NOW + HOUR);
    expect(second.items).toEqual([]);
    expect(asked()).toEqual(['/releases.json']);
    expect(host.requests[0]?.headers['if-none-match']).toBeDefined();
  });

  it('goes back before the newest of a series on the first try, as long as it was asked for', async () => {
    host.publishLog('9.2.1', log('9.2.1', ['a: b'], NOW - 9 * DAY));
    host.publishLog('9.2', log('9.2', ['c: d'], NOW - 16 * DAY));
    host.release('9.2.2', 'stable', log('9.2.2', []), { date: NOW - 2 * DAY });
    const first = await attempt();
    expect(ids(first)).toEqual(['9.2.2', '9.2.2', '9.2.1']);
    expect(first.releases.at(-1)).toMatchObject({ id: '9.2.1', date: NOW - 9 * DAY, log: { commits: 2 } });
    expect(first.commits.some(({ release }) => release === '9.2')).toBe(false);
    host.forget();
    expect((await attempt(first.memory, NOW + HOUR)).items).toEqual([]);
    expect(asked()).toEqual(['/releases.json']);
  });

  it('misses no release that came and went while it was off', async () => {
    host.release('9.2.2', 'stable', log('9.2.2', []), { date: NOW - 2 * DAY });
    const first = await attempt();
    for (const n of [3, 4]) host.publishLog(`9.2.${n}`, log(`9.2.${n}`, [`fix: ${n}`]));
    host.release('9.2.5', 'stable', log('9.2.5', ['fix: 5']), { date: NOW + 7 * DAY });
    const second = await attempt(first.memory, NOW + 8 * DAY);
    expect(second.commits.map(({ subject }) => subject).filter((one) => one.startsWith('fix'))).toEqual([
      'fix: 3',
      'fix: 4',
      'fix: 5',
    ]);
    expect(second.releases.filter((release) => release.log).map(({ id }) => id)).toEqual([
      '9.2.3',
      '9.2.4',
      '9.2.5',
    ]);
  });

  it('waits for a changelog that is not there yet, with growing pauses', async () => {
    host.release('9.2.3', 'stable', undefined, { date: NOW });
    let tried = await attempt();
    expect(tried.trouble).toBeUndefined();
    const tries: number[] = [];
    for (let at = NOW; at < NOW + 3 * DAY; at += HOUR / 3) {
      host.forget();
      tried = await attempt(tried.memory, at);
      if (asked().length > 1) tries.push(at - NOW);
    }
    expect(tries.map((after) => after / (HOUR / 3))).toEqual([1, 2, 4, 8, 16, 32, 64, 100, 136, 172, 208]);
    host.publishLog('9.2.3', log('9.2.3', ['late: but there']));
    tried = await attempt(tried.memory, NOW + 4 * DAY);
    expect(tried.commits.map(({ subject }) => subject)).toContain('late: but there');
    expect((await attempt(tried.memory, NOW + 5 * DAY)).items).toEqual([]);
  });

  it('tells of a changelog that never came that it is lost, once', async () => {
    host.release('9.2.3', 'stable', undefined, { date: NOW });
    const first = await attempt();
    const last = await attempt(first.memory, NOW + 15 * DAY);
    expect(last.pieces).toContainEqual({ what: 'lost', count: 1, why: expect.stringContaining('9.2.3') });
    host.forget();
    await attempt(last.memory, NOW + 16 * DAY);
    expect(asked()).toEqual(['/releases.json']);
  });

  it.each([
    ['breaks off', { fault: 'cut', after: 4000 }],
    ['is refused', { fault: 'reply', reply: { status: 503, body: 'no' } }],
    ['is a bot check', { fault: 'reply', reply: CHALLENGE }],
  ] as const)('tries a changelog again that %s', async (_, fault) => {
    const subjects = Array.from({ length: 300 }, (__, n) => `part ${n}: a thing`);
    host.release('9.2.3', 'stable', log('9.2.3', subjects), { date: NOW });
    host.faults.add({ at: '/pub/', ...fault });
    const first = await attempt();
    expect(first.trouble).toMatch(/ChangeLog-9\.2\.3/);
    expect(first.releases.every(({ log: read }) => read === undefined)).toBe(true);
    const second = await attempt(first.memory, NOW + HOUR);
    expect(second.trouble).toBeUndefined();
    expect(second.commits).toHaveLength(301);
    expect(second.releases.at(-1)?.log?.commits).toBe(301);
  });

  it('takes a changelog for whole that ends in the middle of a line again and again', async () => {
    host.release('9.2.3', 'stable', log('9.2.3', ['a: b']).trimEnd(), { date: NOW });
    let tried = await attempt();
    const troubles = [tried.trouble !== undefined];
    for (let n = 1; n < 6; n++) {
      tried = await attempt(tried.memory, NOW + n * DAY);
      troubles.push(tried.trouble !== undefined);
      if (n === 4) expect(tried.releases.at(-1)?.log?.commits).toBe(2);
      if (n === 4) expect(tried.broken).toMatchObject([{ place: 'ChangeLog-9.2.3' }]);
    }
    expect(troubles).toEqual([true, true, true, true, false, false]);
    expect(tried.items).toEqual([]);
  });

  it('reads a changelog again where the process ended in the middle', async () => {
    const subjects = Array.from({ length: 900 }, (_, n) => `part ${n}: a thing`);
    host.release('9.2.3', 'stable', log('9.2.3', subjects), { date: NOW });
    const killed = await attempt(undefined, NOW, 3);
    expect(killed.commits.length).toBeGreaterThan(0);
    const again = await attempt(killed.memory, NOW + HOUR);
    expect(again.commits).toHaveLength(901);
  });

  it.each([
    ['a bot check', CHALLENGE],
    ['another page', { headers: { 'content-type': 'text/html' }, body: '<html><p>Sorry</p></html>' }],
    ['broken JSON', { headers: { 'content-type': 'application/json' }, body: '{"releases": [' }],
    ['an error', { status: 500, body: 'no' }],
  ])('falls back to kdist.xml for %s, and comes back', async (_, reply) => {
    host.release('9.2.3', 'stable', log('9.2.3', []), { date: NOW });
    host.faults.add({ at: '/releases.json', fault: 'reply', reply });
    const first = await attempt();
    expect(first.trouble).toBeUndefined();
    expect(first.pieces[0]).toMatchObject({
      what: 'route',
      route: 'kdist',
      why: expect.stringMatching(/releases\.json/),
    });
    expect(first.releases.at(-1)?.log?.commits).toBe(1);
    const second = await attempt(first.memory, NOW + HOUR);
    expect(second.pieces[0]).toMatchObject({ what: 'route', route: undefined });
    expect(second.items).toEqual([]);
  });

  it('tells both reasons where neither can be had, and goes on waiting for changelogs', async () => {
    host.release('9.2.3', 'stable', undefined, { date: NOW });
    const first = await attempt();
    host.publishLog('9.2.3', log('9.2.3', []));
    host.faults.add({
      at: '/releases.json',
      fault: 'reply',
      reply: { status: 503, headers: { 'retry-after': '120' } },
    });
    host.faults.add({ at: '/feeds', fault: 'reply', reply: CHALLENGE });
    const second = await attempt(first.memory, NOW + HOUR);
    expect(second.trouble).toMatch(/releases\.json.*kdist\.xml/s);
    expect(second.releases.at(-1)?.log?.commits).toBe(1);
    expect(second.pieces.at(-1)).toMatchObject({ what: 'trouble', trouble: { retryAfter: 120_000 } });
  });

  it('takes no new moniker for a new release, and no vanished version for an error', async () => {
    host.release('9.2.3', 'stable', log('9.2.3', []), { date: NOW });
    const first = await attempt();
    host.release('9.2.3', 'longterm', undefined, { date: NOW });
    const second = await attempt(first.memory, NOW + DAY);
    expect(second.items).toEqual([]);
    host.release('9.2.3', 'longterm', undefined, { date: NOW, eol: true });
    const ended = await attempt(second.memory, NOW + 2 * DAY);
    expect(ended.releases).toMatchObject([{ id: '9.2.3', eol: true }]);
    host.vanish('9.2.3');
    host.release('10.0', 'mainline', log('10.0', ['rust: major']), { date: NOW });
    const last = await attempt(ended.memory, NOW + 3 * DAY);
    expect(last.trouble).toBeUndefined();
    expect(last.commits.map(({ tree }) => tree)).toEqual(['mainline', 'mainline']);
  });
});
