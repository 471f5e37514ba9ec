// What a reader is shown, in clean and bounded words; the formats only lay it out and escape it.
import type { Digest, DigestNumber, DigestSection, SectionId } from '../domain/digest.ts';
import { type ChartView, viewChart } from './chart.ts';
import { cleanLine, webAddress } from './clean.ts';
import { type EntryView, viewEntry } from './entry.ts';
import { countOf, formatCount, formatPercent, listNames } from './phrases.ts';
import { truncate } from './width.ts';

const SENTENCE_COLUMNS = 400;
const LABEL_COLUMNS = 60;
const LISTS_SHOWN = 6;

export type SectionView = {
  readonly id: SectionId;
  readonly title: string;
  readonly total: number;
  readonly entries: readonly EntryView[];
  /** "and 14 more", or null. */
  readonly more: string | null;
  readonly moreUrl: string | null;
};

/** A row of the numbers: its label, then one figure for each column. */
export type NumberRow = { readonly label: string; readonly cells: readonly string[] };

export type DigestView = {
  readonly topic: string;
  readonly periodName: string;
  /** The period with its zone: "Wed 1 Apr - Wed 8 Apr 2026, UTC". */
  readonly period: string;
  readonly headline: string;
  /** The sentences after the headline, as one paragraph; '' where there is none. */
  readonly lead: string;
  readonly sections: readonly SectionView[];
  /** What stands in the place of the sections where there is none. */
  readonly emptiness: string | null;
  readonly columns: readonly string[];
  readonly numbers: readonly NumberRow[];
  readonly chart: ChartView | null;
  readonly notes: readonly string[];
  /** What it was made from: the mails read, the lists, the filter. */
  readonly colophon: readonly string[];
};

function sentence(value: string): string {
  return truncate(cleanLine(value), SENTENCE_COLUMNS);
}

function label(value: string): string {
  return truncate(cleanLine(value), LABEL_COLUMNS);
}

function viewSection(section: DigestSection, year: string): SectionView {
  return {
    id: section.id,
    title: label(section.title),
    total: section.entries.length + section.more,
    entries: section.entries.map((entry) => viewEntry(entry, year)),
    more: section.more > 0 ? `and ${formatCount(section.more)} more` : null,
    moreUrl: webAddress(section.moreUrl),
  };
}

function viewNumber(row: DigestNumber): NumberRow {
  const format = row.unit === 'percent' ? formatPercent : formatCount;
  return { label: label(row.label), cells: [row.now, row.before, row.yearAgo].map(format) };
}

function colophon(digest: Digest): string[] {
  const lists = listNames(digest.lists, LISTS_SHOWN);
  const read = `Made from ${countOf(digest.mailsRead, 'mail', 'mails')}${lists === '' ? '' : ` on ${lists}`}.`;
  return digest.filter === null ? [read] : [read, `Filter: ${sentence(digest.filter)}`];
}

/** The digest in the words that every format shows. */
export function viewDigest(digest: Digest): DigestView {
  const year = digest.until.slice(0, 4);
  const [headline = '', ...rest] = digest.headline.map(sentence).filter((each) => each !== '');
  const sections = digest.sections
    .filter((section) => section.entries.length > 0 || section.more > 0)
    .map((section) => viewSection(section, year));
  return {
    topic: label(digest.topic),
    periodName: label(digest.periodName),
    period: [label(digest.periodLabel), label(digest.zone)].filter((part) => part !== '').join(', '),
    headline: headline === '' ? label(digest.periodName) : headline,
    lead: rest.join(' '),
    sections,
    emptiness: sections.length === 0 ? 'Nothing to list in this period.' : null,
    columns: digest.numberColumns.map(label),
    numbers: digest.numbers.map(viewNumber),
    chart: digest.chart === null ? null : viewChart(digest.chart, year),
    notes: digest.notes.map(sentence).filter((note) => note !== ''),
    colophon: colophon(digest),
  };
}
