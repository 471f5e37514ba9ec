import { type EntryView, stepText, tagText } from '../../../render/entry.ts';
import { code, dotted, link, strong, words } from './escape.ts';
import { withSign } from './sign.ts';

const TITLE = 400;
const PHRASE = 160;
const TAGS_SHOWN = 3;

/** An entry on one line: what, how far, who, where. */
export function entryLine(entry: EntryView): string {
  return `• ${dotted([revised(link(entry.title, entry.url, TITLE), entry), state(entry), words(entry.byline, PHRASE), words(entry.area, PHRASE)])}`;
}

/** The same with what went before it, who vouched for it and how it came about: for what must be known. */
export function entryStory(entry: EntryView): string {
  const facts = [entry.byline, entry.patches, entry.missing, entry.area, entry.replies];
  const steps = entry.steps.map((step) => link(stepText(step), step.url, PHRASE));
  const lines = [
    revised(strong(link(entry.title, entry.url, TITLE)), entry),
    dotted([state(entry), ...facts.map((fact) => words(fact ?? '', PHRASE))]),
    steps.join(' → '),
    dotted(entry.tags.slice(0, TAGS_SHOWN).map((tag) => words(tagText(tag), PHRASE))),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

function revised(title: string, entry: EntryView): string {
  const revision = code(entry.revision ?? '', PHRASE);
  return revision === '' ? title : `${title} ${revision}`;
}

/** What became of it, else what changed. */
function state({ state: now, change }: EntryView): string {
  return now === null ? words(change?.replace(' -> ', ' → ') ?? '', PHRASE) : withSign(words(now, PHRASE));
}
