import { hash } from 'node:crypto';
import { RUST } from '../../config/topics/rust/topic.ts';
import { type MessageId, toMessageId } from '../../src/domain/ids.ts';
import { settle } from '../../src/domain/relevance/settle.ts';
import { keyOf } from '../../src/domain/thread.ts';
import { parseMail } from '../../src/parse/mail/mail.ts';
import { judgeMail } from '../../src/pipeline/judged.ts';
import type { ArchiveRef, Cursor } from '../../src/ports/archive.ts';
import type {
  BatchEntry,
  Remembered,
  SearchQuery,
  Settle,
  Store,
  StoredMail,
} from '../../src/ports/store.ts';
import { makeMail, RUST_DIFF, START } from '../sources/mails.ts';

export const settleRust: Settle = (members) => settle(members, RUST);

export const listRef = (list: string, epoch = 0): ArchiveRef => ({
  kind: 'git',
  list,
  locator: `/archives/${list}/git/${epoch}.git`,
  epoch,
});

export const cursorAt = (position: string): Cursor => ({
  position,
  date: 1_000_000,
  subject: 'x',
  messageId: 'a@b',
});

/** As git names the bytes. */
export function blobOf(bytes: Buffer): string {
  return hash('sha1', Buffer.concat([Buffer.from(`blob ${bytes.length}\0`), bytes]), 'hex');
}

export function mailEntry(bytes: Buffer): BatchEntry {
  const mail = parseMail(bytes, { source: 'test', arrived: 0 });
  if ('unreadable' in mail) throw new Error(mail.unreadable);
  return {
    what: 'mail',
    mail: { ...judgeMail(mail, RUST), archive: undefined, blob: blobOf(bytes), raw: undefined },
  };
}

export function removalEntry(bytes: Buffer): BatchEntry {
  const entry = mailEntry(bytes);
  if (entry.what !== 'mail') throw new Error('no mail');
  const { messageId, key } = entry.mail.row;
  return { what: 'removal', messageId, key, blob: blobOf(bytes) };
}

export function remember(
  store: Store,
  archive: number,
  entries: readonly BatchEntry[],
  cursor?: Cursor,
): Remembered {
  return store.remember(archive, entries, () => cursor, settleRust);
}

export function find(store: Store, id: string): StoredMail | undefined {
  const messageId = toMessageId(id) as MessageId;
  return store.message(messageId, keyOf(messageId));
}

/** What a store makes of mails: per mail its category, whether it is kept, and with whom it stands in a thread. */
export function picture(store: Store, ids: readonly string[]): Record<string, string> {
  const mails = ids.map((id) => find(store, id)).filter((mail) => mail !== undefined);
  const threads = Map.groupBy(mails, ({ thread }) => thread);
  const lines = mails.map((mail) => {
    const others = (threads.get(mail.thread) ?? []).map(({ messageId }) => messageId).sort();
    return [mail.messageId, `${mail.category}${mail.kept ? '' : ', not kept'}: ${others.join(' ')}`] as const;
  });
  return Object.fromEntries(lines.sort());
}

export const QUERY: SearchQuery = {
  match: undefined,
  since: undefined,
  until: undefined,
  order: 'newest',
  limit: 100,
  after: undefined,
};

/** A patch that is kept for its diff. */
export function rustPatch(
  n: number,
  words = 'Adds a gizmo.',
  more: Partial<Parameters<typeof makeMail>[0]> = {},
): Buffer {
  const body = `${words}\n\nSigned-off-by: Jane Doe <jane@example.org>\n---\n${RUST_DIFF}`;
  return makeMail({
    id: `rust-${n}@x`,
    subject: `[PATCH] rust: gizmo ${n}`,
    date: START + n * 60,
    body,
    ...more,
  });
}
