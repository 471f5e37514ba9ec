import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it } from 'vitest';

const PROGRAM = 'redis-server';
const required = process.env.LOREWATCH_REQUIRE_ALL === '1';
let warned = false;

/** A real Redis of its own, on a free port of this machine, with its data in a folder of its own. */
export type FakeRedis = {
  readonly port: number;
  readonly url: string;
  /** As a power failure: nothing is said, nothing is written any more. */
  readonly kill: () => Promise<void>;
  /** On the same port, with what it wrote to its disk. */
  readonly start: () => Promise<void>;
  /** Stands still without closing a connection, until it goes on. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  /** Sends one command of plain words, and gives the first line of the answer. */
  readonly command: (words: string) => Promise<string>;
  readonly close: () => Promise<void>;
};

export type RedisSettings = Readonly<Record<string, string>>;

/** Kept through a power failure; nothing is ever thrown out. */
const DURABLE: RedisSettings = {
  appendonly: 'yes',
  appendfsync: 'always',
  save: '',
  'maxmemory-policy': 'noeviction',
};

/** `settings` as in redis.conf, added to those that we ask for; `tls`: files of a certificate. */
export async function startRedis(settings: RedisSettings = {}): Promise<FakeRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'lorewatch-redis-'));
  const port = await freePort();
  const isTls = settings['tls-cert-file'] !== undefined;
  const ports: RedisSettings = isTls ? { port: '0', 'tls-port': String(port) } : { port: String(port) };
  const lines = Object.entries({ ...DURABLE, ...settings, ...ports, bind: '127.0.0.1', dir: folder });
  const config = lines.map(([name, value]) => `${name} ${value || '""'}\n`).join('');
  let child: ChildProcess | undefined;
  const end = (): void => void child?.kill('SIGKILL');
  process.once('exit', end);

  async function start(): Promise<void> {
    child = await spawnRedis(config);
  }

  async function kill(): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  await start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    kill,
    start,
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    command: (words) => sendWords(port, words),
    close: async () => {
      await kill();
      process.off('exit', end);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves when it takes connections, which it says. */
async function spawnRedis(config: string): Promise<ChildProcess> {
  const child = spawn(PROGRAM, ['-'], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(config);
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (!/Ready to accept connections/.test(line)) continue;
    child.stdout.resume();
    return child;
  }
  throw new Error(`redis-server did not start: ${said.slice(-5).join(' / ')}`);
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  server.close();
  await once(server, 'close');
  return address.port;
}

/** An inline command of the protocol. */
async function sendWords(port: number, words: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(`${words}\r\n`);
  try {
    for await (const line of createInterface({ input: socket })) return line;
    throw new Error('Redis said nothing');
  } finally {
    socket.destroy();
  }
}

/** A `describe` that needs redis-server. Without it, it is skipped, loudly; with LOREWATCH_REQUIRE_ALL=1 it fails. */
export function describeWithRedis(name: string, body: () => void): void {
  if (spawnSync(PROGRAM, ['--version']).status === 0) {
    describe(name, body);
    return;
  }
  if (required) {
    describe(name, () => {
      it('has a Redis', () => {
        throw new Error(
          'LOREWATCH_REQUIRE_ALL=1, but there is no redis-server: install it (Debian: redis-server)',
        );
      });
    });
    return;
  }
  if (!warned) console.warn('There is no redis-server: tests that need one are SKIPPED.');
  warned = true;
  describe.skip(name, () => {
    it('needs redis-server', () => undefined);
  });
}
