import { displayName } from '../address.ts';
import type { LinkTo } from '../compose/entry.ts';
import type { SeriesMail } from '../series/mail.ts';
import { boundName, idPart, isoDate } from './bound.ts';
import type { CardStep } from './card.ts';

/** An answer that somebody wants to hear of by itself, as a step; no card has it among its own. */
export function replyStep(
  mail: Pick<SeriesMail, 'messageId' | 'author' | 'date' | 'lists'>,
  link: LinkTo,
): CardStep {
  return {
    key: `reply ${idPart(mail.messageId)}`,
    word: 'reply',
    text: `${boundName(displayName(mail.author))} replied`,
    date: isoDate(mail.date),
    url: link(mail),
    line: true,
  };
}
