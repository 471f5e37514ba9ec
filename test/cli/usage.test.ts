import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/program.ts';
import { run } from './run.ts';

const empty = mkdtempSync(join(tmpdir(), 'lorewatch-cli-'));
afterAll(() => rmSync(empty, { recursive: true }));

describe('help', () => {
  it('lists every command', async () => {
    const { code, out, err } = await run(['--help']);
    expect([code, err]).toEqual([0, '']);
    for (const { name, summary } of COMMANDS) {
      expect(out).toContain(name);
      expect(out).toContain(summary.slice(0, 30));
    }
    expect(out).toContain('Exit codes: 0 done');
  });

  it.each(COMMANDS.map((command) => [command.name, command] as const))(
    'of %s has its examples',
    async (name, command) => {
      const { code, out, err } = await run([name, '--help']);
      expect([code, err]).toEqual([0, '']);
      expect(command.examples.length).toBeGreaterThan(0);
      for (const example of command.examples) expect(out).toContain(`  lorewatch ${example}\n`);
      for (const { flags } of command.options) expect(out).toContain(flags);
      for (const shared of command.uses) expect(out).toContain(`--${shared}`);
    },
  );

  it('comes on stderr where no command was given', async () => {
    const { code, out, err } = await run([]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('Usage: lorewatch');
  });

  it('is not the version', async () => {
    expect(await run(['--version'])).toEqual({ code: 0, out: '1.2.3\n', err: '' });
  });
});

describe('wrong usage', () => {
  it.each([
    [['digets'], 'Did you mean digest?'],
    [['digest', '--sinec', '7d'], 'Did you mean --since?'],
    [['digest', 'surplus'], 'too many arguments'],
    [['digest', '--format', 'pdf'], 'Allowed choices are text, markdown, html, json'],
    [['digest', '--since', 'yesterday'], '--since takes a date'],
    [['digest', '--until', '2026-02-30'], '--until takes a date'],
    [['digest', '--since', '2026-02-02', '--until', '2026-02-01'], '--since must lie before --until'],
    [['digest', '--since', '1990-01-01'], '20 years at most'],
    [['digest', '--filter', 'area:'], 'the filter cannot be read'],
    [['digest', '--filter', 'colour:red'], 'colour'],
    [['search'], "missing required argument 'query'"],
    [['search', 'x', '--limit', '0'], '--limit takes a number from 1 to 10000'],
    [['search', 'x', '--limit', '1e3'], '--limit takes a number'],
    [['search', '(rust'], 'the filter cannot be read'],
    [['why'], "missing required argument 'what'"],
    [['why', 'two words'], 'is neither a Message-ID'],
    [['why', 'https://lore.kernel.org/rust-for-linux/'], 'is neither a Message-ID'],
    [['import'], "missing required argument 'path'"],
    [['import', '-', '-'], 'standard input (-) can be read once'],
    [['import', ''], 'a path is empty'],
    [['classify', '-', '-'], 'standard input (-) can be read once'],
  ])('%j is told, with exit code 2', async (argv, message) => {
    const { code, out, err } = await run(argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).toMatch(/^lorewatch: /);
  });
});

describe('what cannot be done', () => {
  it.each([
    [['digest', '--data', empty], 'there is no store in'],
    [['search', 'x', '--data', empty], 'fill one with `lorewatch import PATH`'],
    [['status', '--data', empty], 'there is no store in'],
    [['why', 'a@b', '--data', empty], 'there is no store in'],
    [['import', '/nowhere/archive', '--data', empty], '/nowhere/archive'],
    [['classify', '/nowhere/archive'], '/nowhere/archive'],
    [['digest', '--config', '/nowhere/x.yaml'], '/nowhere/x.yaml cannot be read'],
    [['demo', '--out', empty], 'was not made by the demo'],
  ])('%j is one sentence, with exit code 1', async (argv, message) => {
    const { code, out, err } = await run(argv);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(message);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('never shows what a terminal would obey', async () => {
    const { err } = await run(['import', '/nowhere/\u001b[31mred\u009b\u0007', '--data', empty]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
    expect(err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});
