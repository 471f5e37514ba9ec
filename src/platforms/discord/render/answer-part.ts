import type { APIEmbed } from 'discord.js';
import type { AnswerEntry, AnswerPart } from '../../../domain/answer/answer.ts';
import { cleanLine } from '../../../render/clean.ts';
import { viewDigest } from '../../../render/view.ts';
import { cardEmbed } from './card.ts';
import { clip } from './clip.ts';
import { headEmbed } from './digest.ts';
import { codeBlock } from './escape.ts';
import { escapeWithin } from './link.ts';
import type { DiscordPicture } from './message.ts';
import { notesEmbed, sectionEmbeds } from './section.ts';
import { spanLine } from './span.ts';

/** Of a part: lines that stay whole, below the lines before them, or embeds of its own. */
export type Piece = { readonly lines: readonly string[] } | { readonly embeds: readonly APIEmbed[] };

const LINE = 900;
const LABEL = 120;
const HEADING = 300;
const CODE = 1500;
const LONGEST = 2000;

/** A part of an answer in pieces that may be parted from each other. */
export function answerPiece(part: AnswerPart, look: PieceLook): Piece {
  switch (part.what) {
    case 'text':
      return { lines: part.lines.map((line) => spanLine(line, LINE)) };
    case 'code':
      return { lines: codeLines(part.text) };
    case 'heading':
      return {
        lines: ['', placeName(part.place) ?? `**${escapeWithin(clean(part.text), HEADING) || '-'}**`],
      };
    case 'entries':
      return { lines: part.entries.flatMap((entry) => ['', ...entryLines(entry, look.markOf(entry))]) };
    case 'facts':
      return {
        lines: part.facts.map(({ label, value }) => {
          const name = escapeWithin(clean(label), LABEL);
          const said = spanLine(value, LINE);
          return name === '' ? said : `**${name}**: ${said}`;
        }),
      };
    case 'card':
      return { embeds: [cardEmbed(part.card, { why: part.why })] };
    case 'digest':
      return { embeds: digestEmbeds(part, look.picture) };
    case 'chart':
      return { embeds: chartEmbed(look.picture) };
  }
}

export type PieceLook = {
  readonly picture: DiscordPicture | undefined;
  /** The number by which the buttons name an entry; '' where they need none. */
  readonly markOf: (entry: AnswerEntry) => string;
};

/** Discord shows the name to those who may see the channel; nobody is called by it. */
function placeName(place: string | undefined): string | undefined {
  const channel = /^discord:\d{1,20}\/(\d{5,20})$/.exec(place ?? '')?.[1];
  return channel === undefined ? undefined : `<#${channel}>`;
}

function clean(text: string): string {
  return cleanLine(text.slice(0, LONGEST));
}

function codeLines(text: string): string[] {
  const lines = text.split('\n').slice(0, 60);
  let kept: string[] = lines.map((line) => line.slice(0, CODE));
  while (kept.length > 1 && codeBlock(kept.join('\n')).length > CODE) kept = kept.slice(0, -1);
  const block = codeBlock(kept.join('\n'));
  return block.length <= CODE ? [block] : [codeBlock(clip(kept[0] ?? '', CODE / 4))];
}

function entryLines({ title, lines }: AnswerEntry, mark: string): string[] {
  const head = spanLine(title, LINE);
  return [
    `${mark === '' ? '' : `**${mark}.** `}${head}`,
    ...lines.map((line) => spanLine(line, LINE)),
  ].filter((line) => line !== '');
}

type DigestPart = Extract<AnswerPart, { what: 'digest' }>;

function digestEmbeds({ digest, url }: DigestPart, picture: DiscordPicture | undefined): APIEmbed[] {
  const view = viewDigest(digest);
  const head = headEmbed(view, { url, picture, cadence: '', filter: digest.filter ?? '' });
  const sections = view.sections.flatMap((section) => sectionEmbeds(section, url ?? null));
  return [head, ...sections, ...notesEmbed(view.notes)];
}

function chartEmbed(picture: DiscordPicture | undefined): APIEmbed[] {
  return picture === undefined
    ? [{ description: '-# The picture could not be drawn.' }]
    : [{ image: { url: `attachment://${picture.name}` } }];
}
