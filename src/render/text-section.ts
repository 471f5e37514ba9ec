import { type EntryView, stepText, tagText, untold } from './entry.ts';
import type { Paint } from './text-paint.ts';
import type { SectionView } from './view.ts';
import { displayWidth, padEnd, padStart } from './width.ts';
import { COMMA, SEMICOLON, wrap, wrapItems } from './wrap.ts';

const TITLE_INDENT = '  ';
const BODY_INDENT = '    ';
/** A right margin that is wider leaves too little room for titles. */
const WIDEST_MARGIN = 26;

export type TextLayout = { readonly width: number; readonly why: boolean; readonly paint: Paint };

/** The right margin of a section: revision and patches of each entry, one under the other. */
type Margin = { readonly revision: number; readonly patches: number };

function marginOf(section: SectionView): Margin | null {
  if (section.id === 'milestones') return null;
  const widest = (words: (string | null)[]) => Math.max(0, ...words.map((word) => displayWidth(word ?? '')));
  const revision = widest(section.entries.map((entry) => entry.revision));
  const patches = widest(section.entries.map((entry) => entry.patches));
  const total = revision + patches + 6;
  return total > WIDEST_MARGIN || revision + patches === 0 ? null : { revision, patches };
}

function titleLines(entry: EntryView, margin: Margin | null, { width, paint }: TextLayout): string[] {
  if (margin === null) {
    return wrap(entry.title, width - 2).map((line) => TITLE_INDENT + paint.strong(line));
  }
  const gap = margin.revision === 0 ? '' : '   ';
  const right = `   ${padEnd(entry.revision ?? '', margin.revision)}${gap}${padStart(entry.patches ?? '', margin.patches)}`;
  const room = width - 2 - displayWidth(right);
  return wrap(entry.title, room).map((line, at) =>
    at > 0 || right.trim() === ''
      ? TITLE_INDENT + paint.strong(line)
      : `${TITLE_INDENT}${paint.strong(line)}${' '.repeat(room - displayWidth(line))}${right.trimEnd()}`,
  );
}

function factsOf(entry: EntryView, margin: Margin | null): string[] {
  return [
    entry.byline,
    margin === null ? untold(entry, entry.revision) : null,
    margin === null ? entry.patches : null,
    entry.missing,
    entry.resend ? 'resend' : null,
    entry.area,
    entry.diff,
    entry.change,
    entry.replies,
    untold(entry, entry.state),
  ].filter((fact) => fact !== null);
}

function addressLines(entry: EntryView, width: number): string[] {
  return entry.url === null ? wrap(entry.address, width) : [entry.url];
}

function entryLines(entry: EntryView, margin: Margin | null, layout: TextLayout): string[] {
  const { width, why, paint } = layout;
  const room = width - BODY_INDENT.length;
  const body = [
    ...wrapItems(entry.steps.map(stepText), room, COMMA),
    ...wrapItems(factsOf(entry, margin), room),
    ...wrapItems(entry.tags.map(tagText), room, SEMICOLON),
    ...addressLines(entry, room).map(paint.dim),
    ...(why ? entry.evidence.flatMap((line) => whyLines(line, room)).map(paint.dim) : []),
  ];
  return [...titleLines(entry, margin, layout), ...body.map((line) => BODY_INDENT + line)];
}

function whyLines(evidence: string, room: number): string[] {
  return wrap(evidence, room - 5).map((line, at) => (at === 0 ? `why: ${line}` : `     ${line}`));
}

/** One section: its title in capitals, its entries with a blank line between them, and what was left out. */
export function textSection(section: SectionView, layout: TextLayout): string[] {
  const margin = marginOf(section);
  const heading = wrap(section.title.toUpperCase(), layout.width).map(layout.paint.heading);
  const entries = section.entries.map((entry) => entryLines(entry, margin, layout));
  const more = section.more === null ? [] : [moreLines(section, section.more, layout)];
  const blocks = [...entries, ...more].flatMap((lines, at) => (at === 0 ? lines : ['', ...lines]));
  return [...heading, ...blocks];
}

function moreLines(section: SectionView, more: string, { paint }: TextLayout): string[] {
  return [`  ${more}`, ...(section.moreUrl === null ? [] : [BODY_INDENT + paint.dim(section.moreUrl)])];
}
