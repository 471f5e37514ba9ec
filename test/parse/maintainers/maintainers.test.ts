import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Section } from '../../../src/domain/area-refresh/section.ts';
import { parseMaintainers } from '../../../src/parse/maintainers/maintainers.ts';

const fixture = readFileSync(new URL('../../fixtures/maintainers/MAINTAINERS', import.meta.url), 'utf8');

const EMPTY: Section = {
  name: '',
  maintainers: [],
  reviewers: [],
  lists: [],
  status: '',
  trees: [],
  files: [],
  excludes: [],
  pathPatterns: [],
  contentPatterns: [],
};

function sectionsOf(text: string): readonly Section[] {
  return parseMaintainers(text).sections;
}

describe('a MAINTAINERS file', () => {
  const { sections, overlong } = parseMaintainers(fixture);

  it('has its sections, and none of its explanation', () => {
    expect(overlong).toBe(0);
    expect(sections.map(({ name }) => name)).toEqual([
      '3WIDE NETWORK DRIVER',
      'ACME BOARDS',
      'CLOCK ABSTRACTIONS [RUST]',
      'DRIVER CORE, KOBJECTS, DEBUGFS AND SYSFS',
      'MOUSETRAP BUS [RUST]',
      'PCI SUBSYSTEM',
      'PWM SUBSYSTEM BINDINGS [RUST]',
      'RUST',
      'TEAPOT SENSOR DRIVER',
      'TRUSTED KEYS',
      'UNOWNED LETTERS',
      'THE REST',
    ]);
  });

  it('has every letter in its place, patterns as mere text', () => {
    expect(sections.find(({ name }) => name === 'ACME BOARDS')).toEqual({
      ...EMPTY,
      name: 'ACME BOARDS',
      maintainers: ['Jane Doe <jane@example.org>'],
      reviewers: ['John Roe <john@example.org>'],
      status: 'Maintained',
      trees: ['git git://git.example.org/acme.git'],
      files: [
        'arch/arm/mach-acme/',
        'drivers/*/acme/',
        'drivers/clk/clk-acme.c',
        'drivers/i2c/busses/i2c-acme.c',
        'include/dt-bindings/*/acme*',
      ],
      pathPatterns: ['(a+)+acme'],
    });
    expect(sections.find(({ name }) => name.startsWith('MOUSETRAP'))).toMatchObject({
      lists: ['rust-for-linux@vger.kernel.org'],
      excludes: ['drivers/mousetrap/cheese/'],
      contentPatterns: ['\\bmousetrap_(?:set|snap)\\b'],
    });
    expect(sections.find(({ name }) => name === 'UNOWNED LETTERS')).toMatchObject({
      files: [],
      status: 'Obsolete',
    });
  });

  it('is the same with the line ends of another system', () => {
    expect(sectionsOf(fixture.replaceAll('\n', '\r\n'))).toEqual(sections);
  });
});

describe('odd lines', () => {
  it.each([
    ['blanks for a tab', 'A\nF:    lib/a.c\n', ['lib/a.c']],
    ['no blank at all', 'A\nF:lib/a.c\n', ['lib/a.c']],
    ['blanks behind', 'A\nF:\tlib/a.c \t\n', ['lib/a.c']],
    ['an empty value', 'A\nF:\nF:\tlib/a.c\n', ['lib/a.c']],
    ['an empty line inside', 'A\nM:\tJane\n\nF:\tlib/a.c\n', ['lib/a.c']],
    ['no line feed at the end', 'A\nF:\tlib/a.c', ['lib/a.c']],
    ['a letter of tomorrow', 'A\nZ:\tz\nF:\tlib/a.c\n', ['lib/a.c']],
    ['a very long line', `A\nF:\t${'a'.repeat(5000)}\nF:\tlib/a.c\n`, ['lib/a.c']],
  ])('%s', (_, text, files) => {
    expect(sectionsOf(text)).toMatchObject([{ name: 'A', files }]);
  });

  it('the last line before the letters is the title', () => {
    expect(sectionsOf('Some words\nabout it.\nREAL  TITLE\nS:\tMaintained\n')).toMatchObject([
      { name: 'REAL TITLE' },
    ]);
  });

  it('letters without a title, and titles without letters, are no section', () => {
    expect(sectionsOf('F:\tlib/a.c\n\nTITLE\n\nother words\n')).toEqual([]);
  });

  it('what is too long is counted', () => {
    expect(parseMaintainers(`A\nS:\t${'x'.repeat(2000)}\nF:\ta/b\n${'y'.repeat(2000)}`).overlong).toBe(2);
  });

  it('never fails, and is through at once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('A', 'F:', '\t', ' ', 'lib/', '\n', '\r', ':', 'é'), { maxLength: 200 }),
        (all) => {
          for (const { name, files } of sectionsOf(all.join(''))) {
            expect(name.trim()).toBe(name);
            for (const file of files) expect(file.trim()).toBe(file);
          }
        },
      ),
    );
    expect(sectionsOf('F:\n'.repeat(200_000))).toEqual([]);
    expect(sectionsOf(`A\nF:${' '.repeat(900)}\n`.repeat(2000))).toEqual([]);
  });
});
