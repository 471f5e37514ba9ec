import { displayName } from '../../domain/address.ts';
import type { AnswerEntry } from '../../domain/answer/answer.ts';
import { cardOfCommit } from '../../domain/card/from-item.ts';
import type { Commit } from '../../domain/item/commit.ts';
import type { KnownItem } from '../../domain/item/item.ts';
import { mailUrl } from '../../domain/links.ts';
import { whyButton } from './buttons.ts';
import { sideBySide, titleLink } from './phrases.ts';

/** One commit of several. */
export function commitEntry(known: KnownItem<Commit>, lore: string): AnswerEntry {
  const { id, subject, author } = known.item;
  const { url } = cardOfCommit(known, (mail) => mailUrl(lore, mail.messageId, mail.lists));
  return {
    title: [titleLink(subject, url)],
    lines: [sideBySide([displayName(author), id.slice(0, 12), known.areas.slice(0, 3).join(', ')])],
    buttons: [whyButton(id)],
  };
}
