import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ENDPOINTS } from '../config/endpoints.ts';
import { SCHEDULES } from '../config/schedules.ts';
import { SOURCES } from '../config/sources.ts';
import { TOPICS } from '../config/topics/index.ts';
import { RUST } from '../config/topics/rust/topic.ts';
import { loadCatalog } from '../src/catalog/catalog.ts';
import { checkTopic } from '../src/catalog/topic-check.ts';
import { findAreas } from '../src/domain/area.ts';
import type { FileChange } from '../src/domain/diff.ts';
import { UserError } from '../src/ports/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'lorewatch-catalog-'));
afterAll(() => rmSync(folder, { recursive: true }));

function overlay(text: string): string {
  const path = join(folder, 'overlay.yaml');
  writeFileSync(path, text);
  return path;
}

function changed(path: string): FileChange {
  return { path, from: undefined, change: 'modified', binary: false, added: 1, removed: 0, start: 0, end: 0 };
}

describe('the catalog', () => {
  it('is what ships where there is no overlay, or an empty one', async () => {
    const shipped = {
      topic: RUST,
      endpoints: ENDPOINTS,
      sources: SOURCES,
      schedules: SCHEDULES,
      contact: undefined,
      http: { pause: 1000, allowPrivate: [] },
      chat: { slackManagers: [], discordManagers: [], discordTrials: [] },
    };
    expect(await loadCatalog(undefined)).toEqual(shipped);
    expect(await loadCatalog(overlay('# nothing\n'))).toEqual(shipped);
    expect(await loadCatalog('config/lorewatch.example.yaml')).toEqual(shipped);
  });

  it('takes the endpoints of the overlay', async () => {
    const { endpoints } = await loadCatalog(overlay('endpoints: {lore: "http://localhost:8080/inbox"}'));
    expect(endpoints.lore).toBe('http://localhost:8080/inbox');
    expect(endpoints.kernelOrg).toBe(ENDPOINTS.kernelOrg);
  });

  it('takes who may change subscriptions, and refuses what is no id', async () => {
    const given =
      'chat: {slack: {managers: [U012AB]}, discord: {managers: ["112233445566778899"], guilds: ["998877"]}}';
    expect((await loadCatalog(overlay(given))).chat).toEqual({
      slackManagers: ['U012AB'],
      discordManagers: ['112233445566778899'],
      discordTrials: ['998877'],
    });
    await expect(loadCatalog(overlay('chat: {slack: {managers: [ada]}}'))).rejects.toThrow(
      /`chat\.slack\.managers\.0`: the id of a person, as U0123ABCD/,
    );
    const bare = 'chat: {discord: {managers: [112233445566778899]}}';
    await expect(loadCatalog(overlay(bare))).rejects.toThrow(/`chat\.discord\.managers\.0`/);
  });

  it('takes where the chats are', async () => {
    const given = 'endpoints: {slack_api: "http://127.0.0.1:1/api/", discord_api: "http://127.0.0.1:2/api"}';
    expect((await loadCatalog(overlay(given))).endpoints).toMatchObject({
      slackApi: 'http://127.0.0.1:1/api',
      discordApi: 'http://127.0.0.1:2/api',
    });
  });

  it('asks no mirrors of the server that ships where the operator names another', async () => {
    expect(
      (await loadCatalog(overlay('endpoints: {lore: "https://lore.example.org/"}'))).endpoints,
    ).toMatchObject({
      lore: 'https://lore.example.org',
      loreMirrors: [],
    });
    const both = 'endpoints: {lore: "https://a.example.org", lore_mirrors: ["https://b.example.org/x/"]}';
    expect((await loadCatalog(overlay(both))).endpoints.loreMirrors).toEqual(['https://b.example.org/x']);
  });

  it('lays sources of the overlay on those that ship: changed, added, switched off', async () => {
    const text = `sources:
  - {id: lwn, schedule: pages}
  - {id: phoronix, enabled: false}
  - {id: my-press, kind: feed, url: "https://press.example.org/feed"}
  - {id: widgets, kind: list, list: linux-widgets, search: "s:rust"}
  - {id: linus, kind: clone, url: "https://git.example.org/linux.git"}
`;
    const { sources } = await loadCatalog(overlay(text));
    const find = (id: string) => sources.find((plan) => plan.id === id);
    expect(sources).toHaveLength(SOURCES.length + 2);
    expect(find('lwn')).toMatchObject({
      kind: 'feed',
      schedule: 'pages',
      url: 'https://lwn.net/headlines/rss',
    });
    expect(find('phoronix')).toBeUndefined();
    expect(find('my-press')).toMatchObject({ kind: 'feed', schedule: 'news', pages: false });
    expect(find('widgets')).toMatchObject({ kind: 'list', list: 'linux-widgets', schedule: 'lists' });
    expect(find('linus')).toMatchObject({ tree: 'mainline', branch: 'master', paths: ['*.rs', 'rust/'] });
  });

  it('lays schedules of the overlay on those that ship', async () => {
    const text = `schedules:
  lists: "*/5 * * * *"
  news: {zone: Europe/Berlin}
  nightly: {cron: "0 3 * * *", zone: Europe/Berlin, jitter: 0}
sources: [{id: lwn, schedule: nightly}]
`;
    const { schedules } = await loadCatalog(overlay(text));
    expect(schedules.lists).toEqual({ ...SCHEDULES.lists, cron: '*/5 * * * *' });
    expect(schedules.news).toEqual({ ...SCHEDULES.news, zone: 'Europe/Berlin' });
    expect(schedules.nightly).toEqual({ cron: '0 3 * * *', zone: 'Europe/Berlin', jitter: 0 });
  });

  it('lays areas of the overlay on those that ship', async () => {
    const text = `areas:
  - {area: pci, paths: [drivers/demo/, drivers/usb/]}
  - {area: drm/demo, paths: [drivers/gpu/drm/demo/], subjects: [" Demo ", i2c]}
`;
    const { topic } = await loadCatalog(overlay(text));
    const find = (path: string, title = '') =>
      findAreas(topic.areas, path === '' ? [] : [changed(path)], title);
    expect(topic.areas.length).toBe(RUST.areas.length + 1);
    expect(find('drivers/demo/a.c')).toEqual(['pci']);
    expect(find('drivers/usb/a.c')).toEqual(['pci']);
    expect(find('drivers/pci/a.c')).toEqual(['pci']);
    expect(find('drivers/gpu/drm/demo/a.rs')).toEqual(['drm/demo']);
    expect(find('', 'demo: tidy')).toEqual(['drm/demo']);
    expect(find('', 'i2c: tidy')).toEqual(['drm/demo']);
    expect(RUST.areas.some(({ area }) => area === 'drm/demo')).toBe(false);
  });

  it('takes days and maintainers of the overlay', async () => {
    const text = 'series: {stale_after_days: 30, maintainers: [mireille@example.org]}';
    const { topic } = await loadCatalog(overlay(text));
    expect(topic.staleAfterDays).toBe(30);
    expect(topic.maintainers).toEqual([...RUST.maintainers, 'mireille@example.org']);
    const { topic: rest } = await loadCatalog(overlay('series: {stale_after_days: 30}'));
    expect(rest.maintainers).toEqual(RUST.maintainers);
  });

  it.each([
    ['series: {stale: 3}', /unknown key `series\.stale`/],
    ['series: {stale_after_days: 0}', /`series\.stale_after_days`: /],
    ['series: {maintainers: [nobody]}', /`series\.maintainers\.0`: /],
    [
      'endpoint: {}',
      /overlay\.yaml: unknown key `endpoint` \(top-level keys are contact, admin, dkim, endpoints, chat, topic, areas, series, schedules, sources, http\)/,
    ],
    ['endpoints: {loer: "https://x"}', /unknown key `endpoints\.loer`/],
    ['endpoints: {lore: "lore.kernel.org"}', /`endpoints\.lore`: /],
    ['endpoints: {lore: "ftp://lore.kernel.org"}', /`endpoints\.lore`: /],
    ['topic: bpf', /there is no topic `bpf`; there is rust/],
    ['topic: toString', /there is no topic `toString`/],
    ['topic: [1]', /`topic`: /],
    ['- a\n- b', /it must hold keys and values/],
    ['areas: {pci: [drivers/pci/]}', /`areas`: /],
    ['areas: [{paths: [lib/a]}]', /`areas\.0\.area`: /],
    ['areas: [{area: Big PCI, paths: [lib/a]}]', /`areas\.0\.area`: small letters/],
    ['areas: [{area: a}]', /`areas\.0`: it has neither paths nor subjects/],
    ['areas: [{area: a, paths: [lib/a, /lib/b]}]', /`areas\.0\.paths\.1`: the beginning of a path/],
    ['areas: [{area: a, paths: ["drivers/*/a"]}]', /`areas\.0\.paths\.0`: the beginning of a path/],
    ['areas: [{area: a, paths: [lib/a], subjects: [1]}]', /`areas\.0\.subjects\.0`: /],
    ['areas: [{area: a, path: [lib/a]}]', /unknown key `areas\.0\.path`/],
    ['sources: [{id: Big}]', /`sources\.0\.id`: small letters/],
    ['sources: [{id: mine}]', /the source `mine` does not ship, so it needs a `kind`: list, releases/],
    ['sources: [{id: mine, kind: nntp}]', /the source `mine` does not ship, so it needs a `kind`/],
    ['sources: [{id: mine, kind: toString}]', /needs a `kind`/],
    ['sources: [{id: lwn, kind: page}]', /the source `lwn` ships as a feed/],
    [
      'sources: [{id: lwn, urls: 1}]',
      /the source `lwn`: unknown key `urls` \(its keys are id, why, schedule, kind/,
    ],
    ['sources: [{id: lwn, url: "file:///etc/passwd"}]', /the source `lwn`: `url`: /],
    ['sources: [{id: a, kind: clone, url: "--upload-pack=x"}]', /the source `a`: `url`: /],
    ['sources: [{id: a, kind: list, list: "../x"}]', /the source `a`: `list`: the name of a list/],
    ['sources: [{id: lwn, schedule: never}]', /the source `lwn` has no schedule `never`; there is lists, /],
    ['sources: [{id: lwn}, {id: lwn}]', /two sources are called `lwn`/],
    ['schedules: {lists: often}', /`schedules\.lists`: /],
    ['schedules: {mine: {zone: UTC}}', /`schedules\.mine`: a new schedule needs a `cron`/],
    ['http: {pause_ms: -1}', /`http\.pause_ms`: /],
    ['a: [', /is no YAML: /],
    ['topic: rust\ntopic: rust', /is no YAML: .*unique/],
  ])('%j is refused, by name', async (text, message) => {
    const loaded = loadCatalog(overlay(text));
    await expect(loaded).rejects.toThrow(UserError);
    await expect(loaded).rejects.toThrow(message);
  });

  it('says which file is missing', async () => {
    await expect(loadCatalog('/nowhere/lorewatch.yaml')).rejects.toThrow(
      'the configuration /nowhere/lorewatch.yaml cannot be read: check the path, or leave --config away',
    );
  });
});

describe('a topic', () => {
  it.each(Object.entries(TOPICS))('%s is whole, and called what it is registered as', (id, topic) => {
    expect(topic.id).toBe(id);
    expect(() => checkTopic(topic)).not.toThrow();
  });

  it('with two rules or two areas of one name is refused, and a rule without examples', () => {
    const [rule] = RUST.rules;
    const [area] = RUST.areas;
    if (!rule || !area) throw new Error('an empty topic');
    expect(() => checkTopic({ ...RUST, rules: [rule, rule] })).toThrow(`two rules are called ${rule.id}`);
    expect(() => checkTopic({ ...RUST, areas: [area, area] })).toThrow('two areas have one name');
    const bare = { ...rule, examples: { ...rule.examples, yes: [] } };
    expect(() => checkTopic({ ...RUST, rules: [bare] })).toThrow('has no example');
  });
});
