import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AreaRule, areaOfPath, extendAreas } from '../../../src/domain/area.ts';
import { isMarked, type Mark, markOf } from '../../../src/domain/area-refresh/mark.ts';
import { printOverlay } from '../../../src/domain/area-refresh/print.ts';
import { refreshAreas } from '../../../src/domain/area-refresh/refresh.ts';
import type { Section } from '../../../src/domain/area-refresh/section.ts';
import { ruleOf, topicOf } from '../relevance/small-topic.ts';

const MARK: Mark = { word: /\bzig\b/i, paths: [/\.zig$/] };
const RULES: readonly AreaRule[] = [
  { area: 'core', paths: ['zig/'], subjects: ['zig'], broad: true },
  { area: 'docs', paths: ['Documentation/'], subjects: ['docs'] },
  { area: 'pci', paths: ['drivers/pci/', 'include/linux/pci', 'zig/kernel/pci'], subjects: ['pci'] },
  { area: 'clk', paths: ['drivers/clk/'], subjects: ['clk', 'clock'] },
];

function section(name: string, files: readonly string[], more: Partial<Section> = {}): Section {
  const none = {
    maintainers: [],
    reviewers: [],
    lists: [],
    trees: [],
    excludes: [],
    pathPatterns: [],
    contentPatterns: [],
  };
  return { name, status: 'Maintained', files, ...none, ...more };
}

function added(...sections: readonly Section[]): Record<string, readonly string[]> {
  const { additions } = refreshAreas(RULES, { sections }, MARK);
  return Object.fromEntries(additions.map(({ area, paths }) => [area, paths]));
}

describe('an area that there is', () => {
  it('gets the paths of a section that shares one with it', () => {
    expect(added(section('BUSES', ['drivers/pci/', 'lib/pci/', 'include/linux/pci*']))).toEqual({
      pci: ['lib/pci/'],
    });
    expect(added(section('BUSES', ['drivers/pci', 'lib/pci/']))).toEqual({ pci: ['lib/pci/'] });
    expect(added(section('BUSES', ['zig/kernel/pci.zig', 'lib/pci/']))).toEqual({ pci: ['lib/pci/'] });
  });

  it('gets those of a section that is called as it is', () => {
    expect(added(section('CLOCK FRAMEWORK', ['lib/clk.c']))).toEqual({ clk: ['lib/clk.c'] });
  });

  it('gets nothing of a section that only lies below it', () => {
    expect(added(section('ACME BOARDS', ['drivers/clk/clk-acme.c', 'arch/acme/']))).toEqual({});
  });

  it('takes no path from another, but from those that say little', () => {
    const paths = ['drivers/pci/', 'Documentation/PCI/', 'drivers/clk/pci.c', 'zig/kernel/msi.zig'];
    expect(added(section('PCI SUBSYSTEM', paths))).toEqual({ pci: ['zig/kernel/msi.zig'] });
  });

  it('with which more paths are shared wins; of two, the first of the table', () => {
    const both = ['drivers/clk/', 'drivers/pci/', 'lib/new/'];
    expect(added(section('A', both))).toEqual({ pci: ['lib/new/'] });
    expect(added(section('A', [...both, 'include/linux/pci*']))).toEqual({ pci: ['lib/new/'] });
  });

  it('gets no top folder', () => {
    expect(added(section('PCI', ['include/', 'lib', 'Kbuild', 'lib/pci/']))).toEqual({ pci: ['lib/pci/'] });
  });
});

describe('a new area', () => {
  it('is made of a section that has the topic in its name or its files, and no area', () => {
    expect(added(section('WIDGET BUS [ZIG]', ['drivers/widget/', 'Documentation/widget.rst']))).toEqual({
      widget: ['drivers/widget/'],
    });
    expect(added(section('TEAPOT DRIVER', ['drivers/kitchen/teapot.zig']))).toEqual({
      teapot: ['drivers/kitchen/teapot.zig'],
    });
    expect(added(section('TEAPOT DRIVER', ['drivers/kitchen/teapot.c']))).toEqual({});
  });

  it('is not made where the files of the topic have an area already, or the name says nothing', () => {
    expect(added(section('ROOT COMPLEX [ZIG]', ['zig/kernel/pci/root.zig', 'lib/root.c']))).toEqual({});
    expect(added(section('ZIG', ['lib/zig/']))).toEqual({});
  });

  it('is called what its files are called, too', () => {
    const sections = [
      section('WIDGET BUS [ZIG]', ['zig/kernel/widget.zig', 'zig/kernel/clock.zig']),
      section('WIDGET TOOLS [ZIG]', ['zig/tools/']),
    ];
    expect(refreshAreas(RULES, { sections }, MARK).additions).toEqual([
      { area: 'widget', paths: ['zig/kernel/clock.zig', 'zig/kernel/widget.zig'], subjects: [] },
      { area: 'widget-tools', paths: ['zig/tools/'], subjects: ['tools'] },
    ]);
  });

  it('has no path that another section had before it, and none below its own', () => {
    const one = section('ONE [ZIG]', ['zig/one/', 'zig/one/a.zig', 'zig/both/']);
    const two = section('TWO [ZIG]', ['zig/two/', 'zig/both/']);
    expect(added(one, two)).toEqual({ one: ['zig/both/', 'zig/one/'], two: ['zig/two/'] });
  });
});

describe('what prefixes cannot say', () => {
  it('is left out and counted, where the section counts', () => {
    const files = ['zig/a/', 'zig/*/b', 'zig/a b', 'zig/x/c.zig', 'zig/yy.zig'];
    const odd = { excludes: ['zig/x/', 'zig/yy*'], pathPatterns: ['(a+)+$'], contentPatterns: ['('] };
    const sections = [section('ODD [ZIG]', files, odd), section('C', ['lib/*/c'], odd)];
    const { additions, leftOut, sections: all, used } = refreshAreas(RULES, { sections }, MARK);
    expect(additions).toEqual([{ area: 'odd', paths: ['zig/a/'], subjects: [] }]);
    expect({ leftOut, all, used }).toEqual({
      leftOut: { wildcards: 1, odd: 1, pathPatterns: 1, excludes: 2 },
      all: 2,
      used: 1,
    });
  });
});

describe('the mark of a topic', () => {
  it('is its name and the paths of its code', () => {
    const files = ruleOf('files', 'code', {
      any: [{ in: 'files', path: /\.zig$/ }, { all: [{ in: 'files', path: /^zig\// }] }],
    });
    const docs = ruleOf('docs', 'docs', { in: 'files', path: /\.md$/ });
    const mark = markOf(topicOf([files, docs]));
    expect(mark.paths.map(String)).toEqual(['/\\.zig$/', '/^zig\\//']);
    expect(isMarked(mark, section('A', ['lib/a.zig']))).toBe(true);
    expect(isMarked(mark, section('A [ZIG]', []))).toBe(true);
    expect(isMarked(mark, section('A', ['a.md', 'zigzag/']))).toBe(false);
  });
});

describe('a refresh', () => {
  const path = fc
    .array(fc.constantFrom('zig', 'drivers', 'pci', 'clk', 'a', 'b*', 'c.zig', 'lib'), {
      minLength: 1,
      maxLength: 4,
    })
    .map((all) => all.join('/'));
  const anySection = fc
    .tuple(fc.constantFrom('A [ZIG]', 'PCI', 'B', 'THE REST', 'C D [ZIG]'), fc.array(path, { maxLength: 6 }))
    .map(([name, files]) => section(name, files));
  const anySections = fc.array(anySection, { maxLength: 8 });

  it('leaves every path with the area that claims it, and gives each new one an area', () => {
    fc.assert(
      fc.property(anySections, path, (sections, asked) => {
        const { additions } = refreshAreas(RULES, { sections }, MARK);
        const after = extendAreas(RULES, additions);
        const claimed = areaOfPath(RULES, asked);
        if (claimed !== undefined && claimed !== 'core') expect(areaOfPath(after, asked)).toBe(claimed);
        for (const { area, paths } of additions) {
          for (const added of paths) expect(areaOfPath(after, added)).toBe(area);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('adds nothing when its own result is refreshed, and is the same twice', () => {
    fc.assert(
      fc.property(anySections, (sections) => {
        const first = refreshAreas(RULES, { sections }, MARK);
        expect(refreshAreas(RULES, { sections }, MARK)).toEqual(first);
        for (const { paths } of first.additions) expect(paths).toEqual([...new Set(paths)].sort());
      }),
    );
  });
});

describe('the print of a refresh', () => {
  it('says from what it was made, in one line each, whatever the file is called', () => {
    const refreshed = refreshAreas(RULES, { sections: [section('CLOCK', ['lib/clk.c'])] }, MARK);
    expect(printOverlay(refreshed, { file: 'MAINTAINERS\nareas: 1', sha256: 'abc', overlong: 2 })).toBe(
      `# Parts of the kernel for an overlay of lorewatch, made by \`lorewatch areas --from\`.
# From: MAINTAINERS?areas??1, sha256 abc
# Sections: 1, of which 1 are about an area.
# Areas: 1 get more paths, 0 are new; 1 paths in all.
# Left out: 0 F: with wildcards inside, 0 F: that are no paths, 0 N: and 0 X:, which prefixes cannot say, 2 lines too long.
areas:
  - area: "clk"
    paths:
      - "lib/clk.c"
`,
    );
  });

  it('is an empty list where there is nothing to add', () => {
    const refreshed = refreshAreas(RULES, { sections: [] }, MARK);
    expect(printOverlay(refreshed, { file: 'M', sha256: 'abc', overlong: 0 })).toMatch(/\nareas: \[\]\n$/);
  });
});
