import { describe, expect, it } from 'vitest';
import { AREAS } from '../../config/topics/rust/areas.ts';
import { areaOfPath, findAreas } from '../../src/domain/area.ts';

describe('areas', () => {
  it('have names of their own, and each subject prefix one area', () => {
    const names = AREAS.map((rule) => rule.area);
    expect(new Set(names).size).toBe(names.length);
    const subjects = AREAS.flatMap((rule) => rule.subjects);
    expect(subjects.filter((subject, i) => subjects.indexOf(subject) !== i)).toEqual([]);
    expect(subjects.filter((subject) => subject !== subject.toLowerCase())).toEqual([]);
  });

  it.each([
    { path: 'rust/kernel/lib.rs', area: 'core' },
    { path: 'rust/kernel/pci.rs', area: 'pci' },
    { path: 'rust/kernel/sync/arc.rs', area: 'sync' },
    { path: 'rust/kernel/drm/gem/mod.rs', area: 'drm' },
    { path: 'drivers/gpu/nova-core/gsp.rs', area: 'drm/nova' },
    { path: 'drivers/gpu/drm/tyr/driver.rs', area: 'drm/tyr' },
    { path: 'drivers/android/binder/process.rs', area: 'android/binder' },
    { path: 'drivers/net/phy/ax88796b_rust.rs', area: 'net' },
    { path: 'rust/Makefile', area: 'build' },
    { path: 'rust/helpers/helpers.c', area: 'helpers' },
    { path: 'rust/pin-init/src/lib.rs', area: 'pin-init' },
    { path: 'Documentation/rust/quick-start.rst', area: 'docs' },
    { path: 'samples/rust/rust_minimal.rs', area: 'samples' },
    { path: 'MAINTAINERS', area: 'maintainers' },
    { path: 'lib/unknown.c', area: undefined },
  ])('$path is $area', ({ path, area }) => {
    expect(areaOfPath(AREAS, path)).toBe(area);
  });

  it.each([
    { title: 'rust: drm: gem: add it', areas: ['drm'] },
    { title: 'gpu: nova-core: boot GSP', areas: ['drm/nova'] },
    { title: 'rust_binder: fix a leak', areas: ['android/binder'] },
    { title: 'rust: tidy', areas: ['core'] },
    { title: 'a question about locks', areas: [] },
  ])('$title speaks of $areas', ({ title, areas }) => {
    expect(findAreas(AREAS, [], title)).toEqual(areas);
  });
});
