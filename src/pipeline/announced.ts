import type { Advisory } from '../domain/item/advisory.ts';
import type { BrokenItem } from '../domain/item/item.ts';
import { parseAnnouncement } from '../parse/advisory/announcement.ts';
import type { FetchBodies } from '../ports/archive.ts';
import type { ItemsRemembered } from '../ports/item-store.ts';
import type { KnownAs, Store } from '../ports/store.ts';
import { findMail } from './answer.ts';
import type { JudgeItems } from './items.ts';
import { readStoredMail } from './stored-mail.ts';

type Deps = {
  readonly store: Pick<Store, 'keptWithFindings' | 'item' | 'message' | 'rawOf' | 'rememberItems'>;
  readonly fetchBodies: FetchBodies;
};

const ANNOUNCED = /^CVE-\d{4}-\d{4,12}(?=:|$)/;

/**
 * Makes advisories of the announcements that the topic kept, where no record told of the CVE yet: a mail may come
 * hours before the record, or instead of it. undefined where there was none.
 */
export async function rememberAnnounced(
  { store, fetchBodies }: Deps,
  source: string,
  judge: JudgeItems,
  as: KnownAs = 'news',
): Promise<ItemsRemembered | undefined> {
  const told: (Advisory | BrokenItem)[] = [];
  for (const { messageId, subject } of store.keptWithFindings()) {
    const id = ANNOUNCED.exec(subject)?.[0];
    if (id === undefined || store.item('advisory', id)) continue;
    const stored = findMail(store, messageId);
    const mail = stored && (await readStoredMail(store, fetchBodies, stored));
    const advisory = mail && parseAnnouncement(mail);
    if (advisory) told.push(advisory);
  }
  if (told.length === 0) return undefined;
  const advisories = told.filter((one) => one.kind === 'advisory');
  const broken = told.filter((one) => one.kind === 'broken');
  return store.rememberItems({ source, items: judge(advisories), broken, memory: undefined, as });
}
