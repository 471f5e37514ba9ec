import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Endpoints } from '../../../src/domain/source/plan.ts';
import { type FakeHost, type FakeReply, type FakeRequest, startHost } from '../host.ts';
import { createGitHttp } from '../lore/git-http.ts';
import { atomXml, changelogPath, changelogText, kdistXml, type Listed, releasesJson } from './listing.ts';
import { createTree, type LoggedOid, type Tree } from './tree.ts';

export type ReleaseOptions = {
  /** ms; the machine's clock where it is not said. */
  readonly date?: number;
  readonly eol?: boolean;
};

export type FakeKernelOrg = FakeHost & {
  readonly tree: Tree;
  /** Path of the tree on the host, without a slash in front. */
  readonly repository: string;
  /** All endpoints on this host. */
  readonly endpoints: Pick<Endpoints, 'kernelOrg' | 'cdnKernelOrg' | 'gitKernelOrg'>;
  /** Lists a release in the place of the one of its series; its changelog is 404 until `publishLog`, unless it is given. */
  readonly release: (version: string, moniker: string, changelog?: string, options?: ReleaseOptions) => void;
  readonly publishLog: (version: string, changelog: string) => void;
  /** Takes a version out of the list, as after its end of life. */
  readonly vanish: (version: string) => void;
  /** Answers what fits with a refusal from now on. */
  readonly refuse: (fits: (request: FakeRequest) => boolean) => void;
  /** Ids as cgit 1.2.4 and later has them. */
  readonly modernIds: () => void;
};

const REPOSITORY = 'pub/scm/linux/kernel/git/torvalds/linux.git';
const ENTRIES = 10;

/** kernel.org, cdn.kernel.org and git.kernel.org in one host on loopback. `start`: the date of the first commit, ms. */
export async function startKernelOrg(start: number): Promise<FakeKernelOrg> {
  const root = await mkdtemp(join(tmpdir(), 'fake-kernel-org-'));
  const tree = createTree(join(root, REPOSITORY), start);
  const git = createGitHttp(root);
  const logs = new Map<string, string>();
  let rows: Listed[] = [];
  let bare = true;
  let refused: (request: FakeRequest) => boolean = () => false;

  const answer = (request: FakeRequest, raw: IncomingMessage): FakeReply | Promise<FakeReply> => {
    const { path, query } = request;
    if (refused(request)) return { status: 403, body: 'no\n' };
    if (path === '/releases.json') return fresh(request, releasesJson(rows), 'application/json');
    if (path === '/feeds/kdist.xml') return fresh(request, kdistXml(rows), 'application/xml');
    const log = logs.get(path);
    if (log !== undefined) return fresh(request, log, 'text/plain');
    if (path === `/${REPOSITORY}/atom/`) return atom(request, tree.log(query.get('h') ?? 'master', ENTRIES));
    return path.startsWith(`/${REPOSITORY}/`) ? git.serve(path, request, raw) : missing();
  };

  const atom = (request: FakeRequest, entries: readonly LoggedOid[] | undefined): FakeReply =>
    entries === undefined ? missing() : fresh(request, atomXml(entries, bare), 'text/xml; charset=UTF-8');

  const host = await startHost(answer);
  return {
    ...host,
    tree,
    repository: REPOSITORY,
    endpoints: { kernelOrg: host.url, cdnKernelOrg: host.url, gitKernelOrg: host.url },
    release: (version, moniker, changelog, { date = Date.now(), eol = false } = {}) => {
      const row = { version, moniker, date, eol };
      rows = [row, ...rows.filter((other) => seriesOf(other.version) !== seriesOf(version))];
      if (changelog !== undefined) logs.set(changelogPath(version), changelog);
    },
    publishLog: (version, changelog) => {
      logs.set(changelogPath(version), changelog);
    },
    vanish: (version) => {
      rows = rows.filter((other) => other.version !== version);
    },
    refuse: (fits) => {
      refused = fits;
    },
    modernIds: () => {
      bare = false;
    },
    close: async () => {
      await host.close();
      await git.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

export { changelogText };

/** `7.2` of `7.2.5` and of `7.2-rc1`; all of linux-next is one. */
function seriesOf(version: string): string {
  return /^\d+\.\d+/.exec(version)?.[0] ?? version.replace(/\d+/g, '');
}

function fresh({ headers }: FakeRequest, body: string, type: string): FakeReply {
  const etag = `"${createHash('sha1').update(body).digest('hex')}"`;
  if (headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
  return { headers: { 'content-type': type, etag }, body };
}

function missing(): FakeReply {
  const body = '<html><head><title>404 Not Found</title></head><body>404</body></html>';
  return { status: 404, headers: { 'content-type': 'text/html' }, body };
}
