import type { MessageId } from '../ids.ts';
import { readMailReference } from '../links.ts';

/** A mail that is called an earlier revision. */
export type EarlierLink = {
  readonly id: MessageId;
  /** The number it is called by; undefined where it is only called the RFC or the version before. */
  readonly revision: number | undefined;
  /** Called the author's own in so many words ("Changes since", "Link to"): the number may be a slip. */
  readonly sure: boolean;
};

const MAX_LINKS = 40;
const MAX_LINE = 500;
const URL = /https?:\/\/[^\s<>()"'`\]]{8,400}/g;
/** What may stand before (or behind) the link of an earlier revision. */
const VERSION = /\bv(?:ersion )?(\d{1,3})\b/gi;
const CALLED =
  /\bRFC\b|\b(?:previous|earlier|last|prior|first|original|initial|old)\b[^.]{0,24}\b(?:version|revision|posting|posted|series|iteration|patch(?:es|set)?|submission|discussion of this series|thread|round)s?\b|\bprevious(?:ly)?\s*(?::|\(|$)/i;
/** The link leads to something else: what the series needs, was asked for by, or stands beside. */
const OTHER =
  /\b(?:depend|prereq|based|base|on top|applies|apply|related|companion|counterpart|follow[- ]?up|see also|discuss|suggest|report|bug|issue|request|inspired|similar|originally by|cherry|replac|fixe?s?:|closes:|pull)/i;
const SURE = /\b(?:changes? (?:since|from|in|between)|changelog|link to v)/i;
const FOOTNOTE = /^\s{0,8}\[(\w{1,3})\]:?\s+https?:/;

/**
 * The links by which a patch or a cover letter names its own earlier revisions: "Link to v1: https://...",
 * "v2: https://...", "Changes since v1 [1]" with its footnote, "RFC: https://...". A link under another
 * word (depends on, reported, discussed) is none. Hostile text; bounded.
 */
export function readEarlier(text: string, own: MessageId): EarlierLink[] {
  const lines = text.split('\n');
  const found = new Map<MessageId, EarlierLink>();
  for (let i = 0; i < lines.length && found.size < MAX_LINKS; i++) {
    const line = (lines[i] ?? '').slice(0, MAX_LINE);
    if (!line.includes('://') || line.startsWith('>')) continue;
    for (const link of linksOf(line, lines, i)) {
      if (link.id !== own && !found.has(link.id)) found.set(link.id, link);
    }
  }
  return [...found.values()];
}

function linksOf(line: string, lines: readonly string[], at: number): EarlierLink[] {
  const links: EarlierLink[] = [];
  let from = 0;
  for (const match of line.matchAll(URL)) {
    const before = line.slice(from, match.index);
    from = match.index + match[0].length;
    const id = readMailReference(match[0].replace(/[.,;:)>\]]+$/, ''));
    if (id === undefined || !id.includes('@')) continue;
    const context = contextOf(before, line.slice(from), lines, at);
    const called = context === undefined ? undefined : readCall(context);
    if (called && context !== undefined)
      links.push({ id, revision: called.revision, sure: SURE.test(context) });
  }
  return links;
}

/** The words that tell what the link is: before it on its line, else the line above, else where its footnote is called. */
function contextOf(before: string, behind: string, lines: readonly string[], at: number): string | undefined {
  const footnote = FOOTNOTE.exec(lines[at] ?? '')?.[1];
  if (footnote !== undefined) {
    const mark = `[${footnote}]`;
    const caller = lines.findLast((line, i) => i < at && line.includes(mark) && !line.includes('://'));
    if (caller !== undefined) return caller.slice(0, caller.indexOf(mark)).slice(-MAX_LINE);
    return readCall(behind) ? behind : undefined;
  }
  if (/\w/.test(before)) return before;
  if (/\w/.test(behind) && readCall(behind)) return behind;
  const above = lines
    .slice(Math.max(0, at - 3), at)
    .findLast((line) => /\w/.test(line) && !line.includes('://'));
  return above?.slice(0, MAX_LINE);
}

function readCall(context: string): { readonly revision: number | undefined } | undefined {
  if (OTHER.test(context)) return undefined;
  const versions = [...context.matchAll(VERSION)];
  const last = versions.at(-1)?.[1];
  if (last !== undefined) return { revision: Number(last) };
  return CALLED.test(context) ? { revision: undefined } : undefined;
}
