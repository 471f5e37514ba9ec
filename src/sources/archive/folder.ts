import { hash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArchiveReader, ArchiveRef, Cursor, RawMail } from '../../ports/archive.ts';
import { explainRead, hasGone, readBytes } from './file-bytes.ts';
import { fileMail, filePlan } from './mbox.ts';
import { readOne } from './single.ts';

/** So many bytes are given at a time. */
const BATCH = 1 << 20;

type MailFile = { readonly path: string; readonly changed: number; readonly size: number };

/** Reads a maildir: a mail a file, in `cur` and `new`. What lies in `tmp` is not there yet. */
export function createMaildirReader(ref: ArchiveRef): ArchiveReader {
  const folders = [join(ref.locator, 'cur'), join(ref.locator, 'new')];
  return createFolderReader(ref, folders, (name) => !name.startsWith('.'));
}

/** Reads the `.eml` files of a folder. */
export function createEmlFolderReader(ref: ArchiveRef): ArchiveReader {
  return createFolderReader(ref, [ref.locator], isEml);
}

export function isEml(name: string): boolean {
  return /^[^.].*\.eml$/i.test(name);
}

/** The next pass reads the files that came or changed since (by the time of their inode). */
function createFolderReader(
  ref: ArchiveRef,
  folders: readonly string[],
  isMail: (name: string) => boolean,
): ArchiveReader {
  return {
    ref,
    plan: async (cursor) => {
      const files = (await Promise.all(folders.map((folder) => listFiles(folder, isMail)))).flat();
      const end = cursorOf(files);
      if (cursor?.position === end.position) return undefined;
      const since = cursor?.date ?? 0;
      const news = files.filter((file) => file.changed >= since).sort(byName);
      return { ...filePlan(end, () => readFiles(news, end)), total: news.length };
    },
  };
}

/** Maildir names start with the time of delivery (cr.yp.to/proto/maildir.html), whichever folder they lie in. */
function byName(one: MailFile, other: MailFile): number {
  return nameOf(one).localeCompare(nameOf(other), 'en', { numeric: true });
}

function nameOf(file: MailFile): string {
  return file.path.slice(file.path.lastIndexOf('/') + 1);
}

function cursorOf(files: readonly MailFile[]): Cursor {
  const lines = files.map(({ path, changed, size }) => `${path} ${changed} ${size}`).sort();
  const date = files.reduce((latest, { changed }) => Math.max(latest, changed), 0);
  return { position: hash('sha1', lines.join('\n')), date, subject: '', messageId: null };
}

async function listFiles(folder: string, isMail: (name: string) => boolean): Promise<MailFile[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (hasGone(error)) return [];
    throw explainRead(error, folder);
  });
  const files: MailFile[] = [];
  for (const name of names) {
    const path = join(folder, name);
    const found = isMail(name) ? await stat(path).catch(() => undefined) : undefined;
    if (found?.isFile()) files.push({ path, changed: found.ctimeMs, size: found.size });
  }
  return files;
}

/** A file that has gone was moved to another name; the next pass finds it there. */
async function* readFiles(files: readonly MailFile[], end: Cursor): AsyncGenerator<RawMail[]> {
  let mails: RawMail[] = [];
  let bytes = 0;
  for (const { path, size } of files) {
    const mail = await readOne(readBytes(path, 0, size), path).catch((error: unknown) => {
      if (!hasGone(error)) throw error;
    });
    if (!mail) continue;
    mails.push(fileMail(mail.bytes, mail.cut, end, path));
    bytes += mail.bytes.length;
    if (bytes < BATCH) continue;
    yield mails;
    mails = [];
    bytes = 0;
  }
  if (mails.length > 0) yield mails;
}
