import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RUST } from '../../config/topics/rust/topic.ts';
import type { Digest } from '../../src/domain/digest.ts';
import { parseFilter } from '../../src/domain/filter/parse.ts';
import type { Advisory } from '../../src/domain/item/advisory.ts';
import type { Article } from '../../src/domain/item/article.ts';
import type { Commit } from '../../src/domain/item/commit.ts';
import type { Item, JudgedItem } from '../../src/domain/item/item.ts';
import type { Release } from '../../src/domain/item/release.ts';
import type { Series } from '../../src/domain/series/series.ts';
import { titleKey } from '../../src/domain/series/title.ts';
import { newSourceState, type SourceState } from '../../src/domain/source/state.ts';
import { keyOf } from '../../src/domain/thread.ts';
import { composeDigest } from '../../src/pipeline/digest.ts';
import { listMilestones } from '../../src/pipeline/milestones.ts';
import { listSeries } from '../../src/pipeline/series.ts';
import { DIGEST_FORMATS } from '../../src/render/formats.ts';
import { type DemoStore, makeDemoStore } from './demo-store.ts';

const DAY = 86_400_000;
let demo: DemoStore;
let posted: Series;
const oid = (n: number): string => String(n).repeat(40);

const yes = <I extends Item>(item: I, keys: readonly number[] = []): JudgedItem<I> => ({
  item,
  verdict: {
    category: 'code',
    relevant: 'yes',
    confidence: 1,
    evidence: [{ rule: 'made-up', where: 'files', text: 'rust/kernel/x.rs' }],
  },
  areas: ['block'],
  findings: [],
  keys,
});

function commits(series: Series, committed: number): JudgedItem<Commit>[] {
  const parts = [...(series.revisions.at(-1)?.parts.values() ?? [])];
  return parts.map((link, i) => {
    const item: Commit = {
      kind: 'commit',
      id: oid(i % 10).slice(2) + String(i).padStart(2, '0'),
      subject: `something else ${i}`,
      author: series.author,
      date: committed,
      committed,
      body: '',
      merge: false,
      upstream: undefined,
      links: [link],
      files: ['rust/kernel/x.rs'],
      tree: 'mainline',
      release: undefined,
    };
    return yes(item, [titleKey(item.subject), keyOf(link)]);
  });
}

const release = (id: string, date: number, log?: Release['log']): JudgedItem<Release> =>
  yes({
    kind: 'release',
    id,
    moniker: 'mainline',
    date,
    eol: false,
    changelog: undefined,
    url: undefined,
    log,
  });

const withCode = (one: JudgedItem<Release>): JudgedItem<Release> => ({
  ...one,
  item: { ...one.item, code: { files: 482, lines: 98_213 } },
});

const advisory = (date: number): JudgedItem<Advisory> =>
  yes({
    kind: 'advisory',
    id: 'CVE-2026-99999',
    state: 'published',
    title: 'rust_binder: do not count twice',
    description: '',
    files: ['drivers/android/binder/node.rs'],
    fixes: [{ commit: oid(7), version: '6.18.1' }],
    introduced: [],
    score: { base: 7.8, severity: 'HIGH', vector: undefined },
    published: date,
    updated: undefined,
    url: 'https://example.org/CVE-2026-99999',
  });

const article = (source: string, date: number): JudgedItem<Article> =>
  yes({
    kind: 'article',
    id: `${source}-1`,
    source,
    title: 'The kernel of @everyone learns Rust <b>now</b>',
    url: `https://${source}.example.org/1`,
    discussion: undefined,
    date,
    author: undefined,
    text: 'Rust came to the kernel.',
    language: undefined,
    restricted: false,
    links: ['https://lore.kernel.org/rust-for-linux/20260101-a@example.org/'],
  });

function digest(filter = ''): Digest {
  const until = demo.world.end;
  const parsed = filter === '' ? undefined : parseFilter(filter, { area: ['block', 'net'] });
  if (parsed && !parsed.ok) throw new Error(filter);
  return composeDigest(
    { store: demo.store, topic: RUST, lore: 'https://lore.kernel.org' },
    { period: { since: until - 7 * DAY, until }, filter: parsed ? parsed.filter : { kind: 'all' } },
  );
}

beforeAll(async () => {
  demo = await makeDemoStore();
  const { end } = demo.world;
  const all = listSeries(demo.store, RUST, { all: false, now: end });
  const found = all.find(
    ({ state, revisions }) => state === 'posted' && (revisions.at(-1)?.date ?? 0) < end - 5 * DAY,
  );
  if (!found) throw new Error('the demo world has no series that waits');
  posted = found;
  const log = { commits: 4321, about: [oid(7)] };
  demo.store.rememberItems({
    source: 'made-up',
    items: [
      ...commits(posted, end - 4 * DAY),
      withCode(release('7.2', end - 2 * DAY, log)),
      release('7.3', end + DAY),
      advisory(end - DAY),
      article('lwn', end - 3 * DAY),
      article('phoronix', end - 2 * DAY),
    ],
    broken: [],
    memory: undefined,
  });
});
afterAll(() => demo.remove());

describe('a series whose patches are in the tree', () => {
  it('is merged by its commits, and released by the first release behind them', () => {
    const series = listSeries(demo.store, RUST, { all: false, now: demo.world.end });
    const found = series.find(({ id }) => id === posted.id);
    expect(found?.state).toBe('released');
    expect(found?.evidence).toMatchObject({ release: '7.2', quote: expect.stringContaining('Linux 7.2') });
    expect(found?.landing.map(({ state }) => state)).toEqual(['merged', 'released']);
  });

  it('was neither before that was known', () => {
    const before = listSeries(demo.store, RUST, { all: false, now: demo.world.end - 3 * DAY });
    expect(before.find(({ id }) => id === posted.id)?.state).toBe('merged');
    const long = listSeries(demo.store, RUST, { all: false, now: demo.world.end - 5 * DAY });
    expect(long.find(({ id }) => id === posted.id)?.state).toBe('posted');
  });

  it('brings its milestones to the release', () => {
    const milestones = listMilestones(demo.store, RUST, { now: demo.world.end });
    for (const { series, steps } of milestones.filter((one) => one.series === posted.id)) {
      expect(series).toBe(posted.id);
      expect(steps.map(({ step }) => step)).toContain('released');
    }
  });
});

describe('a milestone', () => {
  it('that a release brings on is news, though nobody wrote about it', () => {
    const { end } = demo.world;
    const all = listSeries(demo.store, RUST, { all: false, now: end });
    const old = listMilestones(demo.store, RUST, { now: end }).find(({ series, steps }) => {
      const found = all.find(({ id }) => id === series);
      return found && found.lastActive < end - 25 * DAY && steps.every(({ date }) => date < end - 25 * DAY);
    });
    const series = all.find(({ id }) => id === old?.series);
    if (!old || !series) throw new Error('the demo world has no old milestone');
    const named = (made: Digest) =>
      made.sections.find(({ id }) => id === 'milestones')?.entries.find((one) => one.series === series.id);
    expect(named(digest())).toBeUndefined();
    const { headline } = digest();
    const items = commits(series, end - 20 * DAY).map(({ item, ...rest }, n) => ({
      ...rest,
      item: { ...item, id: `${'e'.repeat(38)}${String(n).padStart(2, '0')}` },
    }));
    demo.store.rememberItems({ source: 'made-up', items, broken: [], memory: undefined });
    const entry = named(digest());
    expect(entry?.milestone).toBe(old.type);
    expect(entry?.steps.map(({ what }) => what)).toEqual(['released in Linux 7.2']);
    // It is counted neither as landed nor as revised.
    expect(digest().headline).toEqual(headline);
    expect(named(digest('area:net'))).toBeUndefined();
  });
});

describe('a story in the press', () => {
  const find = (made: Digest, title: string) =>
    made.sections.flatMap(({ entries }) => entries).filter((one) => one.title.includes(title));

  it('that links to a mail of a patch set is a line of its entry, and of no other', () => {
    const until = demo.world.end;
    const [first] = posted.revisions.at(-1)?.parts.values() ?? [];
    const linked = article('press', posted.lastActive);
    const item = {
      ...linked.item,
      links: [`https://lore.kernel.org/all/${first}/`],
      title: 'A driver was posted',
    };
    demo.store.rememberItems({
      source: 'press',
      items: [yes(item, [keyOf(first ?? '')])],
      broken: [],
      memory: undefined,
    });
    const deps = { store: demo.store, topic: RUST, lore: 'https://lore.kernel.org' };
    const since = posted.lastActive - 6 * DAY;
    const made = composeDigest(deps, { period: { since, until }, filter: { kind: 'all' } });
    expect(find(made, 'A driver was posted')).toEqual([]);
    const [entry, ...others] = made.sections
      .flatMap(({ entries }) => entries)
      .filter(({ press }) => press?.some(({ source }) => source === 'press'));
    expect(others).toEqual([]);
    expect(entry?.series).toBe(posted.id);
    expect(DIGEST_FORMATS.text.render(made, {})).toContain('in the press: press');
  });
});

describe('the digest', () => {
  const entries = (made: Digest, id: string) => made.sections.find((section) => section.id === id)?.entries;

  it('tells releases, CVEs and the press, each happening once', () => {
    const made = digest();
    expect(made.sections.map(({ id }) => id).slice(-4)).toEqual(
      expect.arrayContaining(['releases', 'security', 'press']),
    );
    expect(entries(made, 'releases')).toMatchObject([
      {
        id: 'release:7.2',
        title: 'Linux 7.2',
        state: '1 of 4,321 commits about Rust; 482 files, 98,213 lines of Rust',
      },
    ]);
    expect(entries(made, 'security')).toMatchObject([
      { id: 'advisory:CVE-2026-99999', state: 'CVSS 7.8 high, fixed in 6.18.1' },
    ]);
    const press = entries(made, 'press');
    expect(press).toHaveLength(1);
    expect(press?.[0]?.steps.map(({ what }) => what)).toEqual(['lwn', 'phoronix']);
  });

  it('asks them what its filter asks', () => {
    expect(digest('area:net').sections.some(({ id }) => id === 'security')).toBe(false);
    expect(digest('kind:advisory').sections.map(({ id }) => id)).toEqual(['security']);
    expect(digest('rust_binder "count twice"').sections.map(({ id }) => id)).toContain('security');
    const only = digest('kind:article');
    expect(only.sections.map(({ id }) => id)).toEqual(['press']);
    expect(only.headline).toEqual(['The press told one story.']);
  });

  it('says which sources it could not ask', () => {
    const { end } = demo.world;
    const asked = (id: string, lastTry = end): SourceState => ({ ...newSourceState(id), lastTry });
    const down = { failures: 3, failingSince: end - DAY };
    demo.store.saveSourceState({ ...asked('lwn'), ...down }, []);
    demo.store.saveSourceState({ ...asked('mainline'), gap: 'more came than its feed holds' }, []);
    demo.store.saveSourceState({ ...asked('hiccup'), failures: 1, failingSince: end - DAY }, []);
    demo.store.saveSourceState({ ...asked('switched-off', end - 20 * DAY), ...down }, []);
    const notes = digest().notes.join('\n');
    expect(notes).toContain(
      `Could not be asked: lwn since ${new Date(end - DAY).toISOString().slice(0, 10)}.`,
    );
    expect(notes).toContain('May have missed something: mainline.');
    expect(notes).not.toContain('hiccup');
    expect(notes).not.toContain('switched-off');
  });

  it('lets no stranger speak to everybody, or in markup', () => {
    const { markdown, html } = DIGEST_FORMATS;
    expect(html.render(digest(), {})).not.toContain('<b>now</b>');
    expect(markdown.render(digest(), {})).not.toContain('<b>now</b>');
  });
});
