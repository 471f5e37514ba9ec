import { describe, expect, it } from 'vitest';
import { AREAS } from '../../config/topics/rust/areas.ts';
import { areaOfPath, findAreas } from '../../src/domain/area.ts';

function twice(all: readonly string[]): string[] {
  return all.filter((one, i) => all.indexOf(one) !== i);
}

describe('the table', () => {
  it('has names of their own, and each subject and each path one area', () => {
    expect(twice(AREAS.map((rule) => rule.area))).toEqual([]);
    const subjects = AREAS.flatMap((rule) => rule.subjects);
    expect(twice(subjects)).toEqual([]);
    expect(subjects.filter((subject) => subject !== subject.toLowerCase().trim() || subject === '')).toEqual(
      [],
    );
    expect(twice(AREAS.flatMap((rule) => rule.paths))).toEqual([]);
  });

  it('has names and paths of the expected form', () => {
    for (const { area, paths } of AREAS) {
      expect(area).toMatch(/^[a-z0-9][\w-]*(?:\/[a-z0-9][\w-]*)?$/);
      for (const path of paths) expect(path).toMatch(/^[\w.][\w./-]*$/);
    }
  });

  it('gives no area to a part of which the whole is unknown', () => {
    const names = new Set(AREAS.map(({ area }) => area));
    const parents = AREAS.map(({ area }) => area.split('/')).filter(([first]) => first !== 'arch');
    expect(parents.filter(([first, ...rest]) => rest.length > 0 && !names.has(first ?? ''))).toEqual([]);
  });
});

describe('areas by path', () => {
  it.each([
    ['rust/kernel/lib.rs', 'core'],
    ['rust/kernel/ioctl.rs', 'core'],
    ['rust/kernel/pci.rs', 'pci'],
    ['rust/kernel/pci/irq.rs', 'pci'],
    ['rust/helpers/pci.c', 'pci'],
    ['rust/helpers/err.c', 'helpers'],
    ['rust/kernel/sync/arc.rs', 'sync'],
    ['rust/helpers/spinlock.c', 'sync'],
    ['rust/kernel/alloc/kvec.rs', 'mm/alloc'],
    ['mm/slub.c', 'mm/alloc'],
    ['mm/mmap.c', 'mm'],
    ['rust/kernel/cpufreq.rs', 'cpufreq'],
    ['rust/kernel/cpumask.rs', 'cpu'],
    ['rust/kernel/iommu/pgtable.rs', 'iommu'],
    ['rust/kernel/iov.rs', 'fs'],
    ['rust/kernel/io/mem.rs', 'io'],
    ['rust/kernel/irq/request.rs', 'irq'],
    ['rust/kernel/debugfs/traits.rs', 'debugfs'],
    ['rust/kernel/configfs.rs', 'configfs'],
    ['rust/kernel/i2c.rs', 'i2c'],
    ['rust/kernel/usb.rs', 'usb'],
    ['rust/kernel/opp.rs', 'opp'],
    ['rust/kernel/xarray.rs', 'collections'],
    ['lib/find_bit_benchmark_rust.rs', 'collections'],
    ['rust/kernel/auxiliary.rs', 'driver-core'],
    ['rust/kernel/device/property.rs', 'driver-core'],
    ['rust/kernel/module_param.rs', 'module'],
    ['rust/kernel/drm/gem/mod.rs', 'drm'],
    ['drivers/gpu/nova-core/gsp.rs', 'drm/nova'],
    ['drivers/gpu/drm/tyr/driver.rs', 'drm/tyr'],
    ['drivers/gpu/drm/drm_panic_qr.rs', 'drm/panic'],
    ['drivers/gpu/drm/i915/a.c', 'drm'],
    ['drivers/android/binder/process.rs', 'binder'],
    ['drivers/net/phy/ax88796b_rust.rs', 'net/phy'],
    ['drivers/net/ethernet/a.c', 'net'],
    ['drivers/block/rnull/rnull.rs', 'block'],
    ['drivers/cpufreq/rcpufreq_dt.rs', 'cpufreq'],
    ['drivers/pwm/pwm_th1520.rs', 'pwm'],
    ['rust/Makefile', 'build'],
    ['scripts/generate_rust_target.rs', 'build'],
    ['rust/syn/lib.rs', 'crates'],
    ['rust/pin-init/src/lib.rs', 'pin-init'],
    ['Documentation/rust/quick-start.rst', 'docs'],
    ['Documentation/gpu/nova/index.rst', 'drm/nova'],
    ['samples/rust/rust_minimal.rs', 'samples'],
    ['tools/perf/util/demangle-rust-v0.c', 'perf'],
    ['tools/testing/selftests/rust/config', 'selftests'],
    ['kernel/bpf/core.c', 'bpf'],
    ['arch/riscv/Makefile', 'arch/riscv'],
    ['arch/arm64/Makefile', 'arch/arm64'],
    ['arch/arm/Makefile', 'arch/arm'],
    ['MAINTAINERS', 'maintainers'],
    ['lib/unknown.c', undefined],
  ])('%s is %s', (path, area) => {
    expect(areaOfPath(AREAS, path)).toBe(area);
  });
});

describe('areas by title', () => {
  it.each([
    ['rust: drm: gem: add it', 'drm'],
    ['gpu: nova-core: boot GSP', 'drm/nova'],
    ['drm/nova: probe', 'drm/nova'],
    ['drm/i915/display: tidy', 'drm'],
    ['rust_binder: fix a leak', 'binder'],
    ['rust: alloc: kvec: grow', 'mm/alloc'],
    ['PCI/ASPM: tidy', 'pci'],
    ['pwm: rust: add it', 'pwm'],
    ['kbuild, rust: other flags', 'build'],
    ['objtool/rust: one more', 'tools'],
    ['net: phy: rust: tidy', 'net/phy'],
    ['PM / devfreq: tidy', 'devfreq'],
    ['RISC-V: enable it', 'arch/riscv'],
    ['rust: error: add one', 'core'],
    ['rust: tidy', 'core'],
  ])('%s speaks of %s', (title, area) => {
    expect(findAreas(AREAS, [], title)).toEqual([area]);
  });

  it('a title without a prefix speaks of none', () => {
    expect(findAreas(AREAS, [], 'a question about locks')).toEqual([]);
  });
});
