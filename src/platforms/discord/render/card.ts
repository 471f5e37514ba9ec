import type { APIEmbed, APIEmbedField } from 'discord.js';
import type { Card, CardStep } from '../../../domain/card/card.ts';
import { cardSubject } from '../../../render/card-subject.ts';
import { type CardStepView, type CardView, titleOf, viewCard, viewStep } from '../../../render/card-view.ts';
import { formatCount, listNames } from '../../../render/phrases.ts';
import { milestoneWords } from '../../words.ts';
import { cardButtons } from './buttons.ts';
import { clip } from './clip.ts';
import { colorOf } from './color.ts';
import { escapeText, plainText } from './escape.ts';
import { LIMITS } from './limits.ts';
import { fitLines } from './lines.ts';
import { discordUrl, escapeWithin, linkText } from './link.ts';
import type { DiscordMessage } from './message.ts';

const LISTS_SHOWN = 3;
const STEP_LONGEST = 700;
const DESCRIPTION = 3000;
const PREVIEW = 300;
const LINE_TITLE = 700;

/** The card that lives as long as its subject: an embed, a line for notifications above it, buttons below. */
export function renderCardPost(card: Card): DiscordMessage {
  return {
    content: escapeWithin(cardSubject(card), PREVIEW),
    embeds: [cardEmbed(card)],
    components: cardButtons(card),
    files: [],
  };
}

/** The card as an embed. `why`: with its evidence. */
export function cardEmbed(card: Card, { why = false }: { readonly why?: boolean } = {}): APIEmbed {
  const view = viewCard(card);
  const url = discordUrl(card.url, LIMITS.embedUrl);
  const fields = fieldsOf(view, why);
  const footer = footerOf(card);
  return {
    title: escapeWithin(view.title, LIMITS.title),
    ...(url === undefined ? {} : { url }),
    description: fitLines([...headLines(view), ...stepLines(view.steps)], DESCRIPTION),
    color: colorOf(card),
    ...(fields.length === 0 ? {} : { fields }),
    ...(footer === '' ? {} : { footer: { text: footer } }),
  };
}

function headLines(view: CardView): string[] {
  const standing = [view.revision, view.state].filter((word) => word !== '').map(strong);
  const address = view.url === null ? view.address : '';
  return [
    [escapeText(view.kind), ...standing].join(' · '),
    [view.byline, ...view.facts].map(escapeText).join(' · '),
    ...(address === '' ? [] : [escapeText(address)]),
  ];
}

function strong(text: string): string {
  return `**${escapeText(text)}**`;
}

/** A card of one step says with its first line all that it has to say. */
function stepLines(steps: readonly CardStepView[]): string[] {
  if (steps.length < 2) return [];
  return ['', ...steps.map((step) => `- ${stepLine(step)}`)];
}

function stepLine({ text, day, url }: CardStepView): string {
  const words = linkText(text, url, STEP_LONGEST);
  return day === '' ? words : `${escapeText(day)}: ${words}`;
}

function fieldsOf(view: CardView, why: boolean): APIEmbedField[] {
  const milestones = view.milestones.map(({ title, isMajor }) =>
    (isMajor ? strong : escapeText)(milestoneWords(title, view.title)),
  );
  return [
    ...field(view.milestones.length > 1 ? 'Milestones' : 'Milestone', milestones, false),
    ...field('Areas', view.areas === '' ? [] : [escapeText(view.areas)], true),
    ...view.tags.slice(0, 6).flatMap(({ name, count, by }) => {
      const title = count > 1 ? `${name} (${formatCount(count)})` : name;
      return field(title, [escapeText(by === '' ? formatCount(count) : by)], true);
    }),
    ...field(
      'Articles',
      view.press.map(({ text, url }) => `- ${linkText(text, url, STEP_LONGEST)}`),
      false,
    ),
    ...(why
      ? field(
          'Why it is here',
          view.evidence.map((line) => `- ${escapeText(line)}`),
          false,
        )
      : []),
  ];
}

/** No field where there is nothing in it: Discord takes none that is empty. */
function field(name: string, lines: readonly string[], inline: boolean): APIEmbedField[] {
  const value = fitLines(
    lines.filter((line) => line !== ''),
    LIMITS.fieldValue,
  );
  const title = escapeWithin(name, LIMITS.fieldName);
  return value === '' || title === '' ? [] : [{ name: title, value, inline }];
}

function footerOf({ lists }: Card): string {
  const names = listNames(
    lists.slice(0, 2 * LISTS_SHOWN).map((name) => name.slice(0, 200)),
    LISTS_SHOWN,
  );
  return names === '' ? '' : clip(plainText(`On ${names}`), LIMITS.footer);
}

/**
 * What happened to a card that stands, in a line for the thread below it. `alone`: it stands by itself, so it names its
 * card.
 */
export function renderLinePost(card: Card, step: CardStep, { alone = false } = {}): DiscordMessage {
  const { text, day, url } = viewStep(step, '');
  const words = linkText(text, url, STEP_LONGEST);
  const said = [words === '' ? '' : `**${words}**`, escapeText(day)]
    .filter((part) => part !== '')
    .join(' · ');
  const title = linkText(titleOf(card), card.url, LINE_TITLE);
  const lines = [...(alone || said === '' ? [title] : []), ...(said === '' ? [] : [said])];
  return { content: lines.join('\n'), embeds: [], components: [], files: [] };
}

/** What a thread under the card is called. */
export function threadName(card: Card): string {
  return clip(plainText(titleOf(card)), LIMITS.threadName) || 'Thread';
}
