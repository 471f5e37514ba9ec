import type { AnswerEntry, AnswerPart } from '../../domain/answer/answer.ts';
import type { Delivery, DeliveryState } from '../../domain/delivery/delivery.ts';
import { readTarget, targetLabel } from '../../domain/subscription/read-target.ts';
import type { Asker } from '../../ports/chat.ts';
import type { Store } from '../../ports/store.ts';
import { moment, quoted } from './phrases.ts';
import { targetsOf } from './place.ts';

const STATES: readonly DeliveryState[] = ['dead', 'uncertain'];
const SHOWN = 5;
/** More are not counted. */
const MOST = 100;

/** What did not arrive where he may look, newest first: given up, or nobody can tell. */
export function lostLetters(
  store: Pick<Store, 'subscriptions' | 'deliveries'>,
  asker: Asker,
): readonly Delivery[] {
  const targets = targetsOf(store, asker);
  if (targets === undefined) return store.deliveries({ states: STATES, limit: MOST });
  const own = targets.flatMap((target) => store.deliveries({ states: STATES, target, limit: MOST }));
  return own.toSorted((a, b) => b.id - a.id).slice(0, MOST);
}

/** Each with why, and with what sends it again; that is typed where lorewatch runs. */
export function lettersParts(
  store: Pick<Store, 'subject'>,
  letters: readonly Delivery[],
  asker: Asker,
): AnswerPart[] {
  if (letters.length === 0) return [];
  const shown = letters.slice(0, SHOWN);
  const more = letters.length - shown.length;
  const count = letters.length >= MOST ? `${MOST} or more` : `${letters.length}`;
  return [
    { what: 'heading', text: `Did not arrive: ${count}` },
    { what: 'entries', entries: shown.map((letter) => letterEntry(store, letter, asker)) },
    { what: 'text', lines: [[more > 0 ? `and ${more} more; ` : '', 'sent again, where lorewatch runs, by']] },
    { what: 'code', text: `lorewatch deliveries retry ${shown.map(({ id }) => id).join(' ')}` },
  ];
}

function letterEntry(store: Pick<Store, 'subject'>, letter: Delivery, { place }: Asker): AnswerEntry {
  const { id, kind, state, subject, target, updated, reason } = letter;
  const about = subject === undefined ? undefined : store.subject(subject)?.card.title;
  const where = target === place?.text ? [] : [` to ${labelOf(target)}`];
  const word = state === 'uncertain' ? 'may have arrived, nobody can tell' : 'given up';
  return {
    title: [{ text: `${id}`, style: 'strong' }, ` ${kind}`, ...where],
    lines: [
      ...(about === undefined ? [] : [quoted(about)]),
      [`${word}, ${moment(updated)}${reason === '' ? '' : `: ${reason}`}`],
    ],
  };
}

/** A target's text as it may be shown. */
export function labelOf(text: string): string {
  const target = readTarget(text);
  return 'wrong' in target ? 'a target that cannot be read' : targetLabel(target);
}
