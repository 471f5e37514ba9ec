import type { KeptText } from '../domain/kept.ts';
import type { Topic } from '../domain/topic.ts';
import { parseMail } from '../parse/mail/mail.ts';
import type { ArchiveRef, FetchBodies } from '../ports/archive.ts';
import { ArchiveError } from '../ports/errors.ts';
import type { KnownAs, PendingText, Settle, Store } from '../ports/store.ts';
import { judgeMail } from './judged.ts';

/** Texts that are in memory at a time. */
const SLICE = 100;

export type PendingDeps = { readonly store: Store; readonly topic: Topic; readonly fetchBodies: FetchBodies };

type Texts = Map<number, KeptText | undefined>;
type Bodies = (mail: PendingText) => Buffer | 'unknown' | undefined;

/**
 * Reads the texts of mails that turned out to be kept only when their thread was known. What an archive
 * does not hold any more is given up; where the archive itself cannot be read now, it waits on. What an interrupted
 * first reading of another archive left waiting is history. Gives whether an archive has nothing that waits on.
 */
export async function readPending(
  deps: PendingDeps,
  settle: Settle,
  as: KnownAs,
): Promise<(archive: ArchiveRef) => boolean> {
  const { store, topic } = deps;
  const first = new Set(store.archives().flatMap((one) => (one.isFirstReading ? nameOf(one) : [])));
  const waits = new Set<string>();
  let after = 0;
  for (;;) {
    const pending = store.pendingTexts(SLICE, after);
    const last = pending.at(-1);
    if (last === undefined) return (archive) => !waits.has(nameOf(archive));
    after = last.id;
    const bodyOf = await fetchAll(deps, pending);
    const texts: Record<KnownAs, Texts> = { news: new Map(), history: new Map() };
    for (const mail of pending) {
      const bytes = bodyOf(mail);
      const name = nameOf(mail.archive);
      const kind = first.has(name) ? 'history' : as;
      if (bytes === 'unknown') waits.add(name);
      else texts[kind].set(mail.id, bytes && readText(bytes, mail, topic));
    }
    if (texts.history.size > 0) store.keepTexts(texts.history, settle, 'history');
    if (texts.news.size > 0) store.keepTexts(texts.news, settle, 'news');
  }
}

function nameOf({ locator, list }: ArchiveRef): string {
  return `${list}\n${locator}`;
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
