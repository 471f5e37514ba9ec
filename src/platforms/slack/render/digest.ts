import type { Digest, DigestEntry } from '../../../domain/digest.ts';
import { type DigestView, type SectionView, viewDigest } from '../../../render/view.ts';
import { row, subjectButtons } from './button.ts';
import { entryLine, entryStory } from './digest-entry.ts';
import { chartLine, chartWords, numbersLine, numbersTable } from './digest-numbers.ts';
import { code, dotted, link, plain, strong, words } from './escape.ts';
import {
  context,
  fallback,
  header,
  image,
  type KnownBlock,
  MOST,
  type SlackMessage,
  type SlackPicture,
  section,
  sizeOf,
} from './message.ts';
import { type Chapter, type LeftOut, pack, type Room } from './pack.ts';

export type DigestOptions = {
  /** Where all of it can be seen. */
  readonly url: string | undefined;
  /** Of the chart, where it could be uploaded; else it is a row of text. */
  readonly picture?: SlackPicture | undefined;
  /** As people write it: "weekly MON 09:00 Europe/Berlin"; '' where it comes by no cadence. */
  readonly cadence: string;
  /** In normal form; '' = everything. */
  readonly filter: string;
  /** How many messages at most: 4 unless told. */
  readonly parts?: number | undefined;
  /** Characters of a message, 12,000 unless told; not below 9,000. */
  readonly budget?: number | undefined;
};

const PARTS = 4;
const PHRASE = 300;
const NOTES_SHOWN = 3;
/** With a section and buttons of its own. */
const MILESTONES_SHOWN = 5;
const MILESTONES_SIZE = 4500;
/** For what is told below the lines: how much there is besides, and that there is a thread. */
const REST = { blocks: 2, size: 1600 };

/**
 * A digest as messages: the first is the head, the others are replies in its thread, in their order. What finds no room
 * is counted, with the way to all of it.
 */
export function renderDigestPosts(digest: Digest, options: DigestOptions): readonly SlackMessage[] {
  const view = viewDigest(digest);
  const room = options.budget ?? MOST.message;
  const [begin, end] = [opening(view), closing(view, options)];
  const taken = sizeOf(begin) + closingSize(view, options);
  const forMilestones = Math.min(MILESTONES_SIZE, room - taken - REST.size);
  const { shown, chapters } = arrange(digest, view, { url: options.url, size: forMilestones });
  const top = [...begin, ...shown];
  const { parts, left } = pack(
    chapters,
    roomsFor(top.length + end.length, taken + sizeOf(shown), room, options.parts ?? PARTS),
  );
  const last = parts.findLastIndex((blocks) => blocks.length > 0);
  const rest = restOf(left, options.url);
  const withRest = parts
    .slice(0, last + 1)
    .map((blocks, at) => (at === last ? [...blocks, ...rest] : blocks));
  const [first = rest, ...others] = withRest;
  const empty = view.emptiness === null ? [] : [section(words(view.emptiness, PHRASE))];
  return [
    {
      text: fallback(headText(view)),
      blocks: [...top, ...empty, ...first, ...thread(others.length), ...end],
    },
    ...others.map((blocks, at) => ({ text: fallback(partText(view, at + 2, others.length + 1)), blocks })),
  ];
}

function headText({ topic, periodName, headline }: DigestView): string {
  return words(`${[topic, periodName].filter((part) => part !== '').join(', ')}: ${headline}`, 1000);
}

function partText({ topic, periodName }: DigestView, at: number, of: number): string {
  return words(
    `${[topic, periodName].filter((part) => part !== '').join(', ')}, part ${at} of ${of}`,
    PHRASE,
  );
}

function opening(view: DigestView): KnownBlock[] {
  const { headline, lead } = view;
  // A header that is cut is told in full below it.
  const isCut = plain(headline, MOST.header) !== headline;
  const told = [...(isCut ? [strong(words(headline, 600))] : []), words(lead, 900)].filter(
    (line) => line !== '',
  );
  const line = dotted([words(view.topic, 120), words(view.periodName, 120), words(view.period, 200)]);
  const small = [line, numbersLine(view)].filter((each) => each !== '').join('\n');
  return [
    header(plain(headline, MOST.header) === '' ? 'Digest' : headline.replace(/\.$/, '')),
    ...(small === '' ? [] : [context(small)]),
    ...(told.length === 0 ? [] : [section(told.join('\n'))]),
  ];
}

type Arranged = { readonly shown: readonly KnownBlock[]; readonly chapters: readonly Chapter[] };

type Limits = { readonly url: string | undefined; readonly size: number };

/** Milestones with buttons as far as there is room; all the rest as lines. */
function arrange(digest: Digest, view: DigestView, limits: Limits): Arranged {
  const told = digest.sections.filter(({ entries, more }) => entries.length > 0 || more > 0);
  const at = view.sections.findIndex(({ id }) => id === 'milestones');
  const found = view.sections[at];
  const { blocks, count } = found
    ? milestones(found, told[at]?.entries ?? [], limits.size)
    : { blocks: [], count: 0 };
  const chapters = view.sections.map((each) => chapterOf(each, each === found ? count : 0, limits.url));
  return {
    shown: blocks,
    chapters: chapters.filter(({ lines, moreLine }) => lines.length > 0 || moreLine !== ''),
  };
}

function milestones(
  { entries, title }: SectionView,
  asked: readonly DigestEntry[],
  size: number,
): { readonly blocks: readonly KnownBlock[]; readonly count: number } {
  let blocks: readonly KnownBlock[] = [];
  let count = 0;
  for (const entry of entries.slice(0, MILESTONES_SHOWN)) {
    const of = asked[count];
    const name = count === 0 ? `${chapterTitle(title)}\n` : '';
    const buttons = of === undefined ? [] : row(subjectButtons(of.id, of.series !== null));
    const more = [...blocks, section(name + storyWithin(entry, MOST.section - 200)), ...buttons];
    if (sizeOf(more) > size) break;
    blocks = more;
    count++;
  }
  return { blocks, count };
}

/** As many of its lines as there is room for; the first one always has it. */
function storyWithin(entry: SectionView['entries'][number], most: number): string {
  const lines = entryStory(entry).split('\n');
  while (lines.length > 1 && lines.join('\n').length > most) lines.pop();
  return lines.join('\n');
}

function chapterOf(
  { title, entries, more, moreUrl, total }: SectionView,
  skipped: number,
  url: string | undefined,
): Chapter {
  return {
    title: chapterTitle(title),
    heading: skipped === 0 ? chapterTitle(title) : strong(words(`More ${title.toLowerCase()}`, 120)),
    lines: entries.slice(skipped).map(entryLine),
    more: total - entries.length,
    moreLine: more === null ? '' : link(more, moreUrl ?? url ?? null, PHRASE),
  };
}

function chapterTitle(title: string): string {
  return strong(words(title, 120)) || strong('More');
}

function closing(view: DigestView, options: DigestOptions): KnownBlock[] {
  const table = numbersTable(view);
  const notes = view.notes.slice(0, NOTES_SHOWN).map((note) => `\u26a0\ufe0f ${words(note, PHRASE)}`);
  return [
    ...(table === '' ? [] : [section(`${strong('Numbers')}\n${table}`)]),
    ...chartOf(view, options.picture),
    ...(notes.length === 0 ? [] : [context(notes.join('\n'))]),
    context(footer(view, options)),
  ];
}

/** With a picture or without: what stands in which part must not hang on whether the upload worked this time. */
function closingSize(view: DigestView, options: DigestOptions): number {
  const picture = { id: 'F'.repeat(20), alt: '' };
  return Math.max(
    sizeOf(closing(view, { ...options, picture })),
    sizeOf(closing(view, { ...options, picture: undefined })),
  );
}

function chartOf({ chart }: DigestView, picture: SlackPicture | undefined): KnownBlock[] {
  if (chart === null) return [];
  return [picture === undefined ? context(chartLine(chart)) : image({ ...picture, alt: chartWords(chart) })];
}

function footer({ colophon: [made = ''] }: DigestView, { url, cadence, filter }: DigestOptions): string {
  const page = url === undefined ? '' : link('Open on the web', url, PHRASE);
  const what = filter === '' ? 'everything' : code(filter, 300);
  const change = cadence === '' ? '' : `change it: ${code('/lorewatch subscriptions', 80)}`;
  const lines = [words(made, 400), dotted([page, what, words(cadence, 200), change])];
  return lines.filter((line) => line !== '').join('\n');
}

function thread(others: number): KnownBlock[] {
  return others === 0 ? [] : [context('\u{1f9f5} The rest of it is in the thread.')];
}

/** The head has room beside what stands in it anyway: so many blocks, of that size. */
function roomsFor(blocks: number, taken: number, size: number, parts: number): Room[] {
  const part = { blocks: MOST.blocks - REST.blocks, size: size - REST.size };
  const head = { blocks: part.blocks - blocks, size: part.size - taken };
  return [head, ...Array.from({ length: parts - 1 }, () => part)];
}

/** "and 14 more in Landed", of all that found no room. */
function restOf(left: LeftOut, url: string | undefined): KnownBlock[] {
  const told = left.filter(({ count }) => count > 0);
  if (told.length === 0) return [];
  const each = told.map(({ title, count }) => `and ${count} more in ${title}`).join(', ');
  const sum = told.reduce((all, { count }) => all + count, 0);
  const line = each.length <= 700 ? each : `and ${sum} more`;
  return [context(url === undefined ? line : dotted([line, link('all of it', url, PHRASE)]))];
}
