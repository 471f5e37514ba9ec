import { dayOf, shown } from './card-view.ts';
import { cleanLine, webAddress } from './clean.ts';
import { countOf } from './phrases.ts';

/** What did not go out one by one; dates are ISO 8601 UTC. */
export type Summary = {
  readonly since: string;
  readonly until: string;
  readonly entries: readonly { readonly title: string; readonly url: string; readonly text: string }[];
  /** More than are named. */
  readonly more: number;
};

export type SummaryView = {
  /** "12 more, 22 Nov 2026, 14:00 to 15:00 UTC" */
  readonly heading: string;
  readonly entries: readonly { readonly title: string; readonly text: string; readonly url: string | null }[];
  /** "and 4 more"; '' where all are named. */
  readonly more: string;
};

const TITLE_COLUMNS = 200;
const ENTRIES_SHOWN = 50;
const NOTICE_LINES = 60;
const LONGEST = 2000;

/** A summary in the words that every format shows. */
export function viewSummary({ since, until, entries, more }: Summary): SummaryView {
  const rest = more + Math.max(0, entries.length - ENTRIES_SHOWN);
  return {
    heading: [countOf(entries.length + more, 'more post', 'more posts'), spanOf(since, until)]
      .filter((part) => part !== '')
      .join(', '),
    entries: entries.slice(0, ENTRIES_SHOWN).map(({ title, url, text }) => ({
      title: shown(title, TITLE_COLUMNS) || '(no subject)',
      text: shown(text),
      url: webAddress(url),
    })),
    more: rest > 0 ? `and ${rest} more` : '',
  };
}

/** "22 Nov 2026, 14:00 to 15:00 UTC"; the day twice where it leads over midnight. */
function spanOf(since: string, until: string): string {
  const [first, last] = [dayOf(since, ''), dayOf(until, '')];
  if (first === '' || last === '') return '';
  const [from, to] = [clock(since), clock(until)];
  return first === last ? `${first}, ${from} to ${to} UTC` : `${first}, ${from} to ${last}, ${to} UTC`;
}

function clock(iso: string): string {
  return /^.{10}T(\d{2}:\d{2})/.exec(iso)?.[1] ?? '';
}

/** The lines of a notice, clean and not endless. */
export function viewNotice(text: string): string[] {
  return text.split('\n', NOTICE_LINES).map((line) => cleanLine(line.slice(0, LONGEST)));
}
