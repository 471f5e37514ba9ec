import type { Answer, AnswerButton, AnswerEntry, AnswerPart, Line } from '../../../domain/answer/answer.ts';
import type { Ask } from '../../../domain/answer/ask.ts';
import { webAddress } from '../../../render/clean.ts';
import { chartStats } from '../../../render/stats-chart.ts';
import { chartBlocks } from '../../../render/text-numbers.ts';
import { aside, row, type SlackButton } from './button.ts';
import { cardBlocks } from './card.ts';
import { renderDigestPosts } from './digest.ts';
import { code, preformatted, strong, words } from './escape.ts';
import { context, image, type KnownBlock, type SlackPicture, section, sections } from './message.ts';
import { lineText } from './span.ts';

export type AnswerOptions = {
  /** The value of a button that asks this; undefined: it is left out. */
  readonly code: (ask: Ask) => string | undefined;
  /** Of the chart. */
  readonly picture?: SlackPicture | undefined;
  /** Everybody sees it, also who did not ask: it says what was asked. */
  readonly isShared?: boolean | undefined;
};

const PREFORMATTED = 2900;
const PHRASE = 300;
const MONTHS_SHOWN = 36;

/** Blocks that stay together: an entry with its buttons. */
export type Group = readonly KnownBlock[];

/** A part of an answer as groups; what does not fit is left out group by group. `size`: characters it may take. */
export function partGroups(part: AnswerPart, options: AnswerOptions, size: number): readonly Group[] {
  switch (part.what) {
    case 'text':
      return single(sections(part.lines.map(lineText)));
    case 'code': {
      const text = preformatted(part.text, PREFORMATTED);
      return text === '' ? [] : [[section(text)]];
    }
    case 'heading': {
      const text = placeName(part.place) ?? strong(words(part.text, PHRASE));
      return text === '' ? [] : [[section(text)]];
    }
    case 'entries':
      return entryGroups(part.entries, options);
    case 'facts':
      return single(sections(part.facts.map(({ label, value }) => factLine(label, value))));
    case 'card':
      return [cardBlocks(part.card, part.why)];
    case 'digest':
      return [digestGroup(part, options, size)];
    case 'chart':
      return [[chartBlock(part, options.picture)]];
  }
}

/** Slack shows the name to those who may see the channel; nobody is called by it. */
function placeName(place: string | undefined): string | undefined {
  const channel = /^slack:[A-Z0-9]{1,30}\/([CG][A-Z0-9]{1,30})$/.exec(place ?? '')?.[1];
  return channel === undefined ? undefined : `<#${channel}>`;
}

/** As buttons of Slack; those that cannot be are left out. */
export function buttonsOf(buttons: Answer['buttons'], options: AnswerOptions): SlackButton[] {
  return buttons.flatMap((button) => buttonOf(button, options));
}

function buttonOf(button: AnswerButton, { code: codeOf }: AnswerOptions): SlackButton[] {
  const { label, style } = button;
  if ('url' in button) {
    const url = webAddress(button.url);
    return url === null ? [] : [{ label, style, url }];
  }
  const value = codeOf(button.ask);
  return value === undefined ? [] : [{ label, style, value }];
}

/** More buttons are a wall that nobody reads. */
const MANY = 10;

/** Of many entries with the same buttons each has its first one beside it, whose answer has the others. */
function entryGroups(entries: readonly AnswerEntry[], options: AnswerOptions): Group[] {
  const labels = entries.flatMap(({ buttons = [] }) => buttons.map(({ label }) => label));
  const isWall = labels.length > Math.max(MANY, entries.length) && new Set(labels).size < labels.length;
  return entries.map((entry) => {
    if (!isWall) return entryGroup(entry, options);
    const [head, ...rest] = entryGroup({ ...entry, buttons: [] }, options);
    const accessory = aside(buttonsOf(entry.buttons ?? [], options));
    return head?.type === 'section' && accessory
      ? [{ ...head, accessory }, ...rest]
      : [...(head ? [head] : []), ...rest];
  });
}

function entryGroup({ title, lines, buttons = [] }: AnswerEntry, options: AnswerOptions): Group {
  const [head = ''] = [strongLine(title), '…'].filter((line) => line !== '');
  const told = sections([head, ...lines.map(lineText)].filter((line) => line !== ''));
  return [...told, ...row(buttonsOf(buttons, options))];
}

/** Bold, unless a part of it has a style of its own. */
function strongLine(line: Line): string {
  const text = lineText(line);
  const isPlain = line.every((span) => typeof span === 'string' || span.style === undefined);
  return isPlain ? strong(text) : text;
}

function factLine(label: string, value: Line): string {
  return [strong(words(colon(label), 90)), lineText(value)].join(' ').trim();
}

/** "Patches:"; a label that ends in a mark of its own has none besides. */
function colon(label: string): string {
  return label === '' || /[…:?]$/.test(label) ? label : `${label}:`;
}

function digestGroup(
  { digest, url }: Extract<AnswerPart, { what: 'digest' }>,
  { picture }: AnswerOptions,
  size: number,
): Group {
  const filter = digest.filter ?? '';
  const [head] = renderDigestPosts(digest, { url, picture, cadence: '', filter, parts: 1, budget: size });
  return head?.blocks ?? [];
}

function chartBlock(
  { report, measure }: Extract<AnswerPart, { what: 'chart' }>,
  picture: SlackPicture | undefined,
): KnownBlock {
  if (picture !== undefined) return image(picture);
  const { title, months, most } = chartStats(report, measure);
  const shown = months.slice(-MONTHS_SHOWN);
  const bars = shown.map(({ name, total }) => ({
    day: name,
    value: `${total}`,
    share: most === 0 ? 0 : total / most,
  }));
  const ends = `${shown.at(0)?.name ?? ''} to ${shown.at(-1)?.name ?? ''}; most ${most}, last ${shown.at(-1)?.total ?? 0}`;
  const row = code(chartBlocks(bars), 80);
  return context(
    shown.length === 0 ? words(title, PHRASE) : `${words(title, PHRASE)}: ${row} ${words(ends, PHRASE)}`,
  );
}

function single(blocks: readonly KnownBlock[]): Group[] {
  return blocks.map((block) => [block]);
}
