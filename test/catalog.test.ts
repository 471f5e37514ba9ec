import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { TOPICS } from '../config/topics/index.ts';
import { RUST } from '../config/topics/rust/topic.ts';
import { checkTopic, loadCatalog } from '../src/catalog.ts';
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
    const shipped = { topic: RUST, endpoints: { lore: 'https://lore.kernel.org' } };
    expect(await loadCatalog(undefined)).toEqual(shipped);
    expect(await loadCatalog(overlay('# nothing\n'))).toEqual(shipped);
    expect(await loadCatalog('config/lorewatch.example.yaml')).toEqual(shipped);
  });

  it('takes the endpoints of the overlay', async () => {
    const { endpoints } = await loadCatalog(overlay('endpoints: {lore: "http://localhost:8080/inbox"}'));
    expect(endpoints.lore).toBe('http://localhost:8080/inbox');
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
      /overlay\.yaml: unknown key `endpoint` \(top-level keys are endpoints, topic, areas, series\)/,
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
