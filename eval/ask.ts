import { z } from 'zod';
import { RUST } from '../config/topics/rust/topic.ts';
import { mailObject } from '../src/cli/commands/classify.ts';
import { toMessageId } from '../src/domain/ids.ts';
import type { Milestone } from '../src/domain/milestone/milestone.ts';
import type { Series } from '../src/domain/series/series.ts';
import { keyOf } from '../src/domain/thread.ts';
import { classify } from '../src/pipeline/classify.ts';
import { ingest } from '../src/pipeline/ingest.ts';
import { listMilestones } from '../src/pipeline/milestones.ts';
import { listSeries } from '../src/pipeline/series.ts';
import type { ArchiveReader } from '../src/ports/archive.ts';
import type { Store } from '../src/ports/store.ts';
import { fetchBlobs } from '../src/sources/archive/bodies.ts';
import { findArchives } from '../src/sources/archive/detect.ts';
import { openStore } from '../src/store/sqlite/store.ts';
import type { Judged } from './relevance/judged.ts';
import { matchNaively } from './relevance/matchers.ts';

/** What lorewatch says of an archive. */
export type Answers = {
  /** Every readable mail that the archive holds, once, in archive order. */
  readonly mails: readonly Judged[];
  /** Mails of which the store says another category than `classify` does: there should be none. */
  readonly otherwise: readonly string[];
  /** Mails in which `classify` alone sees a milestone. */
  readonly findings: ReadonlySet<string>;
  readonly series: readonly Series[];
  readonly milestones: readonly Milestone[];
};

/** What is asked only where it is wanted. */
export type Question = 'series' | 'milestones';

/** The part of the public form of a mail that says what milestones it tells. */
const told = z.object({ milestones: z.array(z.unknown()) });

/**
 * Imports the archives at a path into a store in `folder` and asks it, and judges every mail without a
 * store as well: with the program's own code, as the command line does. Throws ArchiveError.
 */
export async function askProgram(
  archives: string,
  folder: string,
  wanted: readonly Question[],
): Promise<Answers> {
  const readers = await findArchives(archives, { dataDir: folder });
  const store = openStore(folder, 'write', Date.now);
  try {
    for (const reader of readers) {
      const deps = { store, topic: RUST, fetchBodies: fetchBlobs };
      await ingest(deps, reader, { count: false, onProgress: () => undefined });
    }
    const { mails, findings } = await judgeMails(readers);
    return { findings, ...compareWithStore(store, mails), ...askStore(store, wanted) };
  } finally {
    store.close();
  }
}

type Sightings = Pick<Answers, 'mails' | 'findings'>;

async function judgeMails(readers: readonly ArchiveReader[]): Promise<Sightings> {
  const mails = new Map<string, Judged>();
  const findings = new Set<string>();
  for (const reader of readers) {
    for await (const one of classify(reader, RUST, { full: true })) {
      if ('unreadable' in one || mails.has(one.mail.messageId)) continue;
      const { messageId, subject, kind } = one.mail;
      mails.set(messageId, {
        messageId,
        subject,
        kind,
        verdict: one.verdict,
        matches: matchNaively(one.mail),
      });
      if (told.parse(mailObject(one, false)).milestones.length > 0) findings.add(messageId);
    }
  }
  return { mails: [...mails.values()], findings };
}

/** Leaves out the mails that the archive took out again, and finds those of which the store says otherwise. */
function compareWithStore(store: Store, mails: readonly Judged[]): Pick<Answers, 'mails' | 'otherwise'> {
  const otherwise: string[] = [];
  const here = mails.filter(({ messageId, verdict }) => {
    const id = toMessageId(messageId);
    const row = id && store.message(id, keyOf(id));
    if (row && row.category !== verdict.category) otherwise.push(messageId);
    return row !== undefined;
  });
  return { mails: here, otherwise };
}

function askStore(store: Store, wanted: readonly Question[]): Pick<Answers, Question> {
  // The end of the archive, so that the figures are the same tomorrow.
  const now = store.span()?.until ?? 0;
  return {
    series: wanted.includes('series') ? listSeries(store, RUST, { all: true, now }) : [],
    milestones: wanted.includes('milestones') ? listMilestones(store, RUST, { now }) : [],
  };
}
