import type { Answer, AnswerPart } from '../../../domain/answer/answer.ts';
import type { Ask } from '../../../domain/answer/ask.ts';
import { capital } from '../../words.ts';
import { type AnswerOptions, buttonsOf, type Group, partGroups } from './answer-parts.ts';
import { row } from './button.ts';
import { code, dotted, sentence, strong, words } from './escape.ts';
import { context, fallback, type KnownBlock, MOST, type SlackMessage, section, sizeOf } from './message.ts';
import { lineText } from './span.ts';

export type { AnswerOptions } from './answer-parts.ts';

/** Whoever shows it adds buttons of its own: for turning pages, for sharing. */
const BLOCKS = MOST.blocks - 4;
const SIZE = MOST.message - 1500;
/** For saying that something was left out. */
const REST = 120;
const TITLE = 600;

const SIGNS: Readonly<Record<Answer['tone'], string>> = { told: '', done: '\u2705 ', wrong: '\u26a0\ufe0f ' };

/**
 * What somebody is answered, as one message of at most 46 blocks: what finds no room is counted. Same answer, same
 * message.
 */
export function renderAnswer(answer: Answer, options: AnswerOptions): SlackMessage {
  const title = titleText(answer);
  const begin = [
    // A digest says by itself what it is.
    ...(answer.parts[0]?.what === 'digest' ? [] : [section(title)]),
    ...(options.isShared === true ? [context(asked(answer.ask))] : []),
  ];
  const end = [...pageLine(answer), ...row(buttonsOf(answer.buttons, options))];
  const room = {
    blocks: BLOCKS - begin.length - end.length - 1,
    size: SIZE - sizeOf(begin) - sizeOf(end) - REST,
  };
  const { blocks, left } = fill(answer.parts, options, room);
  const rest = left === 0 ? [] : [context(`and ${left} more that found no room here`)];
  return { text: fallback(fallbackText(answer)), blocks: [...begin, ...blocks, ...rest, ...end] };
}

function titleText({ tone, title, parts }: Answer): string {
  const style = tone === 'wrong' || parts.length === 0 ? undefined : strong;
  return SIGNS[tone] + (sentence(tone === 'wrong' ? capital(title) : title, TITLE, style) || 'lorewatch');
}

type Filled = { readonly blocks: readonly KnownBlock[]; readonly left: number };

function fill(
  parts: readonly AnswerPart[],
  options: AnswerOptions,
  room: { blocks: number; size: number },
): Filled {
  const blocks: KnownBlock[] = [];
  let left = 0;
  for (const part of parts) {
    for (const group of partGroups(part, options, room.size - sizeOf(blocks))) {
      // What comes after something that was left out is left out, too: nobody misses what he sees no gap for.
      if (left === 0 && fits([...blocks, ...group], room)) blocks.push(...group);
      else left += 1;
    }
  }
  return { blocks, left };
}

function fits(blocks: Group, room: { blocks: number; size: number }): boolean {
  return blocks.length <= room.blocks && sizeOf(blocks) <= room.size;
}

function pageLine({ page }: Answer): KnownBlock[] {
  if (page === undefined || (page.at === 0 && !page.more)) return [];
  const of = page.of === undefined ? '' : ` of ${page.of}`;
  return [context(`Page ${page.at + 1}${of}`)];
}

/** What was asked, for those who did not. */
function asked({ command, values }: Ask): string {
  const told = Object.entries(values).filter(([name]) => name !== 'share');
  return code([command, ...told.map(([name, value]) => `${name}:${value}`)].join(' '), 500);
}

function fallbackText({ title, parts }: Answer): string {
  const first = parts.find(({ what }) => what === 'text');
  const line = first?.what === 'text' ? lineText(first.lines[0] ?? []) : '';
  return dotted([words(title, TITLE), line.length > 1000 ? '' : line]) || 'lorewatch';
}
