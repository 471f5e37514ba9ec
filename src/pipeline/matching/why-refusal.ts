import type { Subscription } from '../../domain/subscription/subscription.ts';
import type { NewsMark } from '../../ports/outbox.ts';
import type { Asks } from './asks.ts';
import { mayOpen, type Touch } from './touch.ts';
import type { Answer } from './why-fate.ts';

/** Which of the rules by which a card opens it does not meet. */
export function refusal({ created, id }: Subscription, asks: Asks, touch: Touch, mark: NewsMark): Answer {
  if (!touch.about && !asks.anyRelevance)
    return {
      stage: 'not-about',
      text: 'it is not about the topic itself; `category:` or `relevant:` in the filter asks for such',
    };
  if (!mayOpen(asks, touch) && touch.opens === 'reply')
    return {
      stage: 'no-card-for-replies',
      text: 'a reply opens no card; words, `kind:` or `author:` in the filter ask for replies',
    };
  if (!mayOpen(asks, touch))
    return {
      stage: 'no-card-for-kind',
      text:
        touch.opens === 'never'
          ? 'an old record that was touched is no news'
          : `only \`kind:${touch.opens}\` asks for it`,
    };
  const began = new Date(created).toISOString();
  return mark.at < created
    ? { stage: 'history', text: `it became known before subscription ${id} began at ${began}` }
    : {
        stage: 'passed-over',
        text: 'it would be posted today; its filter or its state was another one then',
      };
}
