import { dayStamp } from './calendar.ts';
import type { FileChange } from './diff.ts';
import { diffstat, diffText, mergeChanges } from './diff.ts';
import type { PersonKey } from './people.ts';
import { people, signature } from './people.ts';
import { createRandom } from './random.ts';
import type { PatchSpec, PostedRevision, RevisionSpec, SeriesSpec } from './series-spec.ts';

export type RevisionText = {
  spec: SeriesSpec;
  revision: RevisionSpec;
  patches: PatchSpec[];
  before: PostedRevision | undefined;
  date: number;
};

const GIT_SIGNATURE = '-- \n2.51.0\n';

const oid = (key: string): string => createRandom(0, key).hex(40);

/** The change-id that b4 keeps through all revisions of a series. */
const changeId = (spec: SeriesSpec): string =>
  `20260105-${spec.slug}-${oid(`change/${spec.key}`).slice(0, 12)}`;

function link(before: PostedRevision | undefined): string | undefined {
  const head = before?.parts.get(0) ?? before?.parts.values().next().value;
  return head === undefined ? undefined : `https://lore.kernel.org/r/${head.id}`;
}

/** `Changes in v3:` with a link to v2, as b4 prints it. */
function changelog({ spec, revision, before }: RevisionText): string {
  if (revision.changes === undefined && before === undefined) return '';
  const lines = (revision.changes ?? ['Rebase, no functional change.']).map((line) => `- ${line}`);
  const old = link(before);
  if (spec.style === 'git') {
    const url = old === undefined ? '' : `\nv${before?.spec.number ?? 1}: ${old}\n`;
    return `v${before?.spec.number ?? 1} -> v${revision.number}:\n${lines.join('\n')}\n${url}`;
  }
  const url = old === undefined ? [] : [`- Link to v${before?.spec.number ?? 1}: ${old}`];
  return `Changes in v${revision.number}:\n${[...lines, ...url].join('\n')}\n`;
}

function shortlog(author: PersonKey, patches: PatchSpec[], indent: string): string {
  const titles = patches.map((patch) => `${indent}${patch.title}`).join('\n');
  return `${people[author].name} (${patches.length}):\n${titles}\n`;
}

const b4Footer = (spec: SeriesSpec, revision: RevisionSpec): string =>
  `---\nbase-commit: ${oid(`base/${spec.key}/${revision.number}`)}\nchange-id: ${changeId(spec)}\n\nBest regards,\n-- \n${signature(spec.author)}\n`;

export function coverBody(text: RevisionText): string {
  const { spec, revision, patches } = text;
  const log = changelog(text);
  const stat = diffstat(mergeChanges(patches.map((patch) => patch.changes)));
  const intro = `${spec.intro.trim()}\n\n`;
  if (spec.style === 'b4') {
    const notes = `${log === '' ? '' : `---\n${log}\n`}---\n`;
    return `${intro}${`Signed-off-by: ${signature(spec.author)}\n`}${notes}${shortlog(spec.author, patches, '      ')}\n${stat}\n${b4Footer(spec, revision)}`;
  }
  const base = `\nbase-commit: ${oid(`base/${spec.key}/${revision.number}`)}\n`;
  const notes = log === '' ? '' : `${log}\n`;
  return `${intro}${notes}${shortlog(spec.author, patches, '  ')}\n${stat}\n\n${base}${GIT_SIGNATURE}`;
}

/** Git shows the day on which a v3 was made in its blob names; here too, so that revisions differ. */
function redated(changes: FileChange[], { revision, date }: RevisionText): string {
  const diff = diffText(changes);
  if (revision.number === 1) return diff;
  const fresh = oid(`${revision.number}/${dayStamp(date)}`).slice(0, 7);
  return diff.replaceAll(/^(index [0-9a-f]{12}\.\.)[0-9a-f]{7}/gm, (line, head: string) =>
    line.endsWith('0000000') ? line : `${head}${fresh}`,
  );
}

export function patchBody(text: RevisionText, patch: PatchSpec, part: number): string {
  const { spec, revision, patches, before } = text;
  const alone = patches.length === 1;
  const tags = [
    `Signed-off-by: ${signature(spec.author)}`,
    ...(before?.tags.get(0) ?? []),
    ...(before?.tags.get(part) ?? []),
  ];
  const log = alone || revision.uncovered === true ? changelog(text) : '';
  const notes = log === '' ? '' : `${log}\n`;
  const head = `${patch.body.trim()}\n\n${[...new Set(tags)].reverse().join('\n')}\n---\n${notes}`;
  const diff = `${diffstat(patch.changes)}\n\n${redated(patch.changes, text)}\n`;
  if (spec.style === 'git') return `${head}${diff}${GIT_SIGNATURE}\n`;
  return alone ? `${head}${diff}\n${b4Footer(spec, revision)}` : `${head}${diff}\n-- \n2.51.0\n\n`;
}
