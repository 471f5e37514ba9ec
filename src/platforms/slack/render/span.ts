import type { Line, Span } from '../../../domain/answer/answer.ts';
import { webAddress } from '../../../render/clean.ts';
import { code, link, strong, words } from './escape.ts';

const SPAN = 600;
/** Room for what stands in front of it. */
const LINE = 2900;
const ZERO_WIDTH_SPACE = '\u200b';
/** Slack sees style only where it stands apart; from these it does. */
const APART_BEFORE = /[\s("'[]$/;
const APART_AFTER = /^[\s.,:;!?)\]]/;

/** A line of an answer as mrkdwn, of at most 2,900 characters; whole spans only. */
export function lineText(line: Line): string {
  let text = '';
  let isStyled = false;
  for (const span of line) {
    const next = spanText(span);
    if (next === '') continue;
    const styled = typeof span !== 'string' && (span.style === 'strong' || span.style === 'code');
    const isApart = (!styled || APART_BEFORE.test(text)) && (!isStyled || APART_AFTER.test(next));
    const joint = text === '' || isApart || /\s$/.test(text) ? '' : ZERO_WIDTH_SPACE;
    if (text.length + joint.length + next.length > LINE) return text === '' ? '…' : `${text.trimEnd()} …`;
    text += joint + next;
    isStyled = styled;
  }
  return text.trim();
}

/** Blanks at its ends stay: spans are parts of a sentence. */
function spanText(span: Span): string {
  const text = typeof span === 'string' ? span : span.text;
  const before = /^\s/.test(text) ? ' ' : '';
  const after = /\s$/.test(text) ? ' ' : '';
  const inner = styled(span, text);
  return inner === '' ? before : before + inner + after;
}

function styled(span: Span, text: string): string {
  if (typeof span === 'string') return words(text, SPAN);
  const address = span.url === undefined ? null : webAddress(span.url);
  // What is code is no link: a link cannot be told from its text there.
  if (span.style === 'code') return code(text, SPAN);
  const shown = link(text, address, SPAN);
  return span.style === 'strong' ? strong(shown) : shown;
}
