import type { SQLOutputValue } from 'node:sqlite';
import type { MessageId } from '../../domain/ids.ts';
import type { FileStat, KeptMail, KeptRow, MessageRow } from '../../domain/kept.ts';
import type { Finding } from '../../domain/milestone/milestone.ts';
import { NOTHING_SAID, type Said } from '../../domain/series/said.ts';
import type { Trailer } from '../../domain/trailers.ts';
import { type Evidence, relevanceOf, type Verdict } from '../../domain/verdict.ts';
import { categoryOf, kindOf } from './codes.ts';

export type Row = Record<string, SQLOutputValue>;

/** What `messageRow` reads; `m` is message, `p` is person. */
export const MESSAGE_COLUMNS =
  'm.id, m.key, m.message_id, m.subject, m.date, m.received, m.kind, m.parent, m.up, m.thread, m.posting, m.title, m.part, m.copied, m.own, m.category, p.name, p.email';

/** What `keptMail` and `saidOf` read; `k` is kept, `s` is said. */
export const KEPT_COLUMNS =
  'k.confidence, k.evidence, k.context, k.files, k.trailers, k.areas, k.findings, s.words';

/** The names of all lists that have the mail, by a separator that no name has. */
export const LISTS_COLUMN = `(SELECT group_concat(list, char(10)) FROM (
  SELECT a.list FROM archive a WHERE a.id = m.archive
  UNION SELECT a.list FROM copy c JOIN archive a ON a.id = c.archive WHERE c.message = m.id ORDER BY 1)) AS lists`;

export function messageRow(row: Row): MessageRow {
  return {
    id: Number(row.id),
    key: Number(row.key),
    messageId: String(row.message_id) as MessageId,
    subject: String(row.subject),
    author: { name: String(row.name), email: String(row.email) },
    date: Number(row.date) * 1000,
    received: Number(row.received) * 1000,
    kind: kindOf(Number(row.kind)),
    parent: optional(row.parent),
    up: optional(row.up),
    thread: Number(row.thread),
    posting: optional(row.posting),
    title: optional(row.title),
    part: Number(row.part),
    copied: row.copied === 1,
    own: categoryOf(Number(row.own)),
    category: categoryOf(Number(row.category)),
  };
}

export function keptRow(row: Row): KeptRow {
  return { ...messageRow(row), ...keptMail(row), lists: listNames(row), said: saidOf(row) };
}

export function listNames(row: Row): string[] {
  return String(row.lists ?? '').split('\n');
}

/** What a mail says of series, without the fields that are empty. */
export function packSaid(said: Said): string {
  return JSON.stringify(said, (_key, value: unknown) =>
    Array.isArray(value) && value.length === 0 ? undefined : value,
  );
}

export function saidOf({ words }: Row): Said {
  if (typeof words !== 'string') return NOTHING_SAID;
  return { ...NOTHING_SAID, ...(JSON.parse(words) as Partial<Said>) };
}

/** Needs `category`, `own` and the kept columns; of a mail that is not kept its category alone is told. */
export function keptMail(row: Row): KeptMail {
  return {
    verdict: verdictOf(row),
    files: unpackFiles(row.files),
    trailers: unpackTrailers(row.trailers),
    areas: typeof row.areas === 'string' ? row.areas.split(' ') : [],
    findings: typeof row.findings === 'string' ? (JSON.parse(row.findings) as Finding[]) : [],
  };
}

function verdictOf(row: Row): Verdict {
  const category = categoryOf(Number(row.category));
  if (row.confidence === null)
    return { category, relevant: relevanceOf(category), confidence: 1, evidence: [] };
  const own = unpackEvidence(row.evidence);
  const context = row.context;
  const added =
    typeof context === 'string' ? (JSON.parse(context) as [number, string, string, string]) : undefined;
  const evidence = added ? [{ rule: added[1], where: added[2], text: added[3] }, ...own] : own;
  const confidence = (added ? added[0] : Number(row.confidence)) / 100;
  return { category, relevant: relevanceOf(category), confidence, evidence };
}

function optional(value: SQLOutputValue | undefined): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}

/** Tabs and line feeds part the fields; neither can stand in them. */
export function packEvidence(evidence: readonly Evidence[]): string {
  return evidence.map((one) => [one.rule, one.where, one.text].map(flat).join('\t')).join('\n');
}

function unpackEvidence(packed: SQLOutputValue | undefined): Evidence[] {
  return lines(packed).map((line) => {
    const [rule = '', where = '', text = ''] = line.split('\t');
    return { rule, where, text };
  });
}

export function packFiles(files: readonly FileStat[]): string | null {
  if (files.length === 0) return null;
  return files.map((file) => `${flat(file.path)}\t${file.added}\t${file.removed}`).join('\n');
}

function unpackFiles(packed: SQLOutputValue | undefined): FileStat[] {
  return lines(packed).map((line) => {
    const [path = '', added, removed] = line.split('\t');
    return { path, added: Number(added), removed: Number(removed) };
  });
}

export function packTrailers(trailers: readonly Trailer[]): string | null {
  if (trailers.length === 0) return null;
  return trailers.map(({ name, value }) => `${name}\t${flat(value)}`).join('\n');
}

function unpackTrailers(packed: SQLOutputValue | undefined): Trailer[] {
  return lines(packed).map((line) => {
    const tab = line.indexOf('\t');
    return { name: line.slice(0, tab), value: line.slice(tab + 1) };
  });
}

function lines(packed: SQLOutputValue | undefined): string[] {
  return typeof packed === 'string' && packed !== '' ? packed.split('\n') : [];
}

function flat(text: string): string {
  return text.replace(/[\t\n\r]+/g, ' ');
}
