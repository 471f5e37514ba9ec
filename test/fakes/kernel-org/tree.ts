import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runGit } from '../lore/epoch.ts';

export type TreeCommit = {
  readonly subject: string;
  readonly body?: string;
  /** What each file has in it afterwards; undefined: it is deleted. */
  readonly files?: Readonly<Record<string, string | undefined>>;
  readonly author?: string;
  /** ms; a minute after the one before where it is not said. */
  readonly at?: number;
  /** Where it is committed; `master`. A branch that is new begins with master's tip. */
  readonly branch?: string;
};

export type TreeMerge = Omit<TreeCommit, 'files' | 'branch'> & {
  /** The branch that is merged into master. */
  readonly branch: string;
};

export type LoggedOid = {
  readonly oid: string;
  readonly subject: string;
  readonly body: string;
  readonly author: { readonly name: string; readonly email: string };
  /** ms */
  readonly authored: number;
  readonly committed: number;
};

/** A made-up kernel tree: a bare repository that commits, merges and tags on demand. */
export type Tree = {
  readonly gitDir: string;
  readonly commit: (commit: TreeCommit) => string;
  readonly merge: (merge: TreeMerge) => string;
  /** An annotated tag `v<version>` on a commit; master's tip. */
  readonly tag: (version: string, oid?: string) => void;
  /** What the branch points to from now on, as after a forced push. */
  readonly reset: (oid: string) => void;
  /** Newest first; undefined where there is no such revision. */
  readonly log: (revision: string, count: number) => readonly LoggedOid[] | undefined;
};

const JANE = 'Jane Doe <jane@example.org>';
const CONFIG =
  '[core]\n\trepositoryformatversion = 0\n\tbare = true\n[uploadpack]\n\tallowFilter = true\n\tallowAnySHA1InWant = true\n';

export function createTree(gitDir: string, start: number): Tree {
  mkdirSync(gitDir, { recursive: true });
  runGit(['init', '--quiet', '--bare', '--template=', '--initial-branch=master', gitDir]);
  writeFileSync(join(gitDir, 'config'), CONFIG);
  const git = (args: readonly string[], input?: string): string =>
    runGit([`--git-dir=${gitDir}`, ...args], input === undefined ? {} : { input: Buffer.from(input) });
  const branches = new Map<string, string>();
  const known = new Set<string>();
  const find = (name: string): string | undefined => branches.get(name);
  let clock = start;

  function write(commit: TreeCommit, more: readonly string[]): string {
    const { subject, body = '', author = JANE, branch = 'master', at = clock + 60_000 } = commit;
    clock = Math.max(clock, at);
    const stamp = `${author} ${Math.floor(at / 1000)} +0000`;
    const message = body === '' ? `${subject}\n` : `${subject}\n\n${body}\n`;
    const parent = find(branch) ?? find('master');
    const lines = [
      `commit refs/heads/${branch}\nmark :1\nauthor ${stamp}\ncommitter ${stamp}`,
      `data ${Buffer.byteLength(message)}\n${message}`,
      ...(parent === undefined ? [] : [`from ${parent}`]),
      ...more,
      ...Object.entries(commit.files ?? {}).map(([path, text]) =>
        text === undefined
          ? `D ${path}`
          : `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}`,
      ),
      'done\n',
    ];
    const mark = 'get-mark :1\n';
    const oid = git(
      ['fast-import', '--quiet', '--done', '--force', '--cat-blob-fd=1'],
      lines.join('\n').replace(/done\n$/, `${mark}done\n`),
    );
    branches.set(branch, oid);
    known.add(oid);
    return oid;
  }

  return {
    gitDir,
    commit: (commit) => write(commit, []),
    merge: ({ branch, ...merge }) => {
      const side = find(branch) ?? '';
      // fast-import merges no trees: what the side brought is put on top.
      const base = git(['merge-base', 'master', side]);
      const changes = git(['diff-tree', '-r', '--no-renames', base, side]).split('\n').filter(Boolean);
      const lines = changes.map((line) => {
        const [, mode, , oid, rest = ''] = line.slice(1).split(' ');
        const [status, path] = rest.split('\t');
        return status === 'D' ? `D ${path}` : `M ${mode} ${oid} ${path}`;
      });
      return write(merge, [`merge ${side}`, ...lines]);
    },
    tag: (version, oid = 'master') => {
      const env = { GIT_COMMITTER_NAME: 'Jane Doe', GIT_COMMITTER_EMAIL: 'jane@example.org' };
      runGit([`--git-dir=${gitDir}`, 'tag', '-a', '-m', `Linux ${version}`, `v${version}`, oid], { env });
    },
    reset: (oid) => {
      git(['update-ref', 'refs/heads/master', oid]);
      branches.set('master', oid);
    },
    log: (revision, count) => {
      if (!known.has(revision) && find(revision) === undefined) return undefined;
      const format = '%H%x00%s%x00%b%x00%an%x00%ae%x00%at%x00%ct%x01';
      return git(['log', `--max-count=${count}`, `--format=${format}`, revision, '--'])
        .split('\u0001')
        .filter((entry) => entry.trim() !== '')
        .map((entry) => readEntry(entry.trimStart().split('\0')));
    },
  };
}

function readEntry(fields: readonly string[]): LoggedOid {
  const [oid = '', subject = '', body = '', name = '', email = '', written, committed] = fields;
  const authored = Number(written) * 1000;
  return { oid, subject, body, author: { name, email }, authored, committed: Number(committed) * 1000 };
}
