import { keyOf } from '../domain/thread.ts';
import type { Topic } from '../domain/topic.ts';
import { parseMail } from '../parse/mail/mail.ts';
import type { ArchiveState, BatchEntry, Cursor, RawMail, Remembered, Settle, Store } from '../ports.ts';
import { judgeMail } from './judged.ts';

/** A transaction takes so many mails, or so many bytes of them: they wait as they came, outside of the heap. */
const BATCH_MAILS = 1000;
const BATCH_BYTES = 12 << 20;

export type Batch = {
  /** Holds a mail, unread. */
  readonly take: (raw: RawMail) => void;
  readonly isFull: () => boolean;
  /** Reads, judges and writes what was taken, one mail after the other. The cursor is that of the last mail where it has no Message-ID of its own. */
  readonly flush: (cursor: Cursor | RawMail['cursor'] | undefined) => Remembered;
};

type Deps = { readonly store: Store; readonly topic: Topic; readonly settle: Settle };

/** Gathers judged mails for one transaction of the store after another. */
export function createBatch(
  { store, topic, settle }: Deps,
  archive: ArchiveState,
  mails = BATCH_MAILS,
): Batch {
  const archiveFor = createListArchives(store, archive);
  let waiting: RawMail[] = [];
  let bytes = 0;
  let lastId: string | null = archive.cursor?.messageId ?? null;

  // Lazily: a decoded mail is garbage again before the next one is decoded.
  function* readEntries(): Generator<BatchEntry> {
    for (const raw of waiting) {
      const read = readEntry(raw, archive, topic, archiveFor);
      if (read.id !== undefined) lastId = read.id;
      yield read.entry;
    }
  }
  return {
    take: (raw) => {
      bytes += raw.bytes.length;
      waiting.push(raw);
    },
    isFull: () => waiting.length >= mails || bytes >= BATCH_BYTES,
    flush: (cursor) => {
      const reached = (): Cursor | undefined => cursor && { messageId: lastId, ...cursor };
      const done = store.remember(archive.id, readEntries(), reached, settle);
      waiting = [];
      bytes = 0;
      return done;
    },
  };
}

type Read = { readonly entry: BatchEntry; readonly id?: string };

function readEntry(
  raw: RawMail,
  archive: ArchiveState,
  topic: Topic,
  archiveFor: (lists: readonly string[]) => number | undefined,
): Read {
  const { place, blob, removal } = raw;
  const mail = parseMail(raw.bytes, { source: place, arrived: raw.arrived, cut: raw.cut });
  if ('unreadable' in mail) {
    if (removal) return { entry: { what: 'unreadable-removed', place } };
    return { entry: { what: 'unreadable', why: mail.unreadable, place } };
  }
  const { messageId } = mail;
  if (removal) return { id: messageId, entry: { what: 'removal', messageId, key: keyOf(messageId), blob } };
  const judged = {
    ...judgeMail(mail, topic),
    archive: archiveFor(mail.lists),
    blob,
    raw: archive.kind === 'git' ? undefined : raw.bytes,
  };
  return { id: messageId, entry: { what: 'mail', mail: judged } };
}

/** A file holds mails of any list: each is filed under the list that it names. An epoch is one list's. */
function createListArchives(
  store: Store,
  archive: ArchiveState,
): (lists: readonly string[]) => number | undefined {
  const byList = new Map<string, number>();
  return ([list]) => {
    if (archive.kind === 'git' || list === undefined || list === archive.list) return undefined;
    const { kind, locator, epoch } = archive;
    const found = byList.get(list) ?? store.openArchive({ kind, list, locator, epoch }).id;
    byList.set(list, found);
    return found;
  };
}
