import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { AREAS } from '../../config/topics/rust/areas.ts';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { areaOfPath } from '../../src/domain/area.ts';
import { run } from './run.ts';

const MAINTAINERS = fileURLToPath(new URL('../fixtures/maintainers/MAINTAINERS', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'lorewatch-areas-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('areas', () => {
  it('shows the table in force', async () => {
    const { code, out, err } = await run(['areas']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('\npci\n  drivers/pci/ include/linux/pci');
    const json = (await run(['areas', '--json'])).out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(json).toEqual(AREAS.map(({ area, paths, subjects }) => ({ area, paths, subjects })));
  });

  it('shows what the overlay adds', async () => {
    const config = file('more.yaml', 'areas: [{area: widget, paths: [drivers/widget/]}]');
    expect((await run(['areas', '--config', config])).out).toMatch(/\nwidget\n {2}drivers\/widget\/\n$/);
  });

  it('makes an overlay of a MAINTAINERS file that the catalog takes', async () => {
    const { code, out, err } = await run(['areas', '--from', MAINTAINERS]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^# .*\n# From: MAINTAINERS, sha256 [0-9a-f]{64}\n/);
    const { topic } = await loadCatalog(file('made.yaml', out));
    expect(areaOfPath(topic.areas, 'drivers/mousetrap/spring.c')).toBe('mousetrap');
    expect(areaOfPath(topic.areas, 'rust/kernel/mousetrap.rs')).toBe('mousetrap');
    expect(areaOfPath(topic.areas, 'lib/pwm/core.c')).toBe('pwm');
    expect(areaOfPath(topic.areas, 'include/linux/component.h')).toBe('driver-core');
    expect(areaOfPath(topic.areas, 'drivers/kitchen/teapot.rs')).toBe('teapot-sensor');
    expect(areaOfPath(topic.areas, 'arch/arm/mach-acme/a.c')).toBe('arch/arm');
    const again = await run(['areas', '--from', MAINTAINERS, '--config', join(folder, 'made.yaml')]);
    expect(again.out).toMatch(/\nareas: \[\]\n$/);
  });

  it('writes it where it is told', async () => {
    const out = join(folder, 'out.yaml');
    const { code, out: printed, err } = await run(['areas', '--from', MAINTAINERS, '--out', out]);
    expect([code, printed]).toEqual([0, '']);
    expect(err).toBe(`lorewatch: 3 areas with more paths and 2 new ones are in ${out}\n`);
    expect(readFileSync(out, 'utf8')).toBe((await run(['areas', '--from', MAINTAINERS])).out);
  });

  it('is the same for the line ends of another system, its digest aside', async () => {
    const crlf = file('CRLF', readFileSync(MAINTAINERS, 'utf8').replaceAll('\n', '\r\n'));
    const areas = async (path: string) => (await run(['areas', '--json', '--from', path])).out;
    expect(await areas(crlf)).toBe(await areas(MAINTAINERS));
  });

  it.each([
    [
      'a file of another kind',
      ['--from', file('README', '# A readme\n\nM: no\n')],
      1,
      /is no MAINTAINERS file of a kernel/,
    ],
    [
      'a section without a file',
      ['--from', file('NONE', 'A\nM:\tJane\n')],
      1,
      /is no MAINTAINERS file of a kernel/,
    ],
    ['nothing', ['--from', file('EMPTY', '')], 1, /is no MAINTAINERS file of a kernel/],
    ['a folder', ['--from', folder], 1, /is no file: name the MAINTAINERS file/],
    ['a missing file', ['--from', join(folder, 'missing')], 1, /is no file: name the MAINTAINERS file/],
    [
      'a missing folder',
      ['--from', MAINTAINERS, '--out', join(folder, 'no/x')],
      1,
      /cannot be written: its folder is not there/,
    ],
    ['nothing to write', ['--out', 'x'], 2, /--out goes with --from/],
  ])('says what is wrong with %s', async (_, words, code, message) => {
    const ran = await run(['areas', ...words]);
    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err).toMatch(message);
  });
});
