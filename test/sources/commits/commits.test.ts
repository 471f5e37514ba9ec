import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCommitsSource } from '../../../src/sources/commits/commits.ts';
import { CHALLENGE } from '../../fakes/host.ts';
import { type FakeKernelOrg, startKernelOrg } from '../../fakes/kernel-org/kernel-org.ts';
import { type Tried, trySource } from '../../fakes/kernel-org/try.ts';

const NOW = Date.UTC(2026, 7, 30, 12);
const DAY = 86_400_000;

let host: FakeKernelOrg;

beforeEach(async () => {
  host = await startKernelOrg(NOW - 5 * DAY);
});
afterEach(() => host.close());

function attempt(memory?: Tried['memory'], now = NOW): Promise<Tried> {
  const { repository } = host;
  const plan = {
    id: 'mainline',
    kind: 'commits',
    repository,
    branch: 'master',
    tree: 'mainline',
    why: '',
    schedule: '',
  } as const;
  const source = createCommitsSource(plan, {
    lore: '',
    loreMirrors: [],
    cve: '',
    slackApi: '',
    discordApi: '',
    ...host.endpoints,
  });
  return trySource(source, { memory, now, since: NOW - 14 * DAY });
}

const gapOf = (tried: Tried): string | undefined =>
  tried.pieces.flatMap((piece) => (piece.what === 'gap' ? [piece.why] : []))[0];
const subjects = (tried: Tried): string[] => tried.commits.map(({ subject }) => subject);

/** One pull: a side branch with so many commits, merged. */
function pull(tag: string, commits: number): string {
  const branch = `side-${tag}`;
  for (let n = 1; n <= commits; n++)
    host.tree.commit({ subject: `${tag}: part ${n}`, branch, files: { [`${tag}-${n}`]: 'x' } });
  return host.tree.merge({
    branch,
    subject: `Merge tag '${tag}' of git://git.example.org/linux`,
    body: 'Pull it',
  });
}

describe('commits', () => {
  it.each([
    ['bare ids', false],
    ['urn:sha1: ids', true],
  ])('reads the feed with %s, and nothing twice', async (_, modern) => {
    if (modern) host.modernIds();
    host.tree.commit({ subject: 'start', files: { a: '1' }, at: NOW - 30 * DAY });
    const merge = pull('rust-9.2', 2);
    const first = await attempt();
    expect(subjects(first)).toEqual([
      "Merge tag 'rust-9.2' of git://git.example.org/linux",
      'rust-9.2: part 2',
      'rust-9.2: part 1',
    ]);
    expect(first.commits[0]).toMatchObject({
      id: merge,
      merge: true,
      body: 'Pull it',
      tree: 'mainline',
      files: undefined,
    });
    expect(first.commits[0]?.committed).toBe(first.commits[0]?.date);
    host.forget();
    const second = await attempt(first.memory);
    expect(second.items).toEqual([]);
    expect(gapOf(second)).toBeUndefined();
    expect(host.requests).toHaveLength(1);
    host.tree.commit({ subject: 'next: one & <two>', files: { a: '2' } });
    expect(subjects(await attempt(second.memory))).toEqual(['next: one & <two>']);
  });

  it('reads on over older pages until it meets what it knew, and tells no gap', async () => {
    host.tree.commit({ subject: 'start', files: { a: '1' } });
    const first = await attempt();
    for (let n = 1; n <= 9; n++) pull(`drm-${n}`, 3);
    const second = await attempt(first.memory);
    expect(gapOf(second)).toBeUndefined();
    const merges = new Set(second.commits.filter(({ merge }) => merge).map(({ id }) => id));
    expect(merges.size).toBe(9);
  });

  it('tells a gap that is too large for one try, and closes it in the next ones', async () => {
    host.tree.commit({ subject: 'start', files: { a: '1' } });
    let tried = await attempt();
    for (let n = 1; n <= 90; n++) host.tree.commit({ subject: `fix: ${n}`, files: { a: `${n}!` } });
    const seen = new Set<string>();
    const gaps: (string | undefined)[] = [];
    for (let n = 0; n < 4; n++) {
      tried = await attempt(tried.memory);
      expect(tried.trouble).toBeUndefined();
      for (const { subject } of tried.commits) seen.add(subject);
      gaps.push(gapOf(tried));
    }
    expect(gaps).toEqual([
      expect.stringMatching(/mainline .*may be missing/),
      undefined,
      undefined,
      undefined,
    ]);
    expect([...seen].filter((subject) => subject.startsWith('fix'))).toHaveLength(90);
  });

  it('keeps the gap where older pages cannot be had, and lets it go when the next release is long out', async () => {
    host.tree.commit({ subject: 'start', files: { a: '1' } });
    const first = await attempt();
    const gap = { from: 'f'.repeat(40), known: ['e'.repeat(40)], since: NOW, pages: 3 };
    const lost = await attempt({ ...first.memory, gap });
    expect(lost.trouble).toBeUndefined();
    expect(gapOf(lost)).toMatch(/may be missing; it is being read/);
    expect(gapOf(await attempt(lost.memory, NOW + 89 * DAY))).toMatch(/may be missing/);
    const later = await attempt(lost.memory, NOW + 91 * DAY);
    expect(gapOf(later)).toBeUndefined();
    expect(gapOf(await attempt(later.memory, NOW + 91 * DAY))).toBeUndefined();
  });

  it.each([
    ['a bot check', CHALLENGE],
    [
      'a page',
      { headers: { 'content-type': 'text/xml' }, body: '<!DOCTYPE html><html><body>cgit</body></html>' },
    ],
    [
      'a feed with a document type',
      { body: '<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY x "y">]><feed>&x;</feed>' },
    ],
    ['an error', { status: 502, body: '' }],
  ])('is in trouble over %s, and forgets nothing', async (_, reply) => {
    host.tree.commit({ subject: 'start', files: { a: '1' } });
    const first = await attempt();
    host.faults.add({ fault: 'reply', reply });
    const second = await attempt(first.memory);
    expect(second.trouble).toMatch(/atom/);
    expect(second.memory).toEqual(first.memory);
  });
});
