import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { git } from '../../sources/epochs.ts';

/** A repository of CVE records as the kernel's team keeps it, with made-up records. */
export type Vulns = {
  readonly gitDir: string;
  readonly url: string;
  /** Writes files, or removes them (undefined), in one commit; `when` in ms. Gives its id. */
  readonly commit: (files: Files, when: number) => string;
  /** Goes back to a commit: what is committed next is another history. */
  readonly rewind: (commit: string) => void;
};

export type Files = Readonly<Record<string, string | undefined>>;

export type RecordOptions = {
  readonly title?: string;
  readonly files?: readonly string[];
  readonly score?: number;
  readonly state?: 'PUBLISHED' | 'REJECTED';
};

export function createVulns(folder: string): Vulns {
  const gitDir = join(folder, 'vulns.git');
  mkdirSync(gitDir, { recursive: true });
  git(['init', '--quiet', '--bare', '--initial-branch=master', '--template=', gitDir]);
  let tip: string | undefined;
  return {
    gitDir,
    url: pathToFileURL(gitDir).href,
    commit: (files, when) => {
      const seconds = Math.floor(when / 1000);
      const stream = [
        tip === undefined ? 'reset refs/heads/master' : `reset refs/heads/master\nfrom ${tip}\n`,
        `commit refs/heads/master\ncommitter Jane Doe <jane@example.org> ${seconds} +0000`,
        'data 4\nmore',
        ...(tip === undefined ? [] : [`from ${tip}`]),
        ...Object.entries(files).map(([path, text]) => fileChange(path, text)),
        'done\n',
      ].join('\n');
      git([`--git-dir=${gitDir}`, 'fast-import', '--quiet', '--done', '--force'], Buffer.from(stream));
      tip = git([`--git-dir=${gitDir}`, 'rev-parse', 'master']);
      return tip;
    },
    rewind: (commit) => {
      tip = commit;
    },
  };
}

function fileChange(path: string, text: string | undefined): string {
  if (text === undefined) return `D ${path}`;
  return `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}`;
}

/** The files of a published CVE: a marker, the record, the announcement. */
export function published(id: string, options: RecordOptions = {}): Files {
  const place = `cve/published/${id.slice(4, 8)}/${id}`;
  return {
    [place]: '',
    [`${place}.json`]: record(id, options),
    [`${place}.mbox`]: `Subject: ${id}: made up\n`,
  };
}

/** Moves them to the rejected ones, as the team's tool does: the record stays as it is. */
export function rejected(id: string, options: RecordOptions = {}): Files {
  const moved = published(id, options);
  const files: Record<string, string | undefined> = {};
  for (const [path, text] of Object.entries(moved)) {
    files[path] = undefined;
    files[path.replace('cve/published', 'cve/rejected')] = text;
  }
  files[`cve/rejected/${id.slice(4, 8)}/${id}.mbox.rejected`] = `Subject: REJECTED: ${id}: made up\n`;
  return files;
}

export function record(id: string, options: RecordOptions = {}): string {
  const {
    title = `rust: ${id.toLowerCase()}: mend`,
    files = ['rust/kernel/teapot.rs'],
    score,
    state,
  } = options;
  const reasons = { rejectedReasons: [{ lang: 'en', value: 'It was none.' }] };
  const cna = {
    title,
    descriptions: [{ lang: 'en', value: `${title}\n\nThe lid was open.` }],
    affected: [{ programFiles: files, versions: [] }],
    ...(score !== undefined && { metrics: [{ cvssV3_1: { baseScore: score, baseSeverity: 'HIGH' } }] }),
  };
  return JSON.stringify({
    containers: { cna: state === 'REJECTED' ? reasons : cna },
    cveMetadata: { cveId: id, state: state ?? 'PUBLISHED' },
    dataType: 'CVE_RECORD',
    dataVersion: '5.1.1',
  });
}
