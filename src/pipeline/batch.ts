import type { KeptText } from '../domain/kept.ts';
import type { Mail } from '../domain/message.ts';
import type { Topic } from '../domain/topic.ts';
import { parseMail } from '../parse/mail/mail.ts';
import type { Cursor, RawMail } from '../ports/archive.ts';
import type {
  ArchiveState,
  BatchEntry,
  JudgedMail,
  KnownAs,
  Remembered,
  Settle,
  Store,
} from '../ports/store.ts';
import { judgeMail } from './judged.ts';
import type { Judged } from './judging/judged.ts';

/** A transaction takes so many mails, or so many bytes of them: they wait as they came, outside of the heap. */
const BATCH_MAILS = 1000;
const BATCH_BYTES = 12 << 20;

export type Batch = {
  /** Holds a mail. */
  readonly take: (one: Judged<'store'>) => void;
  readonly isFull: () => boolean;
  /** Acts once what was taken so far is written. */
  readonly afterwards: (act: () => void) => void;
  /** Writes what was taken, one mail after the other. The cursor is that of the last mail where it has no Message-ID of its own. */
  readonly flush: (cursor: Cursor | RawMail['cursor'] | undefined) => Remembered;
};

type Deps = { readonly store: Store; readonly topic: Topic; readonly settle: Settle; readonly as: KnownAs };

/** Gathers judged mails for one transaction of the store after another. */
export function createBatch(
  { store, topic, settle, as }: Deps,
  archive: ArchiveState,
  mails = BATCH_MAILS,
): Batch {
  const archiveFor = createListArchives(store, archive);
  let waiting: Judged<'store'>[] = [];
  let acts: (() => void)[] = [];
  let bytes = 0;
  let lastId: string | null = archive.cursor?.messageId ?? null;

  // Lazily: what was made of a mail is garbage again before the next one's turn.
  function* readEntries(): Generator<BatchEntry> {
    for (const one of waiting) {
      const read = readEntry(one, archive, topic, archiveFor);
      if (read.id !== undefined) lastId = read.id;
      yield read.entry;
    }
  }
  return {
    take: (one) => {
      bytes += one.size;
      waiting.push(one);
    },
    afterwards: (act) => {
      acts.push(act);
    },
    isFull: () => waiting.length >= mails || bytes >= BATCH_BYTES,
    flush: (cursor) => {
      const reached = (): Cursor | undefined => cursor && { messageId: lastId, ...cursor };
      const done = store.remember(archive.id, readEntries(), reached, settle, as);
      for (const act of acts) act();
      acts = [];
      waiting = [];
      bytes = 0;
      return done;
    },
  };
}

type Read = { readonly entry: BatchEntry; readonly id?: string };

function readEntry(
  one: Judged<'store'>,
  archive: ArchiveState,
  topic: Topic,
  archiveFor: (lists: readonly string[]) => number | undefined,
): Read {
  const { place, blob, removal } = one.mail;
  const first = one.first();
  if (first !== null) {
    if (removal) return { entry: { what: 'unreadable-removed', place } };
    return { entry: { what: 'unreadable', why: first.unreadable, place } };
  }
  const { row, said, clues, lists, text } = one.rest();
  const { messageId, key } = row;
  if (removal) return { id: messageId, entry: { what: 'removal', messageId, key, blob } };
  const mail: JudgedMail = {
    row,
    said,
    clues,
    keep: () => text ?? readAgain(one, topic),
    archive: archiveFor(lists),
    blob,
    raw: archive.kind === 'git' ? undefined : one.bytes(),
  };
  return { id: messageId, entry: { what: 'mail', mail } };
}

/**
 * The text of a mail that by itself is not to be kept. Its thread may want it: of a hundred mails of such
 * threads some three are kept, so it is read only when somebody looks into it.
 */
function readAgain(one: Judged<'store'>, topic: Topic): KeptText {
  let known: KeptText | undefined;
  const text = (): KeptText => {
    known ??= judgeMail(parse(one), topic).keep();
    return known;
  };
  return {
    get kept() {
      return text().kept;
    },
    get words() {
      return text().words;
    },
  };
}

function parse({ mail: { place, arrived, cut }, bytes }: Judged<'store'>): Mail {
  const mail = parseMail(bytes(), { source: place, arrived, cut });
  if ('unreadable' in mail) throw new Error('a mail that was read once cannot be read again');
  return mail;
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
