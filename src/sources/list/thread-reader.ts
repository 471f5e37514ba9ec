import { type ArchiveReader, type ArchiveRef, ON_DEMAND, type RawMail } from '../../ports/archive.ts';
import { splitMbox } from '../archive/mbox-split.ts';

/** Nobody tells when the archive got these mails. */
const UNKNOWN = 0;

/**
 * Reads a thread that was fetched (`fetchThread`) into the store. `base` is the server it came from, `list` the list
 * that was asked; mails are filed under the lists that they name themselves. Has no cursor: a thread may grow.
 */
export function createThreadReader(base: string, list: string, mbox: Buffer): ArchiveReader {
  const ref: ArchiveRef = { kind: 'mbox', list, locator: `${base}/${list}/`, epoch: null };
  return {
    ref,
    plan: async () => ({
      total: undefined,
      present: undefined,
      mails: () => readMails(mbox, ref.locator),
      end: { position: ON_DEMAND, date: UNKNOWN, subject: '', messageId: null },
    }),
  };
}

async function* readMails(mbox: Buffer, place: string): AsyncGenerator<RawMail[]> {
  async function* once(): AsyncGenerator<Buffer> {
    yield mbox;
  }
  for await (const batch of splitMbox(once(), 0, place)) {
    yield batch.map(({ bytes, cut, offset }) => ({
      bytes,
      cut,
      blob: null,
      arrived: UNKNOWN,
      removal: false,
      cursor: { position: ON_DEMAND, date: UNKNOWN, subject: '' },
      place: `${place} byte ${offset}`,
    }));
  }
}
