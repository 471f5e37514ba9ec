import type { Advisory } from '../../domain/item/advisory.ts';
import type { BrokenItem } from '../../domain/item/item.ts';
import type { Mail } from '../../domain/message.ts';
import {
  MAX_FILES,
  MAX_VERSIONS,
  toCommit,
  toCveId,
  toDescription,
  toFiles,
  toTitle,
  toVersion,
} from './bounds.ts';
import { unique, uniqueFixes } from './fixes.ts';
import { type Score, toScore } from './score.ts';
import { titleOf, urlOf } from './words.ts';

/** Longer mails are read so far: the record in vulns.git has the rest. */
const MAX_TEXT = 1 << 20;
const SUBJECT = /^(REJECTED:\s{0,3})?(CVE-\d{4}-\d{4,12})(?::\s{0,3}|$)(.{0,2000})/i;
const FIXED =
  /^\s{1,8}(?:Issue introduced in (\S{1,40}) with commit ([0-9a-f]{1,40})(?: and fixed in (\S{1,40}) with commit ([0-9a-f]{40}))?|Fixed in (\S{1,40}) with commit ([0-9a-f]{40}))$/;

type Announced = Pick<Mail, 'messageId' | 'subject' | 'text' | 'date'>;

/**
 * Reads a mail of linux-cve-announce: the announcement of a CVE, or of its rejection. undefined where it is
 * neither (an answer, say). The words are those of `bippy`, the kernel's own tool: sections with underlined names.
 */
export function parseAnnouncement(mail: Announced): Advisory | BrokenItem | undefined {
  const [, rejected, written, rest] = SUBJECT.exec(mail.subject.replace(/\s+/g, ' ').trim()) ?? [];
  const id = toCveId(written);
  if (id === undefined) return undefined;
  const text = mail.text.slice(0, MAX_TEXT).replaceAll('\r\n', '\n');
  if (rejected !== undefined) return rejection(id, toTitle(rest), text, mail.date);
  const { description, sections } = splitText(text);
  const title = toTitle(rest) || titleOf(description);
  if (title === '') {
    return {
      kind: 'broken',
      place: mail.messageId,
      why: `the announcement of ${id} has neither title nor description`,
    };
  }
  return {
    kind: 'advisory',
    id,
    state: 'published',
    title,
    description: toDescription(description),
    files: readFiles(sections.get('affected files') ?? ''),
    ...readVersions(sections.get('affected and fixed versions') ?? ''),
    score: readSeverity(sections.get('severity') ?? ''),
    published: mail.date,
    updated: undefined,
    url: urlOf(id),
  };
}

function rejection(id: string, title: string, text: string, date: number): Advisory {
  return {
    kind: 'advisory',
    id,
    state: 'rejected',
    title,
    description: toDescription(text),
    files: [],
    fixes: [],
    introduced: [],
    score: undefined,
    published: undefined,
    updated: date,
    url: urlOf(id),
  };
}

const SECTIONS = new Set(['severity', 'affected and fixed versions', 'affected files', 'mitigation']);
const ASSIGNED = 'The Linux kernel CVE team has assigned CVE-';

/**
 * The description, and what stands below each underlined name, by the name in small letters. The description is a
 * commit's message and may have any line in it: it ends where the team says which id it gave, the last time.
 */
function splitText(text: string): {
  readonly description: string;
  readonly sections: ReadonlyMap<string, string>;
} {
  const end = text.lastIndexOf(`\n${ASSIGNED}`);
  const description = text.slice(0, Math.max(0, end)).replace(/^\s{0,10}Description\n={3,40}\n/, '');
  return { description: description.trim(), sections: splitSections(text.slice(end + 1)) };
}

function splitSections(text: string): Map<string, string> {
  const lines = text.split('\n');
  const starts: { readonly name: string; readonly line: number }[] = [];
  for (const [n, line] of lines.entries()) {
    const name = line.toLowerCase();
    if (!SECTIONS.has(name) || !/^={3,40}$/.test(lines[n + 1] ?? '')) continue;
    if (!starts.some((start) => start.name === name)) starts.push({ name, line: n });
  }
  return new Map(
    starts.map(({ name, line }, n) => [
      name,
      lines
        .slice(line + 2, starts[n + 1]?.line)
        .join('\n')
        .trim(),
    ]),
  );
}

function readFiles(section: string): string[] {
  const lines = section.split('\n');
  const head = lines.findIndex((line) => line.startsWith('The file(s) affected by this issue are:'));
  return toFiles(lines.slice(head + 1, head + 1 + MAX_FILES).filter((line) => line.startsWith('\t')));
}

/** `Issue introduced in V with commit C and fixed in W with commit D`; either half may be missing. */
function readVersions(section: string): Pick<Advisory, 'fixes' | 'introduced'> {
  const found = section
    .split('\n')
    .slice(0, MAX_VERSIONS)
    .map((line) => FIXED.exec(`\t${line.trim()}`))
    .filter((one) => one !== null);
  return {
    fixes: uniqueFixes(
      found.map(([, , , version, commit, alone, only]) => ({
        commit: toCommit(commit ?? only),
        version: toVersion(version ?? alone),
      })),
    ),
    introduced: unique(found.map(([, version]) => toVersion(version))),
  };
}

function readSeverity(section: string): Score | undefined {
  const [, base, severity] =
    /^\s{0,8}CVSS v[\d.]{1,5}: (\d{1,2}(?:\.\d)?)(?: ([A-Za-z]{1,20}))?$/m.exec(section) ?? [];
  const [, vector] = /^\s{0,8}Vector:\s{1,10}(\S{1,300})$/m.exec(section) ?? [];
  return base === undefined ? undefined : toScore(Number(base), severity, vector);
}
