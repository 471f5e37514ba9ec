import type { APIEmbed } from 'discord.js';
import type { SectionId } from '../../../domain/digest.ts';
import { type EntryView, stepText, tagText, untold } from '../../../render/entry.ts';
import type { SectionView } from '../../../render/view.ts';
import { truncate } from '../../../render/width.ts';
import { COLORS } from './color.ts';
import { escapeClean, escapeText } from './escape.ts';
import { escapeWithin, linkText } from './link.ts';

/** Of an embed's description; somewhat less than Discord takes, so that two of them fit into a message. */
const DESCRIPTION = 2900;
const TITLE_COLUMNS = 110;
const LINE = 900;
const FACTS = 250;
const TAGS = 240;

const SECTION_COLORS: ReadonlyMap<SectionId, number> = new Map<SectionId, number>([
  ['milestones', COLORS.milestone],
  ['landed', COLORS.done],
  ['ready', COLORS.reviewed],
  ['new-series', COLORS.new],
  ['new-revisions', COLORS.new],
  ['security', COLORS.alarm],
  ['releases', COLORS.done],
]);

/** A section as embeds, an entry a line; in several where one has no room for it. `rest`: where all of it is. */
export function sectionEmbeds(section: SectionView, rest: string | null): APIEmbed[] {
  const isMilestones = section.id === 'milestones';
  const lines = section.entries.map((entry) => entryLine(entry, isMilestones));
  const more = section.more === null ? [] : [moreLine(section.more, section.moreUrl ?? rest)];
  const pages = paginate([...lines, ...more], DESCRIPTION);
  const title = `${section.title === '' ? 'More' : section.title} (${section.total})`;
  return pages.map((description, at) => ({
    ...(at === 0 ? { title: escapeWithin(title, 200) } : {}),
    description,
    color: SECTION_COLORS.get(section.id) ?? COLORS.quiet,
  }));
}

function moreLine(words: string, url: string | null): string {
  return `-# ${linkText(words, url, LINE)}`;
}

/** What it is, how far it got, of whom; a milestone says below it how it came about. */
function entryLine(entry: EntryView, isMilestone: boolean): string {
  const title = linkText(truncate(entry.title, TITLE_COLUMNS), entry.url, LINE);
  const standing = [
    untold(entry, entry.revision),
    entry.resend ? 'resend' : null,
    untold(entry, entry.state),
  ];
  const size = [entry.patches, entry.missing];
  const steps = entry.steps.slice(-2).map(stepText).join(', ');
  const change = entry.change?.replace(' -> ', ' → ') ?? null;
  if (!isMilestone)
    return `- ${title}${behind([...standing, ...size, entry.byline, change, entry.replies, steps])}`;
  const tags = entry.tags.map(tagText).join('; ');
  const below = [entry.byline, entry.area, ...size, change, entry.replies];
  return [`- **${title}**${behind([...standing, steps])}`, dotted(below, FACTS), dotted([tags], TAGS)]
    .filter((line) => line !== '')
    .join('\n  ');
}

function behind(facts: readonly (string | null)[]): string {
  const told = dotted(facts, FACTS);
  return told === '' ? '' : ` · ${told}`;
}

function dotted(facts: readonly (string | null)[], most: number): string {
  return escapeWithin(facts.filter((fact) => fact !== null && fact !== '').join(' · '), most);
}

/** Whole lines on pages of at most so many UTF-16 units. */
function paginate(lines: readonly string[], most: number): string[] {
  const pages: string[] = [];
  let page = '';
  for (const line of lines) {
    const longer = page === '' ? line : `${page}\n${line}`;
    if (longer.length <= most) page = longer;
    else {
      if (page !== '') pages.push(page);
      page = line;
    }
  }
  return page === '' ? pages : [...pages, page];
}

/** The notes a reader must know of, and what it was made from. */
export function notesEmbed(notes: readonly string[]): APIEmbed[] {
  const lines = notes.map((note) => `- ${escapeClean(note)}`);
  const [description] = paginate(lines, DESCRIPTION);
  return description === undefined
    ? []
    : [{ title: escapeText('Please note'), description, color: COLORS.doubt }];
}
