import { type FileChange, readDiff, startsDiff } from './diff.ts';
import { parseTrailer, type Trailer } from './trailers.ts';

/** What a closer reading of a mail's text gives. */
export type Reading = {
  /** What the sender wrote: no quotes, no diff, no diffstat, no shortlog, no signature, no list footer. */
  readonly own: string;
  readonly files: readonly FileChange[];
  readonly trailers: readonly Trailer[];
  /** Lines that quote somebody. */
  readonly quoted: number;
};

const ATTRIBUTION = /(?:wrote|writes|schrieb|a écrit|написал\w*|写道)\s?[:：]$/;
const DIFFSTAT =
  /^ (?:\S.{0,200}? {1,200}\| {1,20}(?:\d+|Bin)|\d+ files? changed,|(?:create|delete|rename|copy) (?:mode )?)/;
/** `Jane Doe (3):`, and below it the titles of the patches, indented: git's shortlog. */
const SHORTLOG = /^\S.{0,100} \(\d{1,4}\):$/;
const FOOTER = /^_{30,}$/;
const TOP_POST = /^(?:-----\s?Original Message\s?-----|________________________________)$/i;
const MAX_TRAILERS = 500;

type State = {
  text: string;
  own: string[];
  files: FileChange[];
  trailers: Trailer[];
  quoted: number;
  /** Inside of a shortlog. */
  listing: boolean;
  /** Where a diff behind a signature was found last. */
  diffBelow: number;
};

/** Splits a decoded text into the sender's own words, the unquoted diff and the trailers. Never fails. */
export function readText(text: string): Reading {
  const state: State = { text, own: [], files: [], trailers: [], quoted: 0, listing: false, diffBelow: 0 };
  let at = 0;
  while (at < text.length) {
    if (startsDiff(text, at)) {
      const end = readDiff(text, at, state.files);
      if (end > at) {
        at = end;
        continue;
      }
    }
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    if (!readLine(state, text.slice(at, end), end)) break;
    at = end + 1;
  }
  return { own: state.own.join('\n'), files: state.files, trailers: state.trailers, quoted: state.quoted };
}

/** False where nothing of the sender's own can follow. */
function readLine(state: State, line: string, end: number): boolean {
  if (isQuote(line)) {
    state.quoted++;
    return true;
  }
  if (line === '-- ' || line === '--') return hasDiffBelow(state, end);
  // Most lines are none of these: their first or last character tells.
  const first = line.charCodeAt(0);
  const colon = line.endsWith(':') || line.endsWith('：');
  if ((first === 0x5f || first === 0x2d) && endsMail(state, line, end)) return false;
  if (line === '' || (colon && ATTRIBUTION.test(line)) || (first === 0x20 && DIFFSTAT.test(line))) {
    state.listing = false;
    return true;
  }
  if (colon && SHORTLOG.test(line)) state.listing = true;
  else if (!line.startsWith('  ')) state.listing = false;
  if (state.listing) return true;
  state.own.push(line);
  const trailer = line.includes(': ') ? parseTrailer(line) : undefined;
  if (trailer && state.trailers.length < MAX_TRAILERS) state.trailers.push(trailer);
  return true;
}

/** A list's footer, or what Outlook puts over the mail that it answers. */
function endsMail(state: State, line: string, end: number): boolean {
  if (FOOTER.test(line) && /mailing list/i.test(state.text.slice(end, end + 200))) return true;
  return TOP_POST.test(line);
}

/** `> words`, `>> words`, `| words` and initials before the mark, `JD> words`. */
function isQuote(line: string): boolean {
  const first = line.charCodeAt(0);
  if (first === 0x3e) return true;
  if (first === 0x20) return /^ {1,3}>/.test(line);
  if (first === 0x7c) return line.startsWith('| ');
  return first >= 0x41 && first <= 0x5a && /^[A-Z]{2,3}>/.test(line);
}

/** A patch attached behind a signature still counts. Looked for once, however many signatures there are. */
function hasDiffBelow(state: State, from: number): boolean {
  if (state.diffBelow >= 0 && state.diffBelow < from) {
    state.diffBelow = state.text.indexOf('\ndiff --git ', from);
  }
  return state.diffBelow >= 0;
}
