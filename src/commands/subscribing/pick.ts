import type { Answer } from '../../domain/answer/answer.ts';
import type { Ask } from '../../domain/answer/ask.ts';
import type { OptionSpec } from '../../domain/answer/command-spec.ts';
import type { Subscription } from '../../domain/subscription/subscription.ts';
import type { Asker } from '../../ports/chat.ts';
import type { CommandDeps, Wrong } from '../command.ts';
import { pageOf } from '../told/page.ts';
import { actButton, subscriptionEntry } from './entries.ts';
import { findMine, subscriptionsFor } from './mine.ts';

/** Rows of buttons are few: one is for turning pages. */
export const LIST_SIZE = 4;

export const NUMBER_OPTION: OptionSpec = {
  name: 'number',
  summary: 'which subscription; without one: the only one, or a list to choose from',
  kind: 'number',
  suggests: 'subscription',
};

type Act = 'pause' | 'resume' | 'preview' | 'unsubscribe';

export type Picked =
  | { readonly what: 'one'; readonly subscription: Subscription }
  | { readonly what: 'list'; readonly answer: Answer };

/** The number that was typed; undefined where none was. */
export function readNumber({ values }: Pick<Ask, 'values'>): { readonly id: number | undefined } | Wrong {
  const text = values.number?.trim().replace(/^#/, '') ?? '';
  if (text === '') return { id: undefined };
  if (!/^\d{1,9}$/.test(text)) return { wrong: `\`${text.slice(0, 40)}\` is no number of a subscription` };
  return { id: Number(text) };
}

/** The subscription of that number; without one the only one that is `fit`, or a list of them to choose from. */
export function pick(
  { store, now }: CommandDeps,
  asker: Asker,
  {
    id,
    act,
    ask,
    fit,
  }: {
    readonly id: number | undefined;
    readonly act: Act;
    readonly ask: Ask;
    readonly fit: (one: Subscription) => boolean;
  },
): Picked | Wrong {
  if (id !== undefined) {
    const one = findMine(store, asker, id);
    return 'wrong' in one ? one : { what: 'one', subscription: one };
  }
  const all = subscriptionsFor(store, asker);
  const fits = all.filter(fit);
  const [only, ...more] = fits;
  if (only === undefined)
    return { wrong: all.length === 0 ? nothingHere(asker) : `there is nothing here to ${act}` };
  if (more.length === 0) return { what: 'one', subscription: only };
  const { shown, ...paged } = pageOf(fits, ask, LIST_SIZE);
  const entries = shown.map((one) => ({
    ...subscriptionEntry(store, one, now()),
    buttons: [actButton(act, one.id)],
  }));
  const answer: Answer = {
    tone: 'told',
    title: `Which of the ${fits.length} subscriptions?`,
    parts: [{ what: 'entries', entries }],
    buttons: [],
    ...paged,
  };
  return { what: 'list', answer };
}

export function nothingHere({ prefix, place }: Asker): string {
  const where = place === undefined ? '' : ' here';
  return `nothing is subscribed${where} yet; \`${prefix}subscribe milestone:any now\` does it`;
}
