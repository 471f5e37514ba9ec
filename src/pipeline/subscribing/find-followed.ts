import type { CardKind } from '../../domain/card/card.ts';
import { type MessageId, toMessageId } from '../../domain/ids.ts';
import { keyOf } from '../../domain/thread.ts';
import type { Store } from '../../ports/store.ts';
import { findMail } from '../answer.ts';
import type { MatchDeps } from '../matching/deps.ts';
import { makeCard, tellThreads } from '../matching/tell-threads.ts';

/** What one mail belongs to, as a filter follows it. */
export type Followed = {
  /** Of its first posting: what its card is called by. */
  readonly id: string;
  readonly kind: CardKind;
  /** Hostile text. */
  readonly title: string;
};

/** The series, pull request or talk that a mail belongs to; undefined where the store does not have the mail. */
export function findFollowed(deps: Omit<MatchDeps, 'skills'>, messageId: MessageId): Followed | undefined {
  const mail = findMail(deps.store, messageId);
  if (mail === undefined) return undefined;
  const { happenings, milestones } = tellThreads(deps, [mail.thread]);
  const own = happenings.find(({ mails }) => mails.some(({ key }) => key === mail.key));
  if (own === undefined) return undefined;
  const { id, kind, title } = makeCard(deps, own, milestones).card;
  return { id, kind, title };
}

/** The mail with this key (`keyOf` of its Message-ID), as buttons carry it where the id is too long. */
export function findByKey(
  store: Pick<Store, 'threadsWith' | 'mailsInThreads' | 'subjectOf'>,
  key: number,
): MessageId | undefined {
  const threads = store.threadsWith({ keys: [key], titles: [], clues: [] });
  const mail = store.mailsInThreads(threads).find((one) => one.key === key);
  if (mail) return mail.messageId;
  const card = store.subjectOf([key])?.card;
  return card && keyOf(card.id) === key ? toMessageId(card.id) : undefined;
}
