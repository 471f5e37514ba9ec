import type { KeptText } from '../domain/kept.ts';
import type { Topic } from '../domain/topic.ts';
import { parseMail } from '../parse/mail/mail.ts';
import type { FetchBodies } from '../ports/archive.ts';
import { ArchiveError } from '../ports/errors.ts';
import type { PendingText, Settle, Store } from '../ports/store.ts';
import { judgeMail } from './judged.ts';

/** Texts that are in memory at a time. */
const SLICE = 100;

export type PendingDeps = { readonly store: Store; readonly topic: Topic; readonly fetchBodies: FetchBodies };

type Bodies = (mail: PendingText) => Buffer | 'unknown' | undefined;

/**
 * Reads the texts of mails that turned out to be kept only when their thread was known. What an archive
 * does not hold any more is given up; where the archive itself cannot be read now, it waits on.
 */
export async function readPending(deps: PendingDeps, settle: Settle): Promise<void> {
  const { store, topic } = deps;
  let after = 0;
  for (;;) {
    const pending = store.pendingTexts(SLICE, after);
    const last = pending.at(-1);
    if (last === undefined) return;
    after = last.id;
    const bodyOf = await fetchAll(deps, pending);
    const texts = new Map<number, KeptText | undefined>();
    for (const mail of pending) {
      const bytes = bodyOf(mail);
      if (bytes !== 'unknown') texts.set(mail.id, bytes && readText(bytes, mail, topic));
    }
    store.keepTexts(texts, settle);
  }
}

function readText(bytes: Buffer, mail: PendingText, topic: Topic): KeptText | undefined {
  const parsed = parseMail(bytes, { source: mail.messageId, arrived: 0 });
  return 'messageId' in parsed ? judgeMail(parsed, topic).keep() : undefined;
}

async function fetchAll({ fetchBodies }: PendingDeps, pending: readonly PendingText[]): Promise<Bodies> {
  const inGit = pending.filter(({ raw, blob }) => raw === undefined && blob !== null);
  const found = new Map<string, ReadonlyMap<string, Buffer> | undefined>();
  for (const [gitDir, mails] of Map.groupBy(inGit, ({ archive }) => archive.locator)) {
    const blobs = mails.flatMap(({ blob }) => blob ?? []);
    found.set(gitDir, await fetchBodies(gitDir, blobs).catch(unlessBug));
  }
  return ({ raw, blob, archive }) => {
    if (raw !== undefined || blob === null) return raw;
    const bodies = found.get(archive.locator);
    return bodies ? bodies.get(blob) : 'unknown';
  };
}

function unlessBug(error: unknown): undefined {
  if (!(error instanceof ArchiveError)) throw error;
}
