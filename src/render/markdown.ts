import type { Digest } from '../domain/digest.ts';
import type { ChartView } from './chart.ts';
import { type EntryView, type StepView, tagText, untold } from './entry.ts';
import { escapeMarkdown, markdownLink } from './markdown-escape.ts';
import type { RenderOptions } from './options.ts';
import { chartBlocks } from './text-numbers.ts';
import { type DigestView, type SectionView, viewDigest } from './view.ts';

/** A line break within a paragraph that shows in the source, too. */
const BREAK = '\\\n  ';

function bold(escaped: string): string {
  return `**${escaped}**`;
}

function steps(entry: EntryView): string[] {
  const shown = entry.steps.map((step: StepView) =>
    step.day === ''
      ? escapeMarkdown(step.what)
      : `${markdownLink(step.what, step.url)} ${escapeMarkdown(step.day)}`,
  );
  return shown.length > 0 ? [shown.join(' → ')] : [];
}

function entryLines(entry: EntryView, why: boolean): string[] {
  const state = untold(entry, entry.state);
  const aside = [entry.revision, entry.patches, entry.missing, entry.resend ? 'resend' : null].filter(
    (fact) => fact !== null,
  );
  const change = entry.change?.replace(' -> ', ' → ') ?? null;
  const facts = [entry.byline, entry.area, entry.diff, change, entry.replies].filter((fact) => fact !== null);
  const title = [bold(markdownLink(entry.title, entry.url)), ...aside.map(escapeMarkdown)].join(' · ');
  return [
    state === null ? title : `${title} · ${bold(escapeMarkdown(state))}`,
    escapeMarkdown(facts.join(' · ')),
    ...entry.tags.map(tagText).map(escapeMarkdown),
    ...steps(entry),
    ...(entry.url === null && entry.address !== '' ? [escapeMarkdown(entry.address)] : []),
    ...(why ? entry.evidence.map((line) => `why: ${escapeMarkdown(line)}`) : []),
  ];
}

function sectionBlock(section: SectionView, why: boolean): string {
  const entries = section.entries.map((entry) => `- ${entryLines(entry, why).join(BREAK)}`);
  const more = section.more === null ? [] : [`- ${markdownLink(section.more, section.moreUrl)}`];
  return `## ${escapeMarkdown(section.title)}\n\n${[...entries, ...more].join('\n')}`;
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function numbersBlock(view: DigestView): string[] {
  if (view.numbers.length === 0) return [];
  const table = [
    tableRow(['', ...view.columns.map(escapeMarkdown)]),
    tableRow([':--', ...view.columns.map(() => '--:')]),
    ...view.numbers.map((row) => tableRow([escapeMarkdown(row.label), ...row.cells])),
  ];
  return [`## Numbers\n\n${table.join('\n')}`];
}

function chartBlock(chart: ChartView): string {
  const legend = `${chart.first} to ${chart.last}; most ${chart.most}, last ${chart.latest}`;
  return `${escapeMarkdown(chart.label)}: \`${chartBlocks(chart.bars)}\` (${escapeMarkdown(legend)})`;
}

/** The digest as GitHub flavoured Markdown in which nothing a stranger wrote is more than text. */
export function renderMarkdown(digest: Digest, options: RenderOptions = {}): string {
  const view = viewDigest(digest);
  const period = [view.topic, view.periodName, view.period].map(escapeMarkdown).join(' · ');
  const notes = view.notes.map((note) => `> - ${escapeMarkdown(note)}`);
  const blocks = [
    `# ${escapeMarkdown(view.headline)}`,
    ...(view.lead === '' ? [] : [escapeMarkdown(view.lead)]),
    period,
    ...view.sections.map((section) => sectionBlock(section, options.why ?? false)),
    ...(view.emptiness === null ? [] : [escapeMarkdown(view.emptiness)]),
    ...numbersBlock(view),
    ...(view.chart === null ? [] : [chartBlock(view.chart)]),
    ...(notes.length === 0 ? [] : [[`> ${bold('Please note')}`, '>', ...notes].join('\n')]),
    `---\n\n${view.colophon.map(escapeMarkdown).join('\\\n')}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}
