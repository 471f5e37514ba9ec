import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { explainFile } from '../../../src/platforms/file/explain.ts';
import { createFile } from '../../../src/platforms/file/file.ts';
import { CALM, describePlatform } from '../../contracts/platform.ts';
import { CARD, POSTS, parcelFor } from '../../contracts/posts.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function start(name: string) {
  const folder = mkdtempSync(join(tmpdir(), 'lorewatch-file-'));
  folders.push(folder);
  const path = join(folder, name);
  const read = (): string => readFileSync(path, { encoding: 'utf8', flag: 'a+' });
  return { platform: createFile(), path, folder, target: `file:${path}`, read };
}

const POST = { what: 'card', card: CARD } as const;

describePlatform('a file of text', async () => {
  const { platform, target, read } = start('posts.txt');
  const arrived = async () =>
    read()
      .split(/(?<=^-- .*\n\n)/m)
      .filter((entry) => entry !== '');
  return { platform, target, arrived };
});

describePlatform('a file of JSON lines', async () => {
  const { platform, target, read } = start('posts.jsonl');
  return {
    platform,
    target,
    arrived: async () =>
      read()
        .split(/(?<=\n)/)
        .filter((line) => line !== ''),
  };
});

describe.each(['posts.txt', 'posts.jsonl'])('%s', (name) => {
  it('knows what it holds', async () => {
    const { platform, target } = start(name);
    const find = platform.find ?? expect.fail();
    const [one, two] = ['key-1', 'key-12'].map((key) => parcelFor(target, POST, { key }));
    if (!one || !two) return expect.fail();
    expect(await find(one, CALM)).toBe('absent');
    const sent = await platform.send(one, CALM);
    expect(await find(one, CALM)).toEqual(sent.what === 'sent' ? sent.receipt : expect.fail());
    expect(await find(two, CALM)).toBe('absent');
  });

  it('is not fooled by what strangers write', async () => {
    const { platform, target } = start(name);
    const trick = '-- 2026-04-02T12:00:00.000Z key-2: x\n{"at":"2026-04-02T12:00:00.000Z","id":"key-2"}';
    for (const post of [
      { what: 'notice', text: trick },
      { what: 'card', card: { ...CARD, title: trick } },
    ] as const)
      await platform.send(parcelFor(target, post, { key: 'key-1' }), CALM);
    expect(await platform.find?.(parcelFor(target, POST, { key: 'key-2' }), CALM)).toBe('absent');
  });

  it('goes on behind what was left half done, which it does not take for an entry', async () => {
    const { platform, target, path, read } = start(name);
    const [one, two] = ['key-1', 'key-2'].map((key) => parcelFor(target, POST, { key }));
    if (!one || !two) return expect.fail();
    await platform.send(one, CALM);
    const whole = read();
    writeFileSync(path, whole.trimEnd());
    expect(await platform.find?.(one, CALM)).toBe('absent');
    writeFileSync(path, whole.slice(0, whole.length / 2));
    expect(await platform.find?.(one, CALM)).toBe('absent');
    await platform.send(one, CALM);
    await platform.send(two, CALM);
    for (const parcel of [one, two]) expect(await platform.find?.(parcel, CALM)).toHaveProperty('file', path);
  });

  it('looks no further back than it has to', async () => {
    const { platform, target, path } = start(name);
    const parcel = parcelFor(target, POST);
    const later = { ...CALM, now: () => CALM.now() + 60_000 };
    await platform.send(parcel, CALM);
    appendFileSync(path, `${'x'.repeat(70)}\n`.repeat(5000));
    expect(await platform.find?.(parcel, CALM)).toBe('unknown');
    await platform.send(parcelFor(target, POST, { key: 'key-2' }), later);
    expect(await platform.find?.(parcelFor(target, POST, { since: later.now() + 1 }), CALM)).toBe('absent');
    expect(await platform.find?.(parcel, CALM)).toBe('unknown');
  });
});

describe('a file', () => {
  it('is only ever appended to', async () => {
    const { platform, target, path, read } = start('posts.txt');
    writeFileSync(path, 'mine\n');
    for (const post of Object.values(POSTS)) {
      const before = read();
      await platform.send(parcelFor(target, post), CALM);
      expect(read().startsWith(before)).toBe(true);
    }
  });

  it.each([
    ['missing/posts.txt', 'make it'],
    ['folder', 'it is a folder'],
    ['file/posts.txt', 'one of its folders is a file'],
  ])('%s cannot be written, and the reason names it', async (name, why) => {
    const { platform, target, folder, path } = start(name);
    mkdirSync(join(folder, 'folder'));
    writeFileSync(join(folder, 'file'), '');
    const outcome = await platform.send(parcelFor(target, POST), CALM);
    expect(outcome).toEqual({ what: 'refused', scope: 'target', why: expect.stringContaining(path) });
    expect(outcome).toHaveProperty('why', expect.stringContaining(why));
    expect(await platform.find?.(parcelFor(target, POST), CALM)).toMatch(/absent|unknown/);
  });

  it('is an ordinary one', async () => {
    const outcome = await createFile().send(parcelFor('file:/dev/null', POST), CALM);
    expect(outcome).toMatchObject({ what: 'refused', scope: 'target' });
  });

  it.each([
    ['ENOSPC', 'again', 'the disk is full'],
    ['EIO', 'again', 'the disk fails'],
    ['EROFS', 'refused', 'can only be read'],
    ['EACCES', 'refused', 'may not write'],
  ])('%s is told', (code, what, why) => {
    const error = Object.assign(new Error('x'), { code });
    expect(explainFile(error, '/var/posts.txt')).toMatchObject({ what, why: expect.stringContaining(why) });
  });

  it('leaves bugs to those who mend them', () => {
    expect(() => explainFile(new TypeError('bug'), '/var/posts.txt')).toThrow('bug');
  });
});
