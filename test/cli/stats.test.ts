import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoStore, makeDemoStore } from '../pipeline/demo-store.ts';
import { type Ran, run } from './run.ts';

let demo: DemoStore;
beforeAll(async () => {
  demo = await makeDemoStore();
});
afterAll(() => demo.remove());

function ask(...words: string[]): Promise<Ran> {
  return run(['stats', ...words, '--data', join(demo.folder, 'data')]);
}

async function askJson(
  ...words: string[]
): Promise<{ since: string; until: string; months: { month: string }[] }> {
  const { out, err, code } = await ask(...words, '--json');
  expect([code, err]).toEqual([0, '']);
  expect(out.endsWith('}\n') && !out.trimEnd().includes('\n')).toBe(true);
  return JSON.parse(out);
}

describe('stats', () => {
  it('are of whole months up to the newest mail, unless told otherwise', async () => {
    const { since, until, months } = await askJson();
    expect([since, until]).toEqual(['2026-01-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z']);
    expect(months.map(({ month }) => month)).toEqual(['2026-01', '2026-02', '2026-03']);
  });

  it('take a period; a span counts back from its end', async () => {
    const { since, until } = await askJson('--until', '2026-03-15', '--since', '10d');
    expect([since, until]).toEqual(['2026-03-05T00:00:00.000Z', '2026-03-15T00:00:00.000Z']);
    expect((await askJson('--until', '2026-02-15')).months.map(({ month }) => month)).toEqual([
      '2026-01',
      '2026-02',
    ]);
  });

  it('are text, JSON or a picture', async () => {
    expect((await ask()).out).toMatch(/^RUST IN THE KERNEL {3}Jan 2026 - Mar 2026, UTC\n/);
    expect((await ask('--format', 'json')).out).toBe((await ask('--json')).out);
    const { out } = await ask('--format', 'svg', '--chart', 'reviewers');
    expect(out).toMatch(/^<svg [\s\S]*Rust reviewers a month[\s\S]*<\/svg>\n$/);
  });

  it('have one table where one is asked for, and its bars show what is asked for', async () => {
    const { out } = await ask('--by', 'area', '--chart', 'contributors');
    expect(out).not.toMatch(/^Month/m);
    expect(out).toMatch(/^Area .* contributors$/m);
  });

  it('go into a file, uncoloured', async () => {
    const file = join(demo.folder, 'patches.svg');
    const { code, out, err } = await ask('--format', 'svg', '--out', file);
    expect([code, out]).toEqual([0, '']);
    expect(err).toContain(`written to ${file}`);
    expect(existsSync(file) && readFileSync(file, 'utf8')).toMatch(/^<svg /);
  });

  it('say it where nothing was found, and that is no failure', async () => {
    const { code, out } = await ask('--filter', '"no such words anywhere"');
    expect(code).toBe(0);
    expect(out).toMatch(/Nothing about Rust was found in [\d,]+ mails/);
    const before = await ask('--until', '2020-01-01');
    expect([before.code, before.out]).toEqual([
      0,
      expect.stringContaining('The oldest mail read is of 2026-01-'),
    ]);
  });

  it.each([
    [['--since', '2026-03-02', '--until', '2026-03-01'], '--since must lie before --until'],
    [['--since', 'yesterday'], '--since takes a date'],
    [['--until', '2026-02-30'], '--until takes a date'],
    [['--since', '1990-01-01'], '20 years at most'],
    [['--json', '--format', 'svg'], 'exclude each other'],
    [['--chart', 'nonsense'], 'Allowed choices are patches'],
    [['--filter', 'area:'], 'the filter cannot be read'],
  ])('refuse %j', async (words, why) => {
    const { code, err, out } = await ask(...words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(why);
  });
});
