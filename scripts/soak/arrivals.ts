import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Delivery } from '../../src/domain/delivery/delivery.ts';
import type { Places } from './places.ts';

const step = z.object({ key: z.string() });
const card = z.object({
  kind: z.string(),
  id: z.string(),
  title: z.string(),
  revision: z.string(),
  steps: z.array(step),
});
const digest = z.object({
  since: z.string(),
  until: z.string(),
  sections: z.array(
    z.object({ id: z.string(), entries: z.array(z.object({ title: z.string() })), more: z.number() }),
  ),
});
const event = z.object({
  type: z.string(),
  id: z.string(),
  subscription: z.object({ id: z.number() }),
  data: z.looseObject({
    card: card.optional(),
    step: step.optional(),
    digest: digest.optional(),
    summary: z.object({ entries: z.array(z.unknown()), more: z.number() }).optional(),
  }),
});

/** Titles that a digest has: among the new ones, anywhere; and how many it leaves out. */
export type Page = {
  readonly fresh: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
  readonly more: number;
};

/** A post as it came, in the order in which it came to its target. */
export type Arrival = {
  readonly key: string;
  readonly subscription: number;
  /** Of the delivery where the post does not say it itself. */
  readonly type: 'card' | 'edit' | 'line' | 'digest' | 'summary' | 'notice';
  readonly card: z.infer<typeof card> | undefined;
  readonly step: string | undefined;
  /** Of a digest. */
  readonly period: string | undefined;
  readonly digest: Page | undefined;
  /** Things that a summary stands for. */
  readonly summed: number;
  /** All of it, to look for words. */
  readonly text: string;
};

const TYPES: Readonly<Record<string, Arrival['type']>> = {
  'card.posted': 'card',
  'card.updated': 'edit',
  'card.line': 'line',
  digest: 'digest',
  summary: 'summary',
  notice: 'notice',
};

/** Of webhooks each id once, as a receiver is told to do; of files and mails all that came. By target. */
export function readArrivals(
  { receiver, smtp }: Places,
  targets: readonly string[],
  rows: readonly Delivery[],
): Map<string, Arrival[]> {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const all = new Map<string, Arrival[]>(targets.map((target) => [target, []]));
  for (const { body } of receiver.events) {
    const arrival = readEvent(body);
    const target = byKey.get(arrival.key)?.target;
    if (target === undefined) throw new Error(`a webhook that no delivery tells of: ${body.slice(0, 300)}`);
    all.get(target)?.push(arrival);
  }
  for (const target of targets) {
    if (target.startsWith('file:')) all.set(target, readLines(target.slice('file:'.length)));
    if (target.startsWith('mailto:')) {
      const mails = smtp.mails.filter(({ to }) => to.includes(target.slice('mailto:'.length)));
      all.set(
        target,
        mails.map(({ raw }) => readMail(raw, byKey)),
      );
    }
  }
  return all;
}

function readLines(path: string): Arrival[] {
  if (!existsSync(path)) return [];
  // What a process left half done when it was killed is no entry.
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map(readEvent);
}

function readEvent(text: string): Arrival {
  const { type, id, subscription, data } = event.parse(JSON.parse(text));
  return {
    key: id,
    subscription: subscription.id,
    type: TYPES[type] ?? 'notice',
    card: data.card,
    step: data.step?.key,
    digest: data.digest && readPage(data.digest),
    period: data.digest && `${data.digest.since} ${data.digest.until}`,
    summed: data.summary ? data.summary.entries.length + data.summary.more : 0,
    text,
  };
}

function readPage({ sections }: z.infer<typeof digest>): Page {
  const titles = (some: typeof sections): Set<string> =>
    new Set(some.flatMap(({ entries }) => entries.map(({ title }) => title)));
  return {
    fresh: titles(sections.filter(({ id }) => id === 'new-series')),
    all: titles(sections),
    more: sections.reduce((sum, { more }) => sum + more, 0),
  };
}

/** What it is about stands in the outbox: a mail is for people. */
function readMail(raw: Buffer, byKey: ReadonlyMap<string, Delivery>): Arrival {
  const text = raw.toString('utf8');
  const key = /^Message-ID: <([A-Za-z0-9-]+)\.lorewatch@/im.exec(text)?.[1] ?? '';
  const row = byKey.get(key);
  if (row === undefined) throw new Error(`a mail that no delivery tells of: ${text.slice(0, 600)}`);
  return {
    key,
    subscription: row.subscription,
    type: row.kind,
    card: undefined,
    step: undefined,
    digest: undefined,
    period: row.kind === 'digest' ? row.event : undefined,
    summed: 0,
    text: text.replace(/=\r\n/g, '').replace(/\r\n[ \t]/g, ' '),
  };
}

export function adminFile(folder: string): string {
  return join(folder, 'admin.jsonl');
}
