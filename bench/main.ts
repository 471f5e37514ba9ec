import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { writeWorld } from '../src/demo/epoch.ts';
import { createDemoWorld } from '../src/demo/world.ts';
import { fetchBlobs } from '../src/sources/archive/bodies.ts';
import { claimingRows } from './claiming.ts';
import { compareDecoders } from './decoders.ts';
import { deliveringRows } from './delivering.ts';
import { followingRows } from './following.ts';
import { issuingRows } from './issuing.ts';
import { matchingRows } from './matching.ts';
import { type Cost, measure, median, quote, run } from './measure.ts';
import { timeSearch } from './searching.ts';
import { type BenchRow, printTable } from './table.ts';

const ROUNDS = 3;
const SAMPLE = 1200;
const dist = resolve('dist');
const scratch = mkdtempSync(join(tmpdir(), 'lorewatch-bench-'));

/** The archive named on the command line (an epoch or a bundle), else a made-up one. */
async function findEpoch(): Promise<string> {
  const named = process.argv[2] ?? corpusBundle();
  if (named === undefined) {
    console.error(
      'no archive was named: the made-up world is small, so starting Node weighs more than reading mail.',
    );
    console.error('better: npm run bench -- PATH/TO/list/git/0.git');
    const [first] = writeWorld(createDemoWorld({ weeks: 40 }), join(scratch, 'world'));
    return first?.path ?? '';
  }
  if (statSync(named).isDirectory()) return resolve(named);
  const epoch = join(scratch, basename(named, '.bundle'), 'git', '0.git');
  const { code, stderr } = await run('git', ['clone', '-q', '--bare', named, epoch]);
  if (code !== 0) throw new Error(stderr);
  return epoch;
}

function corpusBundle(): string | undefined {
  const folder = process.env.LOREWATCH_CORPUS;
  const bundle = folder && join(folder, 'corpus', 'linux-kbuild.bundle');
  return bundle && existsSync(bundle) ? bundle : undefined;
}

async function git(epoch: string, ...args: string[]): Promise<string> {
  const { stdout, stderr, code } = await run('git', [`--git-dir=${epoch}`, ...args]);
  if (code !== 0) throw new Error(stderr);
  return stdout;
}

async function listBlobs(epoch: string): Promise<string[]> {
  const log = await git(epoch, 'log', '--reverse', '--raw', '--no-abbrev', '--no-renames', '--format=');
  return log.split('\n').flatMap((line) => (line.endsWith('\tm') ? (line.split(' ')[3] ?? []) : []));
}

const node = `${quote(process.execPath)} --import ${quote(resolve('bench/report-rss.mjs'))}`;
const program = `${node} ${quote(join(dist, 'src/main.js'))}`;

type Round = { floor: Cost; judge: Cost; first: Cost; second: Cost; classify: Cost };

async function playRound(epoch: string, oids: string, n: number): Promise<Round> {
  const data = join(scratch, `data-${n}`);
  const log = `git --git-dir=${quote(epoch)} log --raw --no-abbrev --no-renames --format=%H > /dev/null`;
  const cat = `git --git-dir=${quote(epoch)} cat-file --batch --buffer < ${quote(oids)} > /dev/null`;
  const floor = await measure(`${log}; ${cat}`);
  const judge = await measure(`${node} bench/decode-judge.ts ${quote(dist)} ${quote(epoch)}`);
  const first = await measure(`${program} import ${quote(epoch)} --data ${quote(data)}`);
  const second = await measure(`${program} import ${quote(epoch)} --data ${quote(data)}`);
  const classify = await measure(`${program} classify --jsonl ${quote(epoch)}`);
  return { floor, judge, first, second, classify };
}

/** A copy of the epoch that ends 100 mails earlier is imported; then the 100 come. */
async function addHundred(epoch: string): Promise<Cost> {
  const copy = join(scratch, 'grown', 'git', '0.git');
  mkdirSync(join(scratch, 'grown', 'git'), { recursive: true });
  cpSync(epoch, copy, { recursive: true });
  const branch = (await git(copy, 'symbolic-ref', 'HEAD')).trim();
  const head = (await git(copy, 'rev-parse', 'HEAD')).trim();
  await git(copy, 'update-ref', branch, 'HEAD~100');
  const data = join(scratch, 'grown-data');
  const command = `${program} import ${quote(copy)} --data ${quote(data)}`;
  await measure(command);
  await git(copy, 'update-ref', branch, head);
  return measure(command);
}

async function main(): Promise<void> {
  if (!existsSync(join(dist, 'src/main.js'))) throw new Error('build first: npm run build');
  const epoch = await findEpoch();
  const blobs = await listBlobs(epoch);
  const oids = join(scratch, 'oids');
  const { writeFileSync } = await import('node:fs');
  writeFileSync(oids, `${blobs.join('\n')}\n`);
  console.error(
    `${blobs.length} mails of ${epoch}, ${ROUNDS} rounds side by side, ${cpus().length} processors, Node ${process.version}`,
  );
  const rounds: Round[] = [];
  for (let n = 0; n < ROUNDS; n++) rounds.push(await playRound(epoch, oids, n));
  const every = Math.max(1, Math.floor(blobs.length / SAMPLE));
  const sample = await fetchBlobs(epoch, blobs.filter((_, i) => i % every === 0).slice(0, SAMPLE));
  const decoders = await compareDecoders([...sample.values()], dist, join(scratch, 'mails'), ROUNDS);
  const grown = await addHundred(epoch);
  const data = join(scratch, 'data-0');
  const followed = await followingRows(scratch);
  const outgoing = [
    ...(await matchingRows(scratch)),
    ...(await issuingRows(data, scratch)),
    ...claimingRows(scratch),
    ...(await deliveringRows(scratch)),
  ];
  const newest = timeSearch(data, 'newest');
  const ranked = timeSearch(data, 'relevance');
  const stored = statSync(join(data, 'lorewatch.sqlite')).size;
  const ratio = (pick: (round: Round) => number): number => median(rounds.map(pick));
  const seconds = (pick: (round: Round) => number): string => `${median(rounds.map(pick)).toFixed(2)} s`;
  const rows: BenchRow[] = [
    {
      what: 'decode + judge everything',
      ours: seconds((r) => r.judge.cpu),
      peer: `floor ${seconds((r) => r.floor.cpu)}`,
      value: ratio((r) => r.judge.cpu / r.floor.cpu),
      limit: 2.4,
      unit: 'x',
    },
    {
      what: 'import into a new store',
      ours: seconds((r) => r.first.cpu),
      peer: `floor ${seconds((r) => r.floor.cpu)}`,
      value: ratio((r) => r.first.cpu / r.floor.cpu),
      limit: 3.3,
      unit: 'x',
    },
    {
      what: 'decode + judge everything (wall)',
      ours: seconds((r) => r.judge.wall),
      peer: `floor ${seconds((r) => r.floor.wall)}`,
      value: ratio((r) => r.judge.wall / r.floor.wall),
      limit: undefined,
      unit: 'x',
    },
    {
      what: 'import into a new store (wall)',
      ours: seconds((r) => r.first.wall),
      peer: `floor ${seconds((r) => r.floor.wall)}`,
      value: ratio((r) => r.first.wall / r.floor.wall),
      limit: undefined,
      unit: 'x',
    },
    {
      what: 'memory of decode + judge',
      ours: '',
      peer: '',
      value: Math.max(...rounds.map((r) => r.judge.rss)) / (1 << 20),
      limit: 256,
      unit: 'MiB',
    },
    {
      what: 'memory of an import',
      ours: '',
      peer: '',
      value: Math.max(...rounds.map((r) => r.first.rss)) / (1 << 20),
      limit: 256,
      unit: 'MiB',
    },
    {
      what: 'the store, a mail',
      ours: `${(stored / (1 << 20)).toFixed(1)} MiB`,
      peer: '',
      value: stored / 1024 / blobs.length,
      limit: 0.8,
      unit: 'KiB',
    },
    {
      what: 'import again, nothing new',
      ours: seconds((r) => r.second.cpu),
      peer: `first ${seconds((r) => r.first.cpu)}`,
      value: ratio((r) => r.second.cpu / r.first.cpu),
      limit: 0.15,
      unit: 'x',
    },
    { what: '100 mails more (wall)', ours: '', peer: '', value: grown.wall, limit: 1, unit: 's' },
    ...followed,
    ...outgoing,
    {
      what: `decoder on ${decoders.mails} mails`,
      ours: `${decoders.ours.toFixed(3)} s`,
      peer: `postal-mime ${decoders.peer.toFixed(2)} s`,
      value: decoders.ratio,
      limit: 20,
      unit: 'x',
      atLeast: true,
    },
    {
      what: 'search, newest first, p95',
      ours: `p50 ${newest.p50.toFixed(2)} ms`,
      peer: '',
      value: newest.p95,
      limit: 10,
      unit: 'ms',
    },
    {
      what: 'search, by relevance, p95',
      ours: `p50 ${ranked.p50.toFixed(2)} ms`,
      peer: '',
      value: ranked.p95,
      limit: 50,
      unit: 'ms',
    },
    {
      what: 'classify --jsonl, for comparison',
      ours: seconds((r) => r.classify.cpu),
      peer: `floor ${seconds((r) => r.floor.cpu)}`,
      value: ratio((r) => r.classify.cpu / r.floor.cpu),
      limit: undefined,
      unit: 'x',
    },
  ];
  printTable(rows);
  const figures = Object.fromEntries(rows.map(({ what, value }) => [what, Math.round(value * 1000) / 1000]));
  console.log(JSON.stringify({ mails: blobs.length, node: process.version, rounds: ROUNDS, ...figures }));
}

try {
  await main();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
