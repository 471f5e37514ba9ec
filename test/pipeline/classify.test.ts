import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RUST } from '../../config/topics/rust/topic.ts';
import { mailObject } from '../../src/cli/commands/classify.ts';
import { MAIL_KINDS, type Unreadable } from '../../src/domain/message.ts';
import { CATEGORIES } from '../../src/domain/verdict.ts';
import { type Classified, classify } from '../../src/pipeline/classify.ts';
import type { ArchiveReader } from '../../src/ports/archive.ts';
import { ArchiveError } from '../../src/ports/errors.ts';
import { findArchives } from '../../src/sources/archive/detect.ts';
import { type DemoStore, makeDemoStore } from './demo-store.ts';

let demo: DemoStore;
let readers: ArchiveReader[];
beforeAll(async () => {
  demo = await makeDemoStore();
  readers = await findArchives(join(demo.folder, 'archives'), { dataDir: demo.folder });
});
afterAll(() => demo.remove());

async function judged(reader: ArchiveReader, full = false): Promise<(Classified | Unreadable)[]> {
  const all: (Classified | Unreadable)[] = [];
  for await (const one of classify(reader, RUST, { full })) all.push(one);
  return all;
}

const EVIDENCE = z.strictObject({ rule: z.string(), where: z.string(), text: z.string() });

const MAIL = z.strictObject({
  message_id: z.string().regex(/^[^<>\s]+$/),
  lists: z.array(z.string()),
  date: z.iso.datetime(),
  from: z.strictObject({ name: z.string(), email: z.string() }),
  subject: z.string(),
  kind: z.enum(MAIL_KINDS),
  patch: z
    .strictObject({
      revision: z.int().min(0),
      part: z.int().min(0),
      total: z.int().min(0),
      rfc: z.boolean(),
      resend: z.boolean(),
      tree: z.string().nullable(),
      inferred: z.array(z.enum(['revision', 'part', 'total'])),
    })
    .nullable(),
  in_reply_to: z.string().nullable(),
  thread: z.string().min(1),
  verdict: z.strictObject({
    relevant: z.enum(['yes', 'weak', 'no']),
    category: z.enum(CATEGORIES),
    confidence: z.number().min(0).max(1),
    evidence: z.array(EVIDENCE),
  }),
  milestones: z.array(
    z.strictObject({
      type: z.string(),
      title: z.string().min(1),
      significance: z.enum(['major', 'minor']),
      key: z.string(),
      evidence: z.array(EVIDENCE).min(1),
    }),
  ),
});
const FULL = MAIL.extend({
  files: z.array(z.strictObject({ path: z.string(), added: z.int(), removed: z.int() })),
  trailers: z.array(z.strictObject({ name: z.string(), value: z.string() })),
});

describe('each mail of the demo world', () => {
  it('has the public form, with and without its details', async () => {
    for (const reader of readers) {
      for (const one of await judged(reader, true)) {
        if ('unreadable' in one) continue;
        MAIL.parse(mailObject(one, false));
        FULL.parse(mailObject(one, true));
      }
    }
  });

  it('has a patch exactly where it is one', async () => {
    const [reader] = readers;
    if (!reader) throw new Error('no reader');
    for (const one of await judged(reader)) {
      if ('unreadable' in one) continue;
      const { kind, patch } = MAIL.parse(mailObject(one, false));
      if (patch) expect(['patch', 'cover']).toContain(kind);
      if (kind === 'cover') expect(patch?.part).toBe(0);
    }
  });

  it('is judged as the store judges it, or knows less of its thread', async () => {
    const stored = new Map(
      demo.store.keptBetween({ since: 0, until: demo.world.end }).map((row) => [row.messageId, row]),
    );
    let same = 0;
    let all = 0;
    for (const reader of readers) {
      for (const one of await judged(reader)) {
        if ('unreadable' in one) continue;
        const row = stored.get(one.mail.messageId);
        if (!row) continue;
        all++;
        if (row.verdict.category === one.verdict.category) same++;
      }
    }
    expect(same / all).toBeGreaterThan(0.99);
  });
});

describe('an archive', () => {
  const raw = (
    text: string,
  ): {
    bytes: Buffer;
    blob: null;
    arrived: number;
    removal: false;
    cut: false;
    place: string;
    cursor: never;
  } => ({
    bytes: Buffer.from(text),
    blob: null,
    arrived: 0,
    removal: false,
    cut: false,
    place: 'byte 0',
    cursor: {} as never,
  });
  const reader = (mails: () => AsyncIterable<ReturnType<typeof raw>[]>): ArchiveReader => ({
    ref: { kind: 'mbox', list: 'x', locator: '/archive', epoch: null },
    plan: async () => ({ total: undefined, present: undefined, mails, end: undefined }),
  });
  const mail =
    'Message-ID: <a@b>\nFrom: a@b\nSubject: [PATCH] rust: x\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n\nx\n';

  it('with a mail that cannot be read gives a line that says why, and goes on', async () => {
    const lines = await judged(
      reader(async function* () {
        yield [raw(''), raw(mail)];
      }),
    );
    expect(lines[0]).toEqual({ unreadable: expect.any(String), source: expect.stringContaining('/archive') });
    expect(lines[1]).toMatchObject({ mail: { messageId: 'a@b' } });
  });

  it('that breaks off gives what came before, then the reason', async () => {
    const broken = reader(async function* () {
      yield [raw(mail)];
      throw new ArchiveError('it breaks off');
    });
    const lines: unknown[] = [];
    await expect(async () => {
      for await (const line of classify(broken, RUST, { full: false })) lines.push(line);
    }).rejects.toThrow('it breaks off');
    expect(lines).toHaveLength(1);
  });
});
