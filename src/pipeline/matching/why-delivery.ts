import type { MessageId } from '../../domain/ids.ts';
import type { ItemKind } from '../../domain/item/item.ts';
import { itemDate } from '../../domain/item/subject.ts';
import { escapeId } from '../../domain/links.ts';
import { targetLabel } from '../../domain/subscription/read-target.ts';
import type { Subscription } from '../../domain/subscription/subscription.ts';
import type { NewsMark, Subject } from '../../ports/outbox.ts';
import { findMail } from '../answer.ts';
import type { MatchDeps } from './deps.ts';
import type { Matter } from './matter.ts';
import { readQuestion } from './past.ts';
import { isWanted } from './subscriber.ts';
import { tellMatters } from './tell-matters.ts';
import type { Touch } from './touch.ts';
import { whyDigest } from './why-digest.ts';
import { type Answer, fateOf, type WhyStage } from './why-fate.ts';
import { failingParts, type Thing } from './why-filter.ts';
import { refusal } from './why-refusal.ts';

/** A mail or an item; `target`: canonical text, missing: of all subscriptions. */
export type WhyQuestion = { readonly target?: string | undefined } & (
  | { readonly messageId: MessageId }
  | { readonly item: { readonly kind: ItemKind; readonly id: string } }
);

export type WhyDelivery = Answer & {
  readonly subscription: number;
  /** Safe to show. */
  readonly target: string;
  readonly filter: string;
};

type Known = {
  readonly thing: Thing;
  readonly date: number;
  /** undefined: it came as history. */
  readonly mark: NewsMark | undefined;
  readonly matter: Matter | undefined;
  readonly touch: Touch | undefined;
  readonly subject: Subject | undefined;
};
type Missing = { readonly stage: WhyStage; readonly text: string };

/** For each subscription: what posted a mail or an item, or where it was passed over, and why. Writes nothing. */
export function whyDelivery(deps: MatchDeps, question: WhyQuestion): WhyDelivery[] {
  const found = find(deps, question);
  return deps.store.subscriptions(question.target).map((subscription) => ({
    subscription: subscription.id,
    target: targetLabel(subscription.target),
    filter: subscription.filter,
    ...('stage' in found ? found : answerFor(deps, subscription, found)),
  }));
}

function find(deps: MatchDeps, question: WhyQuestion): Known | Missing {
  return 'messageId' in question ? findThatMail(deps, question.messageId) : findThatItem(deps, question.item);
}

function findThatMail(deps: MatchDeps, id: MessageId): Known | Missing {
  const { store } = deps;
  const mail = findMail(store, id);
  if (mail === undefined) return { stage: 'not-stored', text: 'the store does not have this mail' };
  const { kept } = mail;
  if (kept === undefined)
    return {
      stage: 'not-kept',
      text: `it is not about the topic (${mail.category}): nothing is kept of it but its place`,
    };
  const row = { ...mail, ...kept };
  const matters = tellMatters(deps, { mails: [{ row, words: '' }], items: [], again: [] });
  const mark = store.learnedMails([mail.id]).get(mail.id);
  return known(deps, { what: 'mail', row }, { id, date: mail.date, mark }, matters);
}

function findThatItem(
  deps: MatchDeps,
  { kind, id }: { readonly kind: ItemKind; readonly id: string },
): Known | Missing {
  const { store } = deps;
  const item = store.item(kind, id);
  if (item === undefined) return { stage: 'not-stored', text: `the store does not have this ${kind}` };
  const matters = tellMatters(deps, { mails: [], items: [item], again: [] });
  const mark = store.learnedItems(kind, [id]).get(id);
  return known(deps, { what: 'item', known: item }, { id, date: itemDate(item), mark }, matters);
}

function known(
  { store }: Pick<MatchDeps, 'store'>,
  thing: Thing,
  { id, date, mark }: { readonly id: string; readonly date: number; readonly mark: NewsMark | undefined },
  matters: readonly Matter[],
): Known {
  const matter = matters.find(({ touches }) => touches.some((touch) => touch.id === id));
  const touch = matter?.touches.find((one) => one.id === id);
  return { thing, date, mark, matter, touch, subject: matter && store.subjectOf(matter.keys) };
}

function answerFor(deps: MatchDeps, subscription: Subscription, known: Known): Answer {
  const { store } = deps;
  const question = readQuestion(subscription.filter);
  const { touch, mark, thing, date } = known;
  const posted = postOf(deps, subscription, known);
  if (posted) return posted;
  const failing = failingParts(deps, question.filter, thing);
  if (failing.length > 0)
    return {
      stage: 'filter',
      text: `the filter does not hold: ${failing.map((part) => `\`${part}\``).join(', ')}`,
    };
  if (touch === undefined) return { stage: 'passed-over', text: 'nothing is known of what it belongs to' };
  if (!isWanted(subscription, touch)) return whyDigest(store, subscription, { date, mark }, deps.now());
  if (mark === undefined)
    return {
      stage: 'history',
      text: 'it was there before anybody looked: what is found by a first reading is not posted',
    };
  if (mark.id > store.matchedUpTo())
    return { stage: 'not-matched-yet', text: 'it is known, but was not held against the subscriptions yet' };
  return edited(deps, subscription, known) ?? refusal(subscription, question.asks, touch, mark);
}

/** What of it was queued for this subscription: its own line, else the card that it belongs to. */
function postOf(
  { store }: Pick<MatchDeps, 'store'>,
  { id }: Subscription,
  { subject, touch, matter }: Known,
): Answer | undefined {
  if (subject === undefined || touch === undefined) return undefined;
  const rows = store.deliveries({ subscription: id, subject: subject.id, kinds: ['card', 'line'] });
  const steps = matter?.card.steps.filter(({ url }) => url.endsWith(`/${escapeId(touch.id)}/`)) ?? [];
  const keys = [...steps.map(({ key }) => key), ...(touch.reply ? [touch.reply.key] : [])];
  const line = rows.find(({ event }) => keys.some((key) => event === `line ${subject.id} ${key}`));
  const card = rows.find(({ kind }) => kind === 'card');
  if (line) return told(`its line under the card “${subject.card.title}”`, fateOf(line));
  return card && told(`the card “${subject.card.title}”`, fateOf(card));
}

function told(what: string, { text, ...answer }: Answer): Answer {
  return { ...answer, text: `${what} ${text}` };
}

/** The target has a card of it that another subscription brought. */
function edited(
  { store }: Pick<MatchDeps, 'store'>,
  { target }: Subscription,
  { subject }: Known,
): Answer | undefined {
  const card = subject && store.cardsOf(subject.id).find((one) => one.target === target.text);
  if (!subject || !card) return undefined;
  const text = `the target has its card “${subject.card.title}” already, by subscription ${card.subscription}`;
  return { stage: 'edited', text };
}
