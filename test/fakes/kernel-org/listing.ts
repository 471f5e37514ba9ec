import type { LoggedOid } from './tree.ts';

/** A release as kernel.org lists it. `date` in ms. */
export type Listed = {
  readonly version: string;
  readonly moniker: string;
  readonly date: number;
  readonly eol: boolean;
};

export function changelogPath(version: string): string {
  return `/pub/linux/kernel/v${version.split('.')[0]}.x/ChangeLog-${version}`;
}

/** releases.json: release candidates have no changelog, linux-next has next to nothing. The host is the real one. */
export function releasesJson(rows: readonly Listed[]): string {
  const releases = rows.map(({ version, moniker, date, eol }) => {
    const bare = moniker === 'linux-next';
    const candidate = bare || version.includes('-rc');
    return {
      moniker,
      version,
      iseol: eol,
      released: { timestamp: Math.floor(date / 1000), isodate: new Date(date).toISOString().slice(0, 10) },
      source: bare ? null : `https://cdn.kernel.org/pub/linux/kernel/linux-${version}.tar.xz`,
      pgp: null,
      patch: { full: null, incremental: null },
      changelog: candidate ? null : `https://cdn.kernel.org${changelogPath(version)}`,
      gitweb: `https://git.kernel.org/stable/h/v${version}`,
      diffview: null,
    };
  });
  const stable = rows.find(({ moniker }) => moniker === 'stable')?.version ?? null;
  return JSON.stringify({ latest_stable: { version: stable }, releases }, null, 4);
}

/** feeds/kdist.xml: all links the same, a table in the description. */
export function kdistXml(rows: readonly Listed[]): string {
  const items = rows.map(({ version, moniker, date, eol }) => {
    const log = `https://cdn.kernel.org${changelogPath(version)}`;
    const candidate = moniker === 'linux-next' || version.includes('-rc');
    const row = candidate ? '' : `<tr><th>ChangeLog:</th><td><a href="${log}">ChangeLog</a></td></tr>`;
    const table = `<table><tr><td><strong>${version}${eol ? ' (EOL)' : ''}</strong></td></tr>${row}</table>`;
    const day = new Date(date).toISOString().slice(0, 10);
    return `<item><title>${version}: ${moniker}</title><link>http://www.kernel.org/</link><description>${escapeXml(table)}</description><pubDate>${new Date(date).toUTCString()}</pubDate><guid isPermaLink="false">kernel.org,${moniker},${version},${day}</guid></item>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>Latest Linux Kernel Versions</title>${items.join('')}</channel></rss>`;
}

/** A changelog as `git log` prints it. */
export function changelogText(commits: readonly LoggedOid[]): string {
  const told = commits.map(({ oid, subject, body, author, authored }) => {
    const date = new Date(authored)
      .toUTCString()
      .replace(/^(\w+), (\d+) (\w+) (\d+) ([\d:]+) GMT$/, '$1 $3 $2 $5 $4 +0000');
    const lines = [subject, ...(body.trim() === '' ? [] : ['', ...body.trim().split('\n')])];
    return `commit ${oid}\nAuthor: ${author.name} <${author.email}>\nDate:   ${date}\n\n${lines.map((line) => `    ${line}\n`).join('')}`;
  });
  return told.join('\n');
}

/** ui-atom.c of cgit; `bare` ids until 1.2.3. */
export function atomXml(entries: readonly LoggedOid[], bare: boolean): string {
  const told = entries.map(
    ({ oid, subject, body, author, authored, committed }) =>
      `<entry>\n<title>${escapeXml(subject)}</title>\n<updated>${iso(committed)}</updated>\n<author>\n<name>${escapeXml(author.name)}</name>\n<email>${escapeXml(author.email)}</email>\n</author>\n<published>${iso(authored)}</published>\n<link rel='alternate' type='text/html' href='https://git.kernel.org/commit/?id=${oid}'/>\n<id>${bare ? '' : 'urn:sha1:'}${oid}</id>\n<content type='text'>\n${escapeXml(body)}</content>\n</entry>\n`,
  );
  return `<feed xmlns='http://www.w3.org/2005/Atom'>\n<title>linux.git, branch master</title>\n${told.join('')}</feed>\n`;
}

function iso(date: number): string {
  return new Date(date).toISOString().replace(/\.\d+Z$/, 'Z');
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
