import type { APIEmbed } from 'discord.js';
import type { Digest } from '../../../domain/digest.ts';
import { type DigestView, viewDigest } from '../../../render/view.ts';
import { buttonRows, linkButton } from './buttons.ts';
import { clip } from './clip.ts';
import { COLORS } from './color.ts';
import { escapeText, plainText } from './escape.ts';
import { LIMITS } from './limits.ts';
import { discordUrl, escapeWithin } from './link.ts';
import { type DiscordMessage, type DiscordPicture, embedLength } from './message.ts';
import { numberFields } from './numbers.ts';
import { notesEmbed, sectionEmbeds } from './section.ts';
import { shortenDigest } from './shorten.ts';

export type DigestPage = {
  /** Where all of it is. */
  readonly url: string | undefined;
  readonly picture?: DiscordPicture | undefined;
  /** As people write it; '' where it was asked for. */
  readonly cadence: string;
  /** In normal form; '' = everything. */
  readonly filter: string;
};

/** A message in the channel and three in its thread; what does not fit is behind the permalink. */
const MOST_PARTS = 4;
/** What the channel itself is shown of a digest that has parts in the thread. */
const HEAD = 3600;
const PREVIEW = 300;
const LEAD = 1200;
const FOOTER = 600;

/**
 * The digest as messages: the first one for the channel (headline, numbers, picture, milestones), the others for its
 * thread, section by section. At most four; long sections keep their first entries then.
 */
export function renderDigestPosts(digest: Digest, page: DigestPage): readonly DiscordMessage[] {
  const view = viewDigest(digest);
  return shortenDigest(view, page.url ?? null, (shown) => postsOf(shown, page), MOST_PARTS);
}

function postsOf(view: DigestView, page: DigestPage): DiscordMessage[] {
  const url = discordUrl(page.url, LIMITS.embedUrl) ?? null;
  const head = headEmbed(view, page);
  const rest = [
    ...view.sections.flatMap((section) => sectionEmbeds(section, url)),
    ...notesEmbed(view.notes),
  ];
  const firsts = countFitting(rest, LIMITS.embedsTogether - embedLength(head), LIMITS.embeds - 1);
  // What fits into one message whole stays whole.
  const shown = firsts === rest.length ? firsts : countFitting(rest, HEAD - embedLength(head), 4);
  const first: DiscordMessage = {
    content: escapeWithin(previewOf(view), PREVIEW) || 'Digest',
    embeds: [head, ...rest.slice(0, shown)],
    components: buttonRows([linkButton('Open the digest', page.url)]),
    files: page.picture === undefined ? [] : [page.picture],
  };
  return [first, ...partsOf(rest.slice(shown))];
}

/** "Rust in the kernel, week 14 of 2026: the headline" */
function previewOf({ topic, periodName, headline }: DigestView): string {
  const name = [topic, periodName].filter((part) => part !== '').join(', ');
  return name === '' || headline === periodName ? headline || name : `${name}: ${headline}`;
}

/** The head: its title leads to the page, its footer says why one sees it and how to change that. */
export function headEmbed(view: DigestView, { url, picture, cadence, filter }: DigestPage): APIEmbed {
  const address = discordUrl(url, LIMITS.embedUrl);
  const lines = [
    escapeWithin(view.lead, LEAD),
    view.period === '' ? '' : `-# ${escapeText(view.period)}`,
    view.emptiness === null ? '' : escapeText(view.emptiness),
  ].filter((line) => line !== '');
  const fields = numberFields(view);
  return {
    title: escapeWithin(view.headline.replace(/\.$/, ''), LIMITS.title) || 'Digest',
    ...(address === undefined ? {} : { url: address }),
    ...(lines.length === 0 ? {} : { description: lines.join('\n\n') }),
    color: COLORS.plain,
    ...(fields.length === 0 ? {} : { fields }),
    ...(picture === undefined ? {} : { image: { url: `attachment://${picture.name}` } }),
    footer: { text: clip(plainText(footerOf(view, cadence, filter)), FOOTER) },
  };
}

function footerOf({ colophon }: DigestView, cadence: string, filter: string): string {
  const what = `Filter: ${filter === '' ? 'everything' : filter.slice(0, 2 * FOOTER)}`;
  const made = colophon[0] ?? '';
  const when = cadence === '' ? [] : [cadence, 'change it with /lorewatch subscriptions'];
  return [clip(what, 300), ...when, made].filter((part) => part !== '').join(' · ');
}

/** Embeds packed into messages, in their order. */
function partsOf(embeds: readonly APIEmbed[]): DiscordMessage[] {
  const parts: DiscordMessage[] = [];
  for (let at = 0; at < embeds.length; ) {
    const left = embeds.slice(at);
    const count = Math.max(1, countFitting(left, LIMITS.embedsTogether, LIMITS.embeds));
    parts.push({ content: '', embeds: left.slice(0, count), components: [], files: [] });
    at += count;
  }
  return parts;
}

function countFitting(embeds: readonly APIEmbed[], room: number, most: number): number {
  let length = 0;
  const end = embeds.slice(0, most).findIndex((embed) => {
    length += embedLength(embed);
    return length > room;
  });
  return end < 0 ? Math.min(embeds.length, most) : end;
}
