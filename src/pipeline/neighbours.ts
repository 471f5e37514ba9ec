import type { SeriesMail } from '../domain/series/mail.ts';
import { gatherPostings } from '../domain/series/postings.ts';
import { siblingId } from '../domain/series/siblings.ts';
import { keyOf } from '../domain/thread.ts';
import type { Store, StoredMail } from '../ports/store.ts';

/** Nobody reviews more patches than that in one set. */
const MAX_PARTS = 500;

/**
 * The other parts of these mails' patch sets, as far as the store has them: mails that nothing is kept
 * of because they are about something else. Without them a part that was read would be called missing,
 * and a set of which one patch is about the topic would go by that patch's title.
 */
export function findNeighbours(store: Pick<Store, 'message'>, mails: readonly SeriesMail[]): SeriesMail[] {
  const found = new Map<number, SeriesMail>();
  for (const { total, cover, parts, head } of gatherPostings(mails)) {
    if (total === 1 && cover === undefined && head.kind !== 'cover') continue;
    const wanted = cover ? [] : [0];
    for (let part = 1; part <= Math.min(total, MAX_PARTS); part++) if (!parts.has(part)) wanted.push(part);
    for (const part of wanted) {
      const mail = findPart(store, head, part);
      if (mail) found.set(mail.key, mail);
    }
  }
  return [...found.values()];
}

function findPart(store: Pick<Store, 'message'>, head: SeriesMail, part: number): SeriesMail | undefined {
  const id = siblingId(head.messageId, head.part, part);
  const mail = id && store.message(id, keyOf(id));
  return mail && mail.posting !== undefined && mail.part === part ? bystander(mail) : undefined;
}

function bystander(mail: StoredMail): SeriesMail {
  const kept = mail.kept ?? { files: [], trailers: [], areas: [], findings: [] };
  const verdict = mail.kept?.verdict ?? {
    category: mail.category,
    relevant: 'no',
    confidence: 1,
    evidence: [],
  };
  return { ...mail, ...kept, verdict };
}
