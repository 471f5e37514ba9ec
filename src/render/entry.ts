import { displayName } from '../domain/address.ts';
import type { DigestEntry } from '../domain/digest.ts';
import { cleanLine, webAddress } from './clean.ts';
import { countOf, formatCount, formatDay, formatName, listNames } from './phrases.ts';
import { truncate } from './width.ts';

const TITLE_COLUMNS = 200;
const PHRASE_COLUMNS = 80;
const NAMES_SHOWN = 3;
const STEPS_SHOWN = 8;
const EVIDENCE_SHOWN = 5;
const PRESS_SHOWN = 4;

/** A step that tells no more than the revision does. */
const POSTING = /^(?:RFC|(?:RFC )?v\d+|posted|reposted)$/i;

export type StepView = { readonly what: string; readonly day: string; readonly url: string | null };

/** A trailer: "Reviewed-by", who gave it, and their number where it is more than one. */
export type TagView = { readonly name: string; readonly count: number; readonly by: string };

/** One entry in the words that every format shows; null where there is nothing to say. */
export type EntryView = {
  readonly title: string;
  readonly url: string | null;
  /** The address as text: shown where it is no link. */
  readonly address: string;
  /** The author, and the day where all that happened is one posting: "Ada Holm, 2 Apr". */
  readonly byline: string;
  readonly resend: boolean;
  /** "v4", "RFC", "RFC v2"; null for the first revision. */
  readonly revision: string | null;
  /** "33 patches". */
  readonly patches: string | null;
  /** "2 of 5 missing". */
  readonly missing: string | null;
  readonly area: string;
  /** "+24 -10 in 3 files". */
  readonly diff: string | null;
  readonly tags: readonly TagView[];
  /** "4 replies from 3 people". */
  readonly replies: string | null;
  readonly state: string | null;
  /** "v3 -> v4, +2 Reviewed-by". */
  readonly change: string | null;
  readonly steps: readonly StepView[];
  readonly evidence: readonly string[];
};

function phrase(value: string): string {
  return truncate(cleanLine(value), PHRASE_COLUMNS);
}

function revisionOf(entry: DigestEntry): string | null {
  const words: string[] = [];
  if (entry.rfc) words.push('RFC');
  if (entry.revision !== null && entry.revision > 1) {
    words.push(`v${entry.revision}`);
  }
  return words.length === 0 ? null : words.join(' ');
}

function missingOf(parts: DigestEntry['parts']): string | null {
  if (parts === null || parts.seen >= parts.total) return null;
  return `${formatCount(parts.total - parts.seen)} of ${formatCount(parts.total)} missing`;
}

function diffOf(diff: DigestEntry['diff']): string | null {
  if (diff === null) return null;
  const files = countOf(diff.files, 'file', 'files');
  return `+${formatCount(diff.added)} -${formatCount(diff.removed)} in ${files}`;
}

function repliesOf(entry: DigestEntry): string | null {
  if (entry.replies <= 0) return null;
  const replies = countOf(entry.replies, 'reply', 'replies');
  return entry.people > 1 ? `${replies} from ${countOf(entry.people, 'person', 'people')}` : replies;
}

function tagsOf(tags: DigestEntry['tags']): TagView[] {
  return tags
    .map((tag) => ({ name: phrase(tag.name), count: tag.by.length, by: listNames(tag.by, NAMES_SHOWN) }))
    .filter((tag) => tag.name !== '' && tag.count > 0);
}

function stepsOf(steps: DigestEntry['steps'], year: string): StepView[] {
  const shown = steps
    .map(({ what, date, url }) => ({ what: phrase(what), day: formatDay(date, year), url: webAddress(url) }))
    .filter(({ what }) => what !== '');
  if (shown.length <= STEPS_SHOWN) return shown;
  const kept = STEPS_SHOWN - 2;
  const gap = { what: `${shown.length - kept - 1} more`, day: '', url: null };
  return [...shown.slice(0, 1), gap, ...shown.slice(-kept)];
}

/** Who wrote about it stands behind what happened. */
function pressOf(press: NonNullable<DigestEntry['press']>, year: string): StepView[] {
  const shown = press.slice(0, PRESS_SHOWN);
  return shown.map(({ source, date, url }) => ({
    what: `in the press: ${phrase(source)}`,
    day: formatDay(date, year),
    url: webAddress(url),
  }));
}

function evidenceOf(evidence: DigestEntry['evidence']): string[] {
  const lines = evidence.slice(0, EVIDENCE_SHOWN).map(({ rule, where, text }) => {
    const words = phrase(text);
    return `${phrase(rule)}, in ${phrase(where)}${words === '' ? '' : `: ${words}`}`;
  });
  const rest = evidence.length - lines.length;
  return rest > 0 ? [...lines, `and ${rest} more`] : lines;
}

/** One entry in words; days of another year than the given one are shown with their year. */
export function viewEntry(entry: DigestEntry, year: string): EntryView {
  const title = truncate(cleanLine(entry.title), TITLE_COLUMNS);
  const author = formatName(displayName(entry.author)) || 'unknown';
  const steps = stepsOf(entry.steps, year);
  const posting = steps.length === 1 ? steps.find(({ what }) => POSTING.test(what)) : undefined;
  return {
    title: title === '' ? '(no subject)' : title,
    url: webAddress(entry.url),
    address: truncate(cleanLine(entry.url), TITLE_COLUMNS),
    byline: posting === undefined ? author : `${author}, ${posting.day}`,
    resend: entry.resend,
    revision: revisionOf(entry),
    patches: entry.parts === null ? null : countOf(entry.parts.total, 'patch', 'patches'),
    missing: missingOf(entry.parts),
    area: listNames(entry.areas, NAMES_SHOWN) || entry.category,
    diff: diffOf(entry.diff),
    tags: tagsOf(entry.tags),
    replies: repliesOf(entry),
    state: entry.state === null ? null : phrase(entry.state) || null,
    change: entry.change === null ? null : phrase(entry.change) || null,
    steps: [...(posting === undefined ? steps : []), ...pressOf(entry.press ?? [], year)],
    evidence: evidenceOf(entry.evidence),
  };
}

/** "Reviewed-by (2): Alice, Bob"; one name needs no number. */
export function tagText(tag: TagView): string {
  const name = tag.count > 1 ? `${tag.name} (${formatCount(tag.count)})` : tag.name;
  return tag.by === '' ? name : `${name}: ${tag.by}`;
}

/** "v2 5 Apr". */
export function stepText(step: StepView): string {
  return step.day === '' ? step.what : `${step.what} ${step.day}`;
}

/** The words, unless one of the steps says the same. */
export function untold(entry: EntryView, words: string | null): string | null {
  return entry.steps.some((step) => step.what === words) ? null : words;
}
