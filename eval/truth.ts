import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CATEGORIES } from '../src/domain/verdict.ts';
import { UserError } from '../src/ports/errors.ts';

const labelRow = z.object({
  message_id: z.string(),
  category: z.enum(CATEGORIES),
  kind: z.string(),
  subject: z.string(),
  reason: z.string(),
});

/** What a mail is, by the label; a mail without one is `none`. */
export type Label = z.infer<typeof labelRow>;

const postingRow = z.object({
  first_message_id: z.string(),
  cover_message_id: z.string().nullable(),
  patch_message_ids: z.array(z.string()),
  subject: z.string(),
  date: z.string(),
});

export type TruthPosting = z.infer<typeof postingRow>;

export const STATUSES = [
  'applied',
  'unknown-in-archive',
  'merged-outside-these-lists',
  'partly-applied-earlier',
] as const;

const seriesRow = z.object({
  series_id: z.string(),
  title: z.string(),
  status: z.enum(STATUSES),
  postings: z.array(postingRow),
});

/** One labelled patch set; the status is what the archive shows of it. */
export type TruthSeries = z.infer<typeof seriesRow>;

const milestoneRow = z.object({
  milestone: z.boolean(),
  type: z.string(),
  message_id: z.string(),
  subject: z.string(),
  date: z.string(),
  why: z.string(),
});

/** A mail that tells a milestone, or one that only looks as if it did (`milestone: false`). */
export type TruthMilestone = z.infer<typeof milestoneRow>;

/** The labels of all lists of the folder, by Message-ID; of two rows on one mail the first counts. */
export function readLabels(folder: string): Map<string, Label> {
  const labels = new Map<string, Label>();
  for (const name of labelFiles(folder)) {
    for (const label of readRows(join(folder, name), labelRow)) {
      if (!labels.has(label.message_id)) labels.set(label.message_id, label);
    }
  }
  return labels;
}

function labelFiles(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  const files = names.filter((name) => /^rustness-.*\.jsonl$/.test(name));
  if (files.length === 0) throw new UserError(`${folder} holds no labels: rustness-LIST.jsonl is missing`);
  return files;
}

export function readSeriesTruth(folder: string): TruthSeries[] {
  return readRows(join(folder, 'series.jsonl'), seriesRow);
}

export function readMilestoneTruth(folder: string): TruthMilestone[] {
  return readRows(join(folder, 'milestones.jsonl'), milestoneRow);
}

/** Throws UserError, which names the line, where one is not as it should be. */
function readRows<Row>(path: string, schema: z.ZodType<Row>): Row[] {
  if (!existsSync(path)) throw new UserError(`${path} is missing: these labels cannot be measured against`);
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return [];
    const row = schema.safeParse(parseLine(line));
    if (row.success) return [row.data];
    throw new UserError(`${path}:${at + 1} is no label: ${z.prettifyError(row.error)}`);
  });
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
