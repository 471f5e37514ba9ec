import { figure } from '../compose/figure.ts';
import type { ToldRelease } from '../compose/world-entries.ts';
import type { Release } from '../item/release.ts';
import { itemDate } from '../item/subject.ts';
import { bound } from './bound.ts';
import type { Card } from './card.ts';
import { count } from './facts.ts';
import { cardOfItem, step } from './item-card.ts';
import { inOrder } from './order.ts';

const MAX_SUBJECTS = 3;

/** The card of a release; `topic` in a word: "Rust". */
export function cardOfRelease({ known, about }: ToldRelease, topic: string): Card {
  const { url = '', log, code, moniker, eol } = known.item;
  const shown = about.slice(0, MAX_SUBJECTS).map((subject) => bound(subject));
  const more = about.length - shown.length;
  return {
    ...cardOfItem(known, url),
    kind: 'release',
    author: { name: 'kernel.org', email: '' },
    areas: [bound(moniker)],
    state: eol ? 'end of life' : '',
    facts: [
      ...(log ? [`${figure(log.about.length)} of ${figure(log.commits)} commits about ${topic}`] : []),
      ...(code ? [codeWords(code, topic)] : []),
      ...shown,
      ...(more > 0 ? [`and ${figure(more)} more`] : []),
    ],
    steps: inOrder([step('released', 'released', 'released', itemDate(known), url)]),
  };
}

/** "482 files, 98,213 lines of Rust". */
function codeWords({ files, lines }: NonNullable<Release['code']>, topic: string): string {
  const size = lines === undefined ? '' : `, ${count(lines, 'line', 'lines')}`;
  return `${count(files, 'file', 'files')}${size} of ${topic}`;
}
