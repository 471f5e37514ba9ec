import type { types } from '@slack/bolt';
import { plain as plainText } from '../render/escape.ts';

/** Text that Slack shows as it is, at most so many characters; never empty, for Slack refuses that. */
export function plain(text: string, longest: number): types.PlainTextElement {
  return { type: 'plain_text', text: plainText(text, longest) || '–', emoji: false };
}
