import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { START } from '../../sources/mails.ts';
import { bytesOf, get, LIST, lore, publish } from './visit.ts';

describe('manifests', () => {
  async function manifest(path: string): Promise<Record<string, { fingerprint: string; modified: number }>> {
    return JSON.parse(gunzipSync(await bytesOf(await get(path))).toString());
  }

  test('name every epoch, with a fingerprint that changes with it', async () => {
    publish([{ id: 'a@example.org' }]);
    publish([{ id: 'b@example.org' }], 'linux-block');
    const before = await manifest('/manifest.js.gz');
    const key = `/${LIST}/git/0.git`;
    expect(Object.keys(before).sort()).toEqual(['/linux-block/git/0.git', key]);
    expect(before[key]).toEqual({
      fingerprint: expect.stringMatching(/^[0-9a-f]{40}$/),
      modified: START,
      reference: null,
      owner: null,
      description: `${LIST} [epoch 0]`,
      head: 'ref: refs/heads/master',
    });
    lore.purge(LIST, 'a@example.org');
    const after = await manifest('/manifest.js.gz');
    expect(after[key]?.fingerprint).not.toBe(before[key]?.fingerprint);
    expect(after['/linux-block/git/0.git']).toEqual(before['/linux-block/git/0.git']);
    expect(Object.keys(await manifest(`/${LIST}/manifest.js.gz`))).toEqual([key]);
  });

  test.each(['/manifest.js.gz', `/${LIST}/manifest.js.gz`])(
    '%s is not sent again where nothing changed',
    async (path) => {
      publish([{ id: 'a@example.org' }]);
      const { headers } = await get(path);
      const byTag = { 'if-none-match': headers.get('etag') ?? '' };
      const byDate = { 'if-modified-since': headers.get('last-modified') ?? '' };
      const statuses = async () => [
        (await get(path, { headers: byTag })).status,
        (await get(path, { headers: byDate })).status,
        (await get(path, { headers: { ...byDate, 'if-none-match': '"other"' } })).status,
      ];
      expect(await statuses()).toEqual([304, 304, 200]);
      // Although the newest mail is as old as before.
      publish([{ id: 'b@example.org' }]);
      expect(await statuses()).toEqual([200, 200, 200]);
    },
  );
});
