import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OptionValues } from '../../src/cli/command.ts';
import { askCommand } from '../../src/cli/commands/ask.ts';
import { releaseCommand } from '../../src/cli/commands/release.ts';
import { type Library, openLibrary } from '../commands/library.ts';
import type { Ran } from './run.ts';
import { runCommand } from './run-command.ts';

let library: Library;
let data: string;
beforeAll(async () => {
  library = await openLibrary();
  data = join(library.demo.folder, 'data');
});
afterAll(() => library.demo.remove());

const now = (): number => library.deps.now();

function ask(words: string, options: OptionValues = {}): Promise<Ran> {
  return runCommand(askCommand, words.split(' '), { data, ...options }, { now });
}

function release(words: readonly string[], options: OptionValues = {}): Promise<Ran> {
  return runCommand(releaseCommand, words, { data, ...options }, { now });
}

describe('ask', () => {
  it('answers as a chat does, page by page', async () => {
    const first = await ask('search gpio');
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toMatch(/^Mails with gpio\n\n.*gpio/);
    expect(first.out).toContain('page 1; the next one by --page 2');
    const second = await ask('search gpio', { page: '2' });
    expect(second.out).toContain('page 2');
    expect(second.out).not.toBe(first.out);
  });

  it('prints the answer itself as JSON, maps as objects', async () => {
    const answer = JSON.parse((await ask('stats area:gpio', { json: true })).out);
    expect(answer).toMatchObject({
      tone: 'told',
      ask: { command: 'stats', values: { filter: 'area:gpio' } },
    });
    const [chart] = answer.parts.filter(({ what }: { what: string }) => what === 'chart');
    expect(Object.keys(chart.report.months[0].areas)).not.toEqual([]);
  });

  it.each(['slack', 'discord'])('prints what %s would be sent', async (format) => {
    const payload = JSON.parse((await ask('series', { format })).out);
    expect(format === 'slack' ? payload.blocks.length : payload.embeds.length).toBeGreaterThan(0);
  });

  it('tells what is wrong, by its exit code too', async () => {
    expect(await ask('nosuch')).toMatchObject({ code: 2, out: '' });
    const wrong = await ask('search area:nosuch');
    expect(wrong.code).toBe(1);
    expect(wrong.out).toContain('^');
    expect(await ask('help', { json: true, format: 'slack' })).toMatchObject({ code: 2 });
    expect(await ask('help', { page: 'x' })).toMatchObject({ code: 2 });
    expect(await ask('help', { place: 'mailto:a@example.org' })).toMatchObject({ code: 2 });
    const nowhere = await ask('help', { data: join(data, 'nowhere') });
    expect(nowhere.code).toBe(1);
  });

  it('is asked in a place where one is named', async () => {
    const here = await ask('status', { place: 'slack:T0123/C0123' });
    expect(here.out).toContain('Here');
    expect((await ask('status')).out).toContain('What goes out');
  });
});

describe('release', () => {
  it('lists the newest ones, of linux-next none', async () => {
    const { out, err, code } = await release([], { limit: '3' });
    expect([code, err]).toEqual([0, 'lorewatch: the newest 3 of 16; more with --limit\n']);
    expect(out).toMatch(/Linux 7\.3-rc1 {2}mainline\n +1 of 900 commits about Rust/);
    expect(out).not.toContain('next-');
    const lines = (await release([], { json: true })).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(16);
    expect(Object.keys(lines[0])).toEqual([
      'version',
      'moniker',
      'date',
      'eol',
      'url',
      'changelog',
      'commits',
      'code',
    ]);
  });

  it('tells what came with one', async () => {
    const { out, code } = await release(['v7.2']);
    expect(code).toBe(0);
    expect(out).toContain('1 of 14,000 commits about Rust');
    expect(out).toContain('482 files, 98,213 lines of Rust');
    expect(out).toMatch(/Patch series\n.*bump minimum Rust/);
    const told = JSON.parse((await release(['7.2'], { json: true })).out);
    expect(told).toMatchObject({
      version: '7.2',
      commits: { all: 14_000, about: 1 },
      about: [{ subject: 'rust: bump it' }],
    });
    expect(told.series[0].url).toMatch(/^https:\/\/lore\.kernel\.org\//);
  });

  it('that is not known gets a sentence', async () => {
    expect((await release(['9.9'])).err).toContain('the store has no release 9.9; the newest are 7.3-rc1');
    expect(await release(['lunch'])).toMatchObject({ code: 1, out: '' });
  });
});
