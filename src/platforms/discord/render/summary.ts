import type { Summary } from '../../../ports/platform.ts';
import { viewNotice, viewSummary } from '../../../render/card-summary.ts';
import { COLORS } from './color.ts';
import { escapeText } from './escape.ts';
import { LIMITS } from './limits.ts';
import { fitLines } from './lines.ts';
import { escapeWithin, linkText, sentenceWithin } from './link.ts';
import type { DiscordMessage } from './message.ts';

const LINE = 700;
const WORDS = 200;
const HEADING = 400;
const NOTICE_LINE = 900;

/** What did not go out one by one, in one message: a line each. */
export function renderSummaryPost(summary: Summary): DiscordMessage {
  const { heading, entries, more } = viewSummary(summary);
  const lines = entries.map(({ title, text, url }) => {
    const words = escapeWithin(text, WORDS);
    return `- ${linkText(title, url, LINE)}${words === '' ? '' : ` · ${words}`}`;
  });
  const rest = (left: number): string => `-# and ${left + summary.more} more`;
  const all = more === '' || entries.length === 0 ? lines : [...lines, `-# ${escapeText(more)}`];
  const description = fitLines(all, LIMITS.description, rest);
  return {
    content: escapeWithin(heading, HEADING),
    embeds: description === '' ? [] : [{ description, color: COLORS.quiet }],
    components: [],
    files: [],
  };
}

/** What the program itself has to say. */
export function renderNoticePost(text: string): DiscordMessage {
  const lines = viewNotice(text).map((line) => sentenceWithin(line, NOTICE_LINE));
  const content = fitLines(lines, LIMITS.content, (left) => `-# and ${left} more lines`).trim();
  return { content: content === '' ? 'Notice' : content, embeds: [], components: [], files: [] };
}
