import type { AnswerEntry, AnswerPart } from '../../domain/answer/answer.ts';
import { type WhyDelivery, type WhyQuestion, whyDelivery } from '../../pipeline/matching/why-delivery.ts';
import type { Asker } from '../../ports/chat.ts';
import type { CommandDeps } from '../command.ts';
import { isOperator, targetsOf } from './place.ts';

const SHOWN = 8;
/** Each is asked by itself. */
const MOST_TARGETS = 4;

/** What became of it for each subscription of the place; of all of them where the operator asks. */
export function fateParts(
  { store, match }: Pick<CommandDeps, 'store' | 'match'>,
  question: WhyQuestion,
  asker: Asker,
): AnswerPart[] {
  const targets = targetsOf(store, asker);
  const told =
    targets === undefined
      ? whyDelivery(match, question)
      : targets
          .slice(0, MOST_TARGETS)
          .flatMap((target) => whyDelivery(match, { ...question, target }))
          .filter(isOfInterest);
  const heading = isOperator(asker) ? 'Subscriptions' : 'Here';
  if (told.length === 0)
    return isOperator(asker)
      ? []
      : [
          {
            what: 'text',
            lines: [['Nothing that is subscribed here asks for it, so nothing of it was posted.']],
          },
        ];
  const more = told.length - SHOWN;
  return [
    { what: 'heading', text: heading },
    { what: 'entries', entries: told.slice(0, SHOWN).map((one) => fateEntry(one, asker)) },
    ...(more > 0 ? [{ what: 'text', lines: [[`and ${more} more subscriptions`]] } as const] : []),
  ];
}

/** That another series is followed here explains nothing. */
function isOfInterest({ stage, filter }: WhyDelivery): boolean {
  return !(stage === 'filter' && /^series:\S+$/.test(filter));
}

function fateEntry({ subscription, target, filter, stage, text }: WhyDelivery, asker: Asker): AnswerEntry {
  const asks = filter === '' ? 'everything' : filter;
  const where = asker.place === undefined || isOperator(asker) ? ` ${target}` : '';
  return {
    title: [{ text: `${subscription}${where}`, style: 'strong' }, ' ', { text: asks, style: 'code' }],
    lines: [[`${stage}: ${text}`]],
  };
}
