import type { Card } from '../../domain/card/card.ts';
import { type MessageId, toMessageId } from '../../domain/ids.ts';
import type { KnownItem } from '../../domain/item/item.ts';
import { readMailReference } from '../../domain/links.ts';
import { findItem, namesItem } from '../../pipeline/find-item.ts';
import type { Store } from '../../ports/store.ts';
import type { Wrong } from '../command.ts';

/** What somebody named: a mail (stored or not), something beside mail, or a card of neither: a story of the press. */
export type Named =
  | { readonly what: 'mail'; readonly messageId: MessageId }
  | { readonly what: 'item'; readonly known: KnownItem }
  | { readonly what: 'card'; readonly card: Card };

/** Of a subject that has a card: what buttons carry where its id is too long. */
const KEY = /^#(\d{1,16})$/;
const ADDRESS = /^https?:\/\//i;

/**
 * Reads a Message-ID, a link to a mail, a CVE, a commit, a version, the address of an article, or `#key`. `asked` is
 * hostile text.
 */
export function readReference(
  store: Pick<Store, 'item' | 'items' | 'subjectOf'>,
  asked: string,
): Named | Wrong {
  const text = asked.trim();
  const key = KEY.exec(text)?.[1];
  if (key !== undefined) return readKey(store, Number(key));
  if (namesItem(text) || ADDRESS.test(text)) {
    const known = findItem(store, text);
    if (known) return { what: 'item', known };
    if (!ADDRESS.test(text)) return { wrong: `the store has no ${text} yet` };
  }
  const messageId = readMailReference(text);
  // A word alone is a Message-ID by its form, and never is one.
  if (messageId === undefined || !messageId.includes('@'))
    return {
      wrong: `\`${text.slice(0, 60)}\` is neither a Message-ID, nor a link to a mail, nor a CVE, a commit, a version or an article that is known`,
    };
  return { what: 'mail', messageId };
}

function readKey(store: Pick<Store, 'item' | 'subjectOf'>, key: number): Named | Wrong {
  const card = store.subjectOf([key])?.card;
  if (card === undefined) return { wrong: 'this is not known any more; search for it by its title' };
  const { kind, id } = card;
  if (kind === 'story') return { what: 'card', card };
  if (kind === 'release' || kind === 'advisory' || kind === 'commit') {
    const known = store.item(kind, id);
    return known ? { what: 'item', known } : { what: 'card', card };
  }
  const messageId = toMessageId(id);
  return messageId === undefined ? { what: 'card', card } : { what: 'mail', messageId };
}
