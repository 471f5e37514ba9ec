import type { APIEmbed } from 'discord.js';
import type { Answer } from '../../../domain/answer/answer.ts';
import { cleanLine } from '../../../render/clean.ts';
import { capital } from '../../words.ts';
import type { Piece } from './answer-part.ts';
import { toneColor } from './color.ts';
import { LIMITS } from './limits.ts';
import { sentenceWithin } from './link.ts';
import { embedLength } from './message.ts';

const TITLE = 250;
const DESCRIPTION = 3900;
/** Left for saying that there is more, and for the page. */
const RESERVE = 150;
const CUT = 'There is more than one message holds: ask for less of it.';

type Fold = {
  readonly embeds: readonly APIEmbed[];
  readonly used: number;
  /** Whether a line can go on in the last embed. */
  readonly isOpen: boolean;
  readonly isCut: boolean;
};

/**
 * An answer's pieces as the embeds of one message: a line goes on in the one before it. Where there is no room for one
 * more piece, what is left is left out, and the footer says so.
 */
export function foldPieces(answer: Answer, pieces: readonly Piece[]): APIEmbed[] {
  const color = toneColor(answer.tone);
  const words = cleanLine(answer.title.slice(0, 2000));
  const title = sentenceWithin(answer.tone === 'wrong' ? capital(words) : words, TITLE);
  const first = opening(answer, title, color);
  let fold: Fold = { embeds: [first], used: title.length, isOpen: true, isCut: false };
  for (const piece of pieces) {
    if ('embeds' in piece) for (const embed of piece.embeds) fold = addEmbed(fold, embed, false);
    else for (const line of piece.lines) fold = addLine(fold, line, color);
  }
  return close(fold, answer);
}

/** A sentence on what is wrong is no headline. */
function opening({ tone }: Answer, title: string, color: number): APIEmbed {
  if (title === '') return { color };
  return tone === 'wrong' ? { description: `\u26a0\ufe0f ${title}`, color } : { title, color };
}

function addEmbed(fold: Fold, embed: APIEmbed, isOpen: boolean): Fold {
  if (fold.isCut) return fold;
  const last = fold.embeds.at(-1);
  // A picture alone is that of the words above it.
  if (fold.isOpen && last !== undefined && last.image === undefined && Object.keys(embed).join() === 'image')
    return { ...fold, embeds: [...fold.embeds.slice(0, -1), { ...last, ...embed }] };
  const used = fold.used + embedLength(embed);
  const isFull = used > LIMITS.embedsTogether - RESERVE || fold.embeds.length >= LIMITS.embeds;
  return isFull ? { ...fold, isCut: true } : { ...fold, embeds: [...fold.embeds, embed], used, isOpen };
}

function addLine(fold: Fold, line: string, color: number): Fold {
  const last = fold.isOpen ? fold.embeds.at(-1) : undefined;
  if (fold.isCut || last === undefined)
    return line === '' ? fold : addEmbed(fold, { description: line, color }, true);
  const before = last.description;
  // A line that is empty parts two others.
  if (line === '' && before === undefined) return fold;
  const description = before === undefined ? line : `${before}\n${line}`;
  if (description.length > DESCRIPTION)
    return line === '' ? fold : addEmbed(fold, { description: line, color }, true);
  const used = fold.used + description.length - (before?.length ?? 0);
  if (used > LIMITS.embedsTogether - RESERVE) return { ...fold, isCut: true };
  return { ...fold, embeds: [...fold.embeds.slice(0, -1), { ...last, description }], used };
}

/** Says on which page one is and what is missing; an embed with nothing in it is none. */
function close({ embeds, isCut }: Fold, { page }: Answer): APIEmbed[] {
  const shown = embeds.map(trimmed).filter(isSomething);
  const words = [pageWords(page), isCut ? CUT : ''].filter((each) => each !== '').join(' · ');
  const last = shown.at(-1);
  if (words === '' || last === undefined)
    return last === undefined ? [{ description: 'Nothing to show.' }] : shown;
  const text = last.footer === undefined ? words : `${words} · ${last.footer.text}`;
  return [...shown.slice(0, -1), { ...last, footer: { text } }];
}

function pageWords(page: Answer['page']): string {
  if (page === undefined || (page.at === 0 && !page.more)) return '';
  return page.of === undefined ? `page ${page.at + 1}` : `page ${page.at + 1} of ${page.of}`;
}

function trimmed({ description, ...embed }: APIEmbed): APIEmbed {
  const text = description?.trim() ?? '';
  return text === '' ? embed : { ...embed, description: text };
}

function isSomething(embed: APIEmbed): boolean {
  return embedLength(embed) > 0 || embed.image !== undefined;
}
