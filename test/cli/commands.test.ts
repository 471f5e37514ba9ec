import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/program.ts';
import type { Store } from '../../src/ports/store.ts';
import { readSettings } from '../../src/settings.ts';
import { enqueue } from '../contracts/delivery-world.ts';
import { batch, judged, makeAdvisory, makeRelease } from '../contracts/item-world.ts';
import { makeSubscription } from '../contracts/outbox-world.ts';
import { type DemoStore, makeDemoStore } from '../pipeline/demo-store.ts';
import { type Ran, run } from './run.ts';

let demo: DemoStore;
let data: string;
let patch: { readonly id: string; readonly path: string };
beforeAll(async () => {
  demo = await makeDemoStore();
  data = join(demo.folder, 'data');
  const expected = demo.world.expected.find(({ category, kind }) => category === 'code' && kind === 'patch');
  const id = expected?.messageId ?? '';
  const commit = demo.world.lists.flatMap(({ commits }) => commits).find(({ messageId }) => messageId === id);
  const path = join(demo.folder, 'patch.eml');
  writeFileSync(path, commit?.bytes ?? '');
  patch = { id, path };
  // What `why CVE-...` asks for.
  demo.store.rememberItems(batch([judged(makeAdvisory({ id: 'CVE-2026-12345', published: 0 }))]));
  // What the examples of `release` ask for.
  demo.store.rememberItems(batch(['7.2', '7.3-rc1'].map((id) => judged(makeRelease({ id })))));
  addOutbox(demo.store);
});
afterAll(() => demo.remove());

/** What the examples of `subscriptions` and `deliveries` name: subscription 3, deliveries 17 to 19. */
function addOutbox(store: Store): void {
  for (const name of ['one', 'two', 'three']) {
    const target = { platform: 'file', text: `file:/nowhere/${name}.txt` } as const;
    store.subscribe(makeSubscription({ target }));
  }
  for (let n = 1; n <= 19; n++) enqueue(store, { event: `notice ${n}`, subscription: 1 });
  for (const id of [17, 18]) store.discardDelivery(id, 'the mailbox was full', 0);
}

function ask(...argv: string[]): Promise<Ran> {
  return run([...argv, '--data', data]);
}

const hostile = `Message-ID: <hostile@evil.example>
From: =?utf-8?q?=1B[31mEve?= <eve@evil.example>
Subject: [PATCH] rust: =?utf-8?q?=1B]0;owned=07=C2=9B2J=E2=80=AEx?=
Date: Mon, 2 Mar 2026 10:00:00 +0000

Rust, Rust and Rust.
---
diff --git a/rust/a.rs b/rust/a.rs
--- a/rust/a.rs
+++ b/rust/a.rs
@@ -1 +1 @@
-a
+b
`;

describe('the examples', () => {
  /** The words of an example, with the paths and ids of this store. */
  function wordsOf(example: string): string[] {
    const words = [...example.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');
    const redirected = words.indexOf('<');
    const kept = redirected < 0 ? words : words.slice(0, redirected);
    const known: Readonly<Record<string, string>> = {
      'patch.eml': patch.path,
      'mail.eml': patch.path,
      'author:ojeda': 'author:mireille',
      MAINTAINERS: 'test/fixtures/maintainers/MAINTAINERS',
      'linux/MAINTAINERS': 'test/fixtures/maintainers/MAINTAINERS',
      'areas.yaml': join(demo.folder, 'areas.yaml'),
    };
    return kept.map((word) => {
      const path = known[word];
      if (path !== undefined) return path;
      if (word.includes('a@example.org')) return word.replace(/20260405\d+\.\d+-1-a@example\.org/, patch.id);
      if (word.endsWith('0.git')) return join(demo.folder, 'archives/linux-kbuild/git/0.git');
      if (word.startsWith('~/lore/')) return join(demo.folder, 'archives/rust-for-linux');
      if (word.endsWith('.gz')) return patch.path;
      if (/\.(?:html|svg)$/.test(word)) return join(demo.folder, word);
      return word.startsWith('/tmp/') ? join(demo.folder, 'demo-again') : word;
    });
  }

  /** Those that ask servers: theirs are run against a made-up world in world.test.ts. */
  const asking = new Set(['start', 'ingest', 'doctor']);
  const quiet = COMMANDS.filter(({ name }) => !asking.has(name));
  it.each(quiet.flatMap((command) => command.examples.map((example) => [example, command] as const)))(
    '%s',
    async (example, command) => {
      const words = wordsOf(example);
      const shared = command.uses.includes('data')
        ? ['--data', command.name === 'import' ? `${data}-too` : data]
        : [];
      const here = example === 'demo' ? ['--out', join(demo.folder, 'demo-world')] : [];
      const stdin = Readable.from([readFileSync(patch.path)]);
      const settings = readSettings({ SMTP_URL: 'smtp://localhost', MAIL_FROM: 'bot@example.org' });
      const { code, out, err } = await run([...words, ...shared, ...here], { stdin, settings });
      // The demo world has mails that nobody can read: losses are reported.
      expect([0, 3], err).toContain(code);
      expect(err).not.toContain('mistake of the program');
      expect(out + err).not.toBe('');
    },
  );
});

describe('digest', () => {
  const week = ['--since', '2026-03-23', '--until', '2026-03-30'];

  it('is the same to the byte, twice', async () => {
    const first = await ask('digest', ...week);
    expect(first.err).toBe('');
    expect(await ask('digest', ...week)).toEqual(first);
    expect(await ask('digest', '--until', '2026-03-30')).toEqual(first);
  });

  it('is in colour for a terminal only, and never as JSON or in a file', async () => {
    const tty = { stdoutIsTty: true };
    const colored = '\u001b[';
    expect((await run(['digest', ...week, '--data', data], tty)).out).toContain(colored);
    expect((await ask('digest', ...week)).out).not.toContain(colored);
    expect((await run(['digest', ...week, '--data', data, '--format', 'json'], tty)).out).not.toContain(
      escape,
    );
    const out = join(demo.folder, 'out.txt');
    const { code, out: printed, err } = await run(['digest', ...week, '--data', data, '--out', out], tty);
    expect([code, printed, err]).toEqual([0, '', `lorewatch: written to ${out}\n`]);
    expect(readFileSync(out, 'utf8')).not.toContain(colored);
  });

  it('as JSON is one object, and says why when asked', async () => {
    const made = JSON.parse((await ask('digest', ...week, '--format', 'json')).out);
    expect(made).toMatchObject({ zone: 'UTC' });
    expect((await ask('digest', ...week, '--why')).out).toContain('why: diff-touches-rs');
  });

  it('that cannot be written says where and what to do', async () => {
    mkdirSync(join(demo.folder, 'is-a-folder'), { recursive: true });
    for (const [out, reason] of [
      ['no/such/folder/x.txt', 'its folder is not there'],
      ['is-a-folder', 'it is a folder'],
      ['patch.eml/x.txt', 'its folder is not there'],
    ] as const) {
      const { code, err } = await ask('digest', ...week, '--out', join(demo.folder, out));
      expect(code).toBe(1);
      expect(err).toContain(reason);
    }
  });

  it.skipIf(!statSync('/dev/full', { throwIfNoEntry: false }))('on a full disk says so', async () => {
    const { code, err } = await ask('digest', ...week, '--out', '/dev/full');
    expect([code, err]).toEqual([
      1,
      'lorewatch: /dev/full cannot be written: the disk is full: make room, or name another file\n',
    ]);
  });
});

describe('search', () => {
  it('prints a hit a line as JSON, with the public keys', async () => {
    const { code, out } = await ask('search', 'kind:patch', 'gpio', '--json', '--limit', '5');
    const hits = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect([code, hits.length]).toEqual([0, 5]);
    for (const hit of hits) {
      expect(Object.keys(hit)).toEqual([
        'message_id',
        'date',
        'from',
        'subject',
        'relevant',
        'category',
        'series',
        'url',
      ]);
    }
  });

  it('says on stderr that there is more, or nothing', async () => {
    expect((await ask('search', 'rust', '--limit', '2')).err).toBe(
      'lorewatch: the first 2; more with --limit\n',
    );
    expect(await ask('search', 'nosuchwordanywhere')).toEqual({
      code: 0,
      out: '',
      err: 'lorewatch: nothing found\n',
    });
  });
});

describe('why', () => {
  it('tells the same of an id, an address and brackets', async () => {
    const byId = await ask('why', patch.id);
    expect(byId.out).toContain('About Rust in the kernel: yes (code');
    expect(await ask('why', `<${patch.id}>`)).toEqual(byId);
    expect(await ask('why', `https://lore.kernel.org/all/${patch.id}/T/#u`)).toEqual(byId);
  });

  it('judges a file and standard input by themselves', async () => {
    const byFile = await ask('why', patch.path);
    expect(byFile.out).toContain('Judged by itself');
    const stdin = Readable.from([readFileSync(patch.path)]);
    expect((await run(['why', '-', '--json'], { stdin })).out).toContain('"category":"code"');
  });

  it('of an unknown id says what to do', async () => {
    const { code, err } = await ask('why', 'no@such');
    expect([code, err]).toEqual([
      1,
      'lorewatch: the store has no mail no@such: import the archive that holds it, or give the mail as a link or a file\n',
    ]);
  });
});

describe('status', () => {
  it('counts what was read and what was lost', async () => {
    const status = JSON.parse((await ask('status', '--json')).out);
    expect(status.unreadable).toBe(demo.unreadable);
    expect(status.archives.map(({ list }: { list: string }) => list)).toEqual([
      'linux-kbuild',
      'rust-for-linux',
    ]);
    const { out } = await ask('status');
    expect(out).toContain('rust-for-linux/0');
  });
});

describe('import', () => {
  it('reads once, and then finds nothing new', async () => {
    const fresh = join(demo.folder, 'fresh');
    const archive = join(demo.folder, 'archives/linux-kbuild');
    const first = await run(['import', archive, '--json', '--data', fresh]);
    const report = JSON.parse(first.out);
    expect(report).toMatchObject({ list: 'linux-kbuild', epoch: 0, known: expect.any(Number) });
    expect(first.code).toBe(report.unreadable > 0 ? 3 : 0);
    const second = await run(['import', archive, '--data', fresh]);
    expect(second).toEqual({ code: 0, out: 'linux-kbuild/0: nothing new\n', err: '' });
    rmSync(fresh, { recursive: true });
  });

  it('shows its progress on a terminal only', async () => {
    const quiet = await run(['import', patch.path, '--data', join(demo.folder, 'p1')]);
    expect(quiet.err).toBe('');
    const slow = {
      stderrIsTty: true,
      now: (() => {
        let t = 0;
        return () => (t += 500);
      })(),
    };
    const shown = await run(['import', patch.path, '--data', join(demo.folder, 'p2')], slow);
    expect(shown.err).toContain('\r\u001b[K');
    expect(shown.err.endsWith('\r\u001b[K')).toBe(true);
  });

  it('takes back what waits for an interrupt', async () => {
    let waiting = 0;
    const onInterrupt = (): (() => void) => {
      waiting++;
      return () => void waiting--;
    };
    await run(['import', patch.path, '--data', join(demo.folder, 'p3')], { onInterrupt });
    await run(['classify', patch.path], { onInterrupt });
    expect(waiting).toBe(0);
  });
});

it('no command shows what a terminal would obey, in any form', async () => {
  const path = join(demo.folder, 'hostile.eml');
  writeFileSync(path, hostile);
  const store = ['--data', join(demo.folder, 'hostile')];
  const shown = [
    await run(['import', path, ...store]),
    await run(['search', 'rust', ...store]),
    await run(['search', 'rust', '--json', ...store]),
    await run(['why', 'hostile@evil.example', ...store]),
    await run(['why', 'hostile@evil.example', '--json', ...store]),
    await run(['classify', path, '--full']),
    await run(['digest', '--since', '2026-03-01', '--until', '2026-03-08', ...store]),
    await run(['digest', '--since', '2026-03-01', '--until', '2026-03-08', '--format', 'json', ...store]),
    await run(['status', ...store]),
  ];
  for (const { code, out, err } of shown) {
    expect(code).toBe(0);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
    expect(out + err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  }
  expect(shown[1]?.out).toContain('[PATCH] rust:');
});
