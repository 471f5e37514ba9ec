// What a reader of a card is shown, in clean and bounded words; the formats only lay it out and escape it.
import { displayName } from '../domain/address.ts';
import type { Card, CardKind, CardStep, StepWord } from '../domain/card/card.ts';
import { stateWords } from '../domain/card/state.ts';
import { cleanLine, webAddress } from './clean.ts';
import type { TagView } from './entry.ts';
import { formatDay, formatName, listNames } from './phrases.ts';
import { truncate } from './width.ts';

const TITLE_COLUMNS = 200;
const PHRASE_COLUMNS = 160;
const AREAS_SHOWN = 3;
const NAMES_SHOWN = 4;
const MILESTONES_SHOWN = 4;
const FACTS_SHOWN = 8;
const PRESS_SHOWN = 4;
const EVIDENCE_SHOWN = 4;
/** What is longer is not even cleaned: no card is made of so much. */
const LONGEST = 2000;
/** As `Date` writes it. */
const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-\d{2}T/;

/** What a milestone's step says where the title says the rest. */
const ABOVE = /^Milestone(?: proposed)?$/;

const KIND_WORDS: Readonly<Record<CardKind, string>> = {
  series: 'Patch set',
  pull: 'Pull request',
  talk: 'Discussion',
  release: 'Release',
  advisory: 'Security advisory',
  story: 'In the press',
  commit: 'Commit',
};

export type CardStepView = {
  readonly word: StepWord;
  readonly text: string;
  /** "5 Apr", and "5 Apr 2025" where the year is another one than that of the newest step. */
  readonly day: string;
  readonly url: string | null;
};

export type CardView = {
  readonly kind: string;
  readonly title: string;
  readonly url: string | null;
  /** The address as text: shown where it is no link. */
  readonly address: string;
  /** The author and the day it began: "Ada Holm, 2 Apr 2026". */
  readonly byline: string;
  /** "v4", "v2 rfc"; '' for the first revision and what has none. */
  readonly revision: string;
  readonly state: string;
  readonly areas: string;
  readonly facts: readonly string[];
  readonly tags: readonly TagView[];
  readonly milestones: readonly { readonly title: string; readonly isMajor: boolean }[];
  readonly steps: readonly CardStepView[];
  readonly press: readonly { readonly text: string; readonly url: string | null }[];
  readonly evidence: readonly string[];
};

/** A stranger's words on one line, in at most so many columns. */
export function shown(text: string, columns = PHRASE_COLUMNS): string {
  return truncate(cleanLine(cut(text)), columns);
}

/** "5 Apr 2026", "5 Apr" where the year is the expected one; '' where it is no date. */
export function dayOf(iso: string, expectedYear: string): string {
  return DATE.test(iso) ? formatDay(iso, expectedYear) : '';
}

function nameOf(name: string): string {
  return formatName(cut(name));
}

function cut(text: string): string {
  return text.slice(0, LONGEST);
}

/** The card in the words that every format shows. */
export function viewCard(card: Card): CardView {
  const year = (card.steps.at(-1)?.date ?? card.date).slice(0, 4);
  const author = nameOf(displayName(card.author)) || 'unknown';
  const revision = shown(card.revision);
  const state = shown(stateWords(card));
  return {
    kind: KIND_WORDS[card.kind],
    title: titleOf(card),
    url: webAddress(card.url),
    address: shown(card.url, TITLE_COLUMNS),
    byline: [author, dayOf(card.date, '')].filter((word) => word !== '').join(', '),
    revision: revision === 'v1' ? '' : revision,
    state,
    areas: listNames(card.areas.map(cut), AREAS_SHOWN),
    facts: card.facts
      .slice(0, FACTS_SHOWN)
      .map((fact) => shown(fact))
      .filter((fact) => fact !== '' && fact !== state),
    tags: card.tags.map(viewTag).filter(({ name, count }) => name !== '' && count > 0),
    milestones: card.milestones
      .slice(0, MILESTONES_SHOWN)
      .map(({ title, significance }) => ({ title: shown(title), isMajor: significance === 'major' })),
    steps: toldSteps(card)
      .map((step) => viewStep(step, year))
      .filter(({ text }) => text !== ''),
    press: card.press.slice(0, PRESS_SHOWN).map(({ source, title, url }) => ({
      text: `${nameOf(source)}: ${shown(title)}`,
      url: webAddress(url),
    })),
    evidence: card.evidence.slice(0, EVIDENCE_SHOWN).map(evidenceLine),
  };
}

/** That a milestone is there stands above already, and what the set's own steps tell is not told again. */
function toldSteps({ kind, steps, milestones }: Card): CardStep[] {
  // Of a story they are the press.
  if (kind === 'story') return [];
  return steps.flatMap((step) => {
    if (step.word !== 'milestone') return [step];
    const named = milestones.find(({ title }) => step.text.endsWith(`: ${title}`));
    if (named === undefined) return [step];
    const text = step.text.slice(0, -named.title.length - 2);
    return step.line && !ABOVE.test(text) ? [{ ...step, text }] : [];
  });
}

export function titleOf({ title }: Pick<Card, 'title'>): string {
  return shown(title, TITLE_COLUMNS) || '(no subject)';
}

/** `year`: the one that need not be told; '' where it must be. */
export function viewStep({ word, text, date, url }: CardStep, year: string): CardStepView {
  return { word, text: shown(text), day: dayOf(date, year), url: webAddress(url) };
}

function evidenceLine({ rule, where, text }: Card['evidence'][number]): string {
  const words = shown(text);
  return `${shown(rule)}, in ${shown(where)}${words === '' ? '' : `: ${words}`}`;
}

function viewTag({ name, by }: Card['tags'][number]): TagView {
  return { name: nameOf(name), count: by.length, by: listNames(by.map(cut), NAMES_SHOWN) };
}
