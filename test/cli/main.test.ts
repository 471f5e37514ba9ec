import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MAIN = join(import.meta.dirname, '../../src/main.ts');
const folder = mkdtempSync(join(tmpdir(), 'lorewatch-main-'));
const mbox = join(folder, 'many.mbox');
const MAILS = 4000;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function mail(n: number): string {
  const minute = String(n % 60).padStart(2, '0');
  return `From mboxrd@z Thu Jan  1 00:00:00 1970
Message-ID: <m${n}@example.org>
From: Ada <ada@example.org>
To: rust-for-linux@vger.kernel.org
Subject: [PATCH] rust: number ${n}
Date: Mon, 2 Mar 2026 ${String(Math.floor(n / 60) % 24).padStart(2, '0')}:${minute}:00 +0000

diff --git a/rust/a.rs b/rust/a.rs
--- a/rust/a.rs
+++ b/rust/a.rs
@@ -1 +1 @@
-a
+${n}

`;
}

type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

function start(...argv: string[]): ChildProcess {
  const env = { ...process.env, LOREWATCH_DATA: join(folder, 'data'), NO_COLOR: '', FORCE_COLOR: '0' };
  return spawn(process.execPath, [MAIN, ...argv], { cwd: folder, env });
}

async function ended(child: ChildProcess): Promise<Ended> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    err += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, out, err };
}

const main = (...argv: string[]): Promise<Ended> => ended(start(...argv));

beforeAll(async () => {
  writeFileSync(mbox, Array.from({ length: MAILS }, (_, n) => mail(n)).join(''));
  expect((await main('import', mbox)).code).toBe(0);
});

describe('the program', () => {
  it('tells its version, and how it is used', async () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
    expect(await main('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
    expect((await main('digets')).code).toBe(2);
    expect((await main('why', 'no@such')).code).toBe(1);
  });

  it('reads the environment once, and says which variable is wrong', async () => {
    const env = { ...process.env, LOREWATCH_CONFIG_FILE: '/nowhere' };
    const { code, err } = await ended(spawn(process.execPath, [MAIN, 'status'], { env }));
    expect([code, err]).toEqual([
      1,
      'lorewatch: LOREWATCH_CONFIG_FILE names a file that cannot be read: /nowhere\n',
    ]);
  });

  it('ends quietly where the reader of its answer has gone', async () => {
    const child = start('search', 'rust', '--json', '--limit', '4000');
    child.stdout?.once('data', () => child.stdout?.destroy());
    let err = '';
    child.stderr?.on('data', (chunk) => {
      err += chunk;
    });
    const [code] = await once(child, 'close');
    expect([code, err]).toEqual([0, '']);
  });

  it('writes all of a long answer into a slow pipe', async () => {
    const child = start('search', 'rust', '--json', '--limit', '4000');
    let lines = 0;
    child.stdout?.on('data', (chunk: Buffer) => {
      lines += chunk.toString('latin1').split('\n').length - 1;
      child.stdout?.pause();
      setTimeout(() => child.stdout?.resume(), 2);
    });
    const [code] = await once(child, 'close');
    expect([code, lines]).toEqual([0, MAILS]);
  });
});

describe.skipIf(process.platform === 'win32')('an interrupt', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'by %s ends an import at once, with a sentence, and the next one goes on',
    async (signal, code) => {
      const data = join(folder, signal);
      const child = start('import', '-', '--data', data);
      const end = ended(child);
      child.stdin?.write(readFileSync(mbox).subarray(0, 400_000));
      for (let i = 0; i < 200 && !existsSync(join(data, 'lorewatch.sqlite')); i++) await wait(20);
      await wait(300);
      const sent = Date.now();
      child.kill(signal);
      const told = await end;
      expect(Date.now() - sent).toBeLessThan(2000);
      expect(told).toEqual({
        code,
        out: '',
        err: 'lorewatch: interrupted; what was read is stored, and the same command goes on from there\n',
      });
      const again = await main('import', mbox, '--data', data);
      expect([again.code, again.err]).toEqual([0, '']);
      const status = JSON.parse((await main('status', '--json', '--data', data)).out);
      expect(status.messages).toBe(MAILS);
    },
  );
});
