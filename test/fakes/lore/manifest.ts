import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { FakeReply, FakeRequest } from '../host.ts';
import { type List, newestTime } from './archive.ts';

/** `manifest.js.gz` of the given lists (grokmirror's format), with what a server of static files says of it. */
export function replyManifest(request: FakeRequest, lists: readonly List[]): FakeReply {
  const shown = lists.filter(({ epochs }) => epochs.length > 0);
  const changed = Math.floor(Math.max(0, ...shown.map((list) => list.changed)) / 1000) * 1000;
  const versions = shown.map(({ name, version }) => `${name} ${version}`).join('\n');
  const etag = `"${createHash('sha1').update(versions).digest('hex').slice(0, 16)}"`;
  const headers = { 'last-modified': new Date(changed).toUTCString(), etag };
  if (isKnown(request, etag, changed)) return { status: 304, headers };
  const manifest = Object.fromEntries(shown.flatMap(listEntries));
  return {
    headers: { ...headers, 'content-type': 'application/gzip' },
    body: gzipSync(JSON.stringify(manifest)),
  };
}

/** RFC 9110, 13.2.2: where both are asked, the ETag alone counts. */
function isKnown({ headers }: FakeRequest, etag: string, changed: number): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) {
    return tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*');
  }
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return !Number.isNaN(since) && changed <= since;
}

function listEntries(list: List): [string, unknown][] {
  return list.epochs.map((epoch, n) => [
    `/${list.name}/git/${n}.git`,
    {
      fingerprint: createHash('sha1').update(`${epoch.tip} refs/heads/master\n`).digest('hex'),
      modified: Math.floor(newestTime(epoch) / 1000),
      reference: null,
      owner: null,
      description: `${list.name} [epoch ${n}]`,
      head: 'ref: refs/heads/master',
    },
  ]);
}
