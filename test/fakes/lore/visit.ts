import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { load } from 'cheerio';
import { afterEach, beforeEach, expect } from 'vitest';
import { splitMbox } from '../../../src/sources/archive/mbox-split.ts';
import { git as runGit } from '../../sources/epochs.ts';
import { type MailParts, makeMail, START } from '../../sources/mails.ts';
import { arriving } from './arrivals.ts';
import { type FakeLore, startLore } from './lore.ts';

/** What the tests of the fake itself share: a server for each test, and a visitor. */
export const NOW = START * 1000;
export const MINUTE = 60_000;
export const LIST = 'rust-for-linux';

export let lore: FakeLore;
export let temp: string;

beforeEach(async () => {
  lore = await startLore({ lists: [LIST], now: () => NOW + 86_400_000 });
  temp = mkdtempSync(join(tmpdir(), 'lore-test-'));
});

afterEach(async () => {
  await lore.close();
  rmSync(temp, { recursive: true, force: true });
});

export const publish = (parts: readonly MailParts[], list = LIST, start = NOW): void =>
  lore.publish(list, arriving(parts.map(makeMail), start));

/** Runs git beside the server, which is of this process. */
export function git(args: readonly string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn('git', args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C' },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })));
}

export const clone = async (...more: string[]): Promise<string> => {
  const target = join(temp, 'clone.git');
  const { code, said } = await git(['clone', '--quiet', '--bare', ...more, target]);
  expect(said).toBe('');
  expect(code).toBe(0);
  return target;
};

export const epochUrl = (epoch = 0, host = lore.url): string => `${host}/${LIST}/git/${epoch}.git`;
export const get = (path: string, init?: RequestInit): Promise<Response> => fetch(`${lore.url}${path}`, init);
export const find = (query: string, more = '', list = LIST): Promise<Response> =>
  get(`/${list}/?q=${encodeURIComponent(query)}&x=A${more}`);

/** Message-IDs of an Atom feed, as a client has to get at them. */
export async function idsOf(answer: Response | Promise<Response>): Promise<string[]> {
  const xml = load(await (await answer).text(), { xml: true });
  return xml('entry > link')
    .toArray()
    .map((link) => decodeURIComponent(xml(link).attr('href')?.split('/').at(-2) ?? ''));
}

export async function readMbox(bytes: Buffer): Promise<Buffer[]> {
  const mails: Buffer[] = [];
  for await (const batch of splitMbox(Readable.from([bytes]), 0, 'mbox')) {
    mails.push(...batch.map((mail) => Buffer.from(mail.bytes)));
  }
  return mails;
}

export const bytesOf = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer());
export const showsTree = (dir: string, commit = 'master'): string =>
  runGit([`--git-dir=${dir}`, 'ls-tree', '--name-only', commit]);
export const log = (dir: string, format: string): string[] =>
  runGit([`--git-dir=${dir}`, 'log', '--reverse', `--format=${format}`, 'master']).split('\n');
