import { summarySubject } from '../../../render/card-subject.ts';
import { type Summary, viewNotice, viewSummary } from '../../../render/card-summary.ts';
import { dotted, link, sentence, strong, words } from './escape.ts';
import { fallback, type KnownBlock, MOST, type SlackMessage, sections, sizeOf } from './message.ts';

const TITLE = 300;
const PHRASE = 240;
const LINE = 1200;
/** The rest of a message is its frame, and what says how much more there is. */
const ROOM = MOST.message - 600;

/** What did not go out one by one, a line each. */
export function renderSummaryPost(summary: Summary): SlackMessage {
  const { heading, entries, more } = viewSummary(summary);
  const lines = entries.map(
    ({ title, text, url }) => `• ${dotted([strong(link(title, url, TITLE)), words(text, PHRASE)])}`,
  );
  const told = words(more, PHRASE);
  return {
    text: fallback(words(summarySubject(summary), TITLE)),
    blocks: shorten([strong(words(heading, TITLE)), ...lines], told, summary.more),
  };
}

/** What the program itself has to say. */
export function renderNoticePost(text: string): SlackMessage {
  const lines = viewNotice(text).map((line) => sentence(line, LINE));
  const first = lines.find((line) => line !== '') ?? '';
  return { text: fallback(first), blocks: shorten(first === '' ? ['Notice'] : lines, '', 0) };
}

/** As many of the lines as a message holds, and how many more there are. */
function shorten(lines: readonly string[], more: string, count: number): KnownBlock[] {
  const all = sections(more === '' ? lines : [...lines, more]);
  if (sizeOf(all) <= ROOM) return all;
  for (let kept = lines.length - 1; kept > 0; kept--) {
    const some = sections([...lines.slice(0, kept), `and ${lines.length - kept + count} more`]);
    if (sizeOf(some) <= ROOM) return some;
  }
  return sections(lines.slice(0, 1));
}
