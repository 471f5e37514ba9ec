import type { Card, CardStep } from '../../../domain/card/card.ts';
import { cardSubject } from '../../../render/card-subject.ts';
import { type CardStepView, type CardView, titleOf, viewCard, viewStep } from '../../../render/card-view.ts';
import { webAddress } from '../../../render/clean.ts';
import { tagText } from '../../../render/entry.ts';
import { milestoneWords } from '../../words.ts';
import { isFollowable, row, subjectButtons } from './button.ts';
import { code, dotted, link, strong, words } from './escape.ts';
import { context, fallback, type KnownBlock, MOST, type SlackMessage, section } from './message.ts';
import { signOf, withSign } from './sign.ts';

const TITLE = 500;
const PHRASE = 240;
const FALLBACK = 600;
/** The first one, and the newest. */
const STEPS_SHOWN = 5;
const TAGS_SHOWN = 4;
const FACTS_SHOWN = 6;

/** A card as it stands now: the post, and each edit of it. Same card, same message, to the byte. */
export function renderCardPost(card: Card): SlackMessage {
  const { url } = viewCard(card);
  const open = url === null ? [] : [{ label: 'Open', url }];
  const buttons = row([...subjectButtons(card.id, isFollowable(card)), ...open]);
  return { text: cardText(card), blocks: [...cardBlocks(card, false), ...buttons] };
}

/** A card without its buttons. `why`: with its evidence. */
export function cardBlocks(card: Card, why: boolean): KnownBlock[] {
  const view = viewCard(card);
  return [
    section(fitted(headLines(view), MOST.section)),
    ...small([dotted([words(view.byline, PHRASE), ...facts(view)]), ...tags(view)]),
    ...small(history(view.steps)),
    ...small(view.press.map(({ text, url }) => `\u{1f4f0} ${link(text, url, PHRASE)}`)),
    ...(why ? small(view.evidence.map((line) => `why: ${words(line, PHRASE)}`)) : []),
  ];
}

/** What happened to a card that stands already. `isAlone`: it is not said in the card's thread. */
export function renderLinePost(card: Card, step: CardStep, isAlone = false): SlackMessage {
  const { word, text, day, url } = viewStep(step, '');
  const told = dotted([`${signOf(word)} ${strong(link(text, url, PHRASE))}`, words(day, PHRASE)]);
  const about = isAlone ? [link(titleOf(card), webAddress(card.url), TITLE)] : [];
  return {
    text: fallback(dotted([words(text, PHRASE), words(titleOf(card), PHRASE)])),
    blocks: [section([told, ...about].join('\n'))],
  };
}

function cardText(card: Card): string {
  return fallback(words(cardSubject(card), FALLBACK));
}

function headLines(view: CardView): string[] {
  const address = view.url === null ? [words(view.address, PHRASE)] : [];
  const standing = [
    withSign(words(view.state, PHRASE)),
    code(view.revision, PHRASE),
    words(view.kind, PHRASE),
    words(view.areas, PHRASE),
  ];
  return [
    strong(link(view.title, view.url, TITLE)),
    dotted(standing),
    ...view.milestones.map(
      ({ title, isMajor }) =>
        `${signOf('milestone')} ${strong(isMajor ? 'Major milestone' : 'Milestone')}: ${words(milestoneWords(title, view.title), PHRASE)}`,
    ),
    ...address,
  ];
}

function facts({ facts: all }: CardView): string[] {
  return all.slice(0, FACTS_SHOWN).map((fact) => words(fact, PHRASE));
}

function tags({ tags: all }: CardView): string[] {
  return all.slice(0, TAGS_SHOWN).map((tag) => words(tagText(tag), PHRASE));
}

/** A card of one step says with its first line all that it has to say. */
function history(steps: readonly CardStepView[]): string[] {
  if (steps.length < 2) return [];
  const lines = steps.map((step) => `${words(step.day, 40)} ${link(step.text, step.url, PHRASE)}`.trim());
  // A line that says that one is missing is no shorter than that one.
  if (lines.length <= STEPS_SHOWN + 1) return lines;
  const newest = lines.slice(-(STEPS_SHOWN - 1));
  return [...lines.slice(0, 1), `… ${lines.length - STEPS_SHOWN} more`, ...newest];
}

function small(lines: readonly string[]): KnownBlock[] {
  const text = fitted(lines, MOST.context);
  return text === '' ? [] : [context(text)];
}

/** As many whole lines as there is room for; each of them is bounded. */
function fitted(lines: readonly string[], most: number): string {
  let text = '';
  for (const line of lines.filter((each) => each !== '')) {
    const joined = text === '' ? line : `${text}\n${line}`;
    if (joined.length > most) break;
    text = joined;
  }
  return text;
}
