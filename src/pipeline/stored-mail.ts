import type { Mail } from '../domain/message.ts';
import { parseMail } from '../parse/mail/mail.ts';
import type { FetchBodies } from '../ports/archive.ts';
import type { Store, StoredMail } from '../ports/store.ts';

/** Reads a stored mail again from its archive; undefined where its bytes cannot be had any more. */
export async function readStoredMail(
  store: Pick<Store, 'rawOf'>,
  fetchBodies: FetchBodies,
  mail: StoredMail,
): Promise<Mail | undefined> {
  const { archive, blob } = mail;
  const bytes =
    store.rawOf(mail.id) ?? (blob === null ? undefined : await fetchOne(fetchBodies, archive.locator, blob));
  const parsed = bytes && parseMail(bytes, { source: mail.messageId, arrived: mail.received });
  return !parsed || 'unreadable' in parsed ? undefined : parsed;
}

async function fetchOne(
  fetchBodies: FetchBodies,
  locator: string,
  blob: string,
): Promise<Buffer | undefined> {
  try {
    return (await fetchBodies(locator, [blob])).get(blob);
  } catch {
    return undefined;
  }
}
