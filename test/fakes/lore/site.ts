import type { IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { FakeReply, FakeRequest } from '../host.ts';
import { ALL, type Archive } from './archive.ts';
import type { GitHttp } from './git-http.ts';
import { replyPage } from './html.ts';
import { replyManifest } from './manifest.ts';
import { notFound, redirect, replyList } from './pages.ts';

/** What stands behind a host. */
export type Site = {
  readonly archive: Archive;
  readonly git: GitHttp;
  readonly broken: Map<string, number>;
  readonly now: () => number;
};

/** What a host of the site answers. */
export async function answer(site: Site, request: FakeRequest, raw: IncomingMessage): Promise<FakeReply> {
  return pack(request, await find(site, request, raw));
}

const GIT = /^\/([^/]+)\/(?:git\/)?(\d+)(?:\.git)?(\/(?:info\/refs|HEAD|git-upload-pack|objects\/.+))$/;

async function find(site: Site, request: FakeRequest, raw: IncomingMessage): Promise<FakeReply> {
  const { archive, broken, git } = site;
  const { path } = request;
  if (path === '/robots.txt') {
    return { headers: { 'content-type': 'text/plain' }, body: 'User-agent: *\nDisallow: /\n' };
  }
  if (path === '/manifest.js.gz') return replyManifest(request, archive.lists());
  const [, list = '', epoch = '', rest = ''] = GIT.exec(path) ?? [];
  if (rest !== '') {
    const status = broken.get(list);
    if (status !== undefined)
      return { status, headers: { 'content-type': 'text/html' }, body: '<html></html>\n' };
    return git.serve(`/${list}/git/${epoch}.git${rest}`, request, raw);
  }
  return replyPath(site, request);
}

function replyPath({ archive, now }: Site, request: FakeRequest): FakeReply {
  const host = `http://${request.headers.host ?? ''}`;
  const [, name = '', rest] = /^\/([^/]*)(?:\/(.*))?$/s.exec(request.path) ?? [];
  if (name === '')
    return replyPage(
      200,
      'lists',
      archive
        .lists()
        .map((list) => `${list.name}\n`)
        .join(''),
    );
  if (name === 'r' && rest) return redirect(`${host}/${ALL}/${rest}`);
  const entries = archive.entries(name);
  if (!entries) return notFound(name);
  if (rest === undefined) return redirect(`${host}/${name}/`, 301);
  const list = archive.lists().find((one) => one.name === name);
  if (rest === 'manifest.js.gz') return list ? replyManifest(request, [list]) : notFound(rest);
  return replyList({ list: name, base: `${host}/${name}/`, entries, now: now() }, rest, request);
}

/** Pages are sent packed to those who can read them so; git has its own ways. */
function pack({ headers }: FakeRequest, reply: FakeReply): FakeReply {
  const { body = '' } = reply;
  const type = reply.headers?.['content-type'] ?? '';
  const plain = typeof body === 'string' || Buffer.isBuffer(body);
  if (!plain || body.length === 0 || !/^text\/|\bxml$/.test(type)) return reply;
  if (!/\bgzip\b/.test(headers['accept-encoding'] ?? '')) return reply;
  const more = { 'content-encoding': 'gzip', vary: 'Accept-Encoding' };
  return { ...reply, headers: { ...reply.headers, ...more }, body: gzipSync(body) };
}
