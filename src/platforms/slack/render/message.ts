import type { types } from '@slack/bolt';
import { plain } from './escape.ts';

export type KnownBlock = types.KnownBlock;

/** What `chat.postMessage` takes. `text` is what a notification shows, and who cannot see blocks. */
export type SlackMessage = { readonly text: string; readonly blocks: readonly KnownBlock[] };

/** A picture that was uploaded: the id of the file, and what it shows in words. */
export type SlackPicture = { readonly id: string; readonly alt: string };

/** Of Block Kit (docs.slack.dev/reference/block-kit), in characters of JavaScript, which is the strictest reading. */
export const MOST = {
  blocks: 50,
  /** Slack says `msg_blocks_too_long` at some 13,200. */
  message: 12_000,
  section: 3000,
  header: 150,
  /** Of the elements of a context. */
  context: 2000,
  text: 3000,
  label: 75,
  value: 2000,
  url: 3000,
  alt: 2000,
} as const;

/** mrkdwn as it is: nothing in it becomes a link or a mention by itself. */
function mrkdwn(text: string): types.MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

/** The text is mrkdwn of 1 to `MOST.section` characters. */
export function section(text: string): KnownBlock {
  return { type: 'section', text: mrkdwn(text) };
}

/** In small grey letters: mrkdwn of 1 to `MOST.context` characters. */
export function context(text: string): KnownBlock {
  return { type: 'context', elements: [mrkdwn(text)] };
}

/** Cut to what a header holds; a stranger's words. */
export function header(text: string): KnownBlock {
  return { type: 'header', text: { type: 'plain_text', text: plain(text, MOST.header), emoji: false } };
}

export function image({ id, alt }: SlackPicture): KnownBlock {
  return { type: 'image', slack_file: { id }, alt_text: plain(alt, 500) || 'Chart' };
}

/** Lines of mrkdwn, none longer than a section, in as few sections as hold them. */
export function sections(lines: readonly string[], most: number = MOST.section): KnownBlock[] {
  const texts: string[] = [];
  let text = '';
  for (const line of lines) {
    const joined = text === '' ? line : `${text}\n${line}`;
    if (joined.length <= most) {
      text = joined;
      continue;
    }
    texts.push(text);
    text = line;
  }
  return [...texts, text].filter((each) => each.trim() !== '').map(section);
}

/** How much of a message's budget it takes: as JSON, which is more than Slack can count. */
export function sizeOf(blocks: readonly KnownBlock[]): number {
  return JSON.stringify(blocks).length;
}

/** The fallback: mrkdwn, never empty, never too long. */
export function fallback(text: string): string {
  return text === '' ? 'News from lorewatch' : text.slice(0, MOST.text).toWellFormed();
}
