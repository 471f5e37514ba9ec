import { createHash } from 'node:crypto';
import { canonicalUrl } from '../../domain/item/canonical-url.ts';
import type { BrokenItem } from '../../domain/item/item.ts';
import { readDate } from '../page/date.ts';
import { plainLine, plainTitle } from '../page/text.ts';
import { readBody } from './body.ts';
import { talkedAbout } from './talk.ts';

/** An item of a feed. Times in ms UTC. */
export type FeedItem = {
  /** guid, id or rdf:about; else the canonical link; else a hash of title and feed. */
  readonly id: string;
  /** One line without markup, without LWN's `[$]`. */
  readonly title: string;
  /** Canonical; '' where there is none. */
  readonly url: string;
  /** A page of comments on what is behind the url. */
  readonly discussion: string | undefined;
  readonly date: number | undefined;
  readonly author: string | undefined;
  /** What the feed gives of its text: plain, bounded. */
  readonly text: string;
  readonly language: string | undefined;
  readonly restricted: boolean;
  readonly links: readonly string[];
  /** The feed means to give all of the text. */
  readonly whole: boolean;
};

/** An entry in the words of no dialect, as written. */
export type Entry = {
  readonly id: string | undefined;
  readonly link: string | undefined;
  readonly comments: string | undefined;
  readonly title: string | undefined;
  /** The title is text and no HTML. */
  readonly plain?: boolean;
  readonly dates: readonly (string | undefined)[];
  readonly author: string | undefined;
  /** HTML, all of it. */
  readonly content: string | undefined;
  /** HTML, the beginning of it. */
  readonly summary: string | undefined;
  readonly base: string;
  readonly language: string | undefined;
};

const MAX_ID = 500;
const MAX_AUTHOR = 120;
const TITLE_OF_TEXT = 100;
/** LWN's mark of what only subscribers can read for now. */
const RESTRICTED = /^\[\$\]\s{0,9}/;

/** An item, or why it is none: without a title, a text and a link it says nothing. `place`: where it stands. */
export function readEntry(entry: Entry, place: string): FeedItem | BrokenItem {
  const body = readBody(entry.content ?? entry.summary, entry.base);
  const talk = talkedAbout(entry, body);
  const marked = titleOf(entry);
  const title = marked.replace(RESTRICTED, '') || plainLine(talk.text, TITLE_OF_TEXT);
  if (title === '') return { kind: 'broken', place, why: 'an item without a title and without a text' };
  const { url = '', discussion } = talk;
  const language = entry.language === undefined ? undefined : languageOf(entry.language);
  return {
    id: identityOf(entry, url, title),
    title,
    url,
    discussion,
    date: entry.dates.map((date) => (date === undefined ? undefined : readDate(date))).find(isTime),
    author: authorOf(entry.author),
    text: talk.text,
    language,
    restricted: RESTRICTED.test(marked),
    links: talk.links,
    whole: entry.content !== undefined,
  };
}

function titleOf({ title = '', plain }: Entry): string {
  return plain ? plainLine(title) : plainTitle(title);
}

/** An id that is a link is written one way: the same article keeps its id when the campaign in its link changes. */
function identityOf({ id, base }: Entry, url: string, title: string): string {
  const given = id === undefined ? '' : plainLine(id, MAX_ID);
  if (given !== '') return /^https?:/i.test(given) ? (canonicalUrl(given) ?? given) : given;
  return url === '' ? `sha256:${hashOf(`${title}\n${base}`)}` : url;
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** `jane@example.org (Jane Doe)` of RSS 2.0 is Jane Doe; an address alone says who, and is not told. */
export function authorOf(written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  const line = plainTitle(written);
  const named = /^[^\s@()]{1,80}@[^\s@()]{1,80}\s{0,3}\(([^()]{1,120})\)$/.exec(line)?.[1] ?? line;
  const bare = named.replace(/<?\b[^\s@<>]{1,80}@[\w.-]{1,80}>?/g, '').trim();
  return bare === '' ? undefined : plainLine(bare, MAX_AUTHOR);
}

/** BCP 47, as far as it looks like that: `en-us`. */
export function languageOf(written: string): string | undefined {
  const tag = written.trim().slice(0, 35).replaceAll('_', '-');
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i.test(tag) ? tag : undefined;
}

function isTime(time: number | undefined): time is number {
  return time !== undefined;
}
