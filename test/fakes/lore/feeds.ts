import { gzipSync } from 'node:zlib';
import type { FakeReply, FakeRequest } from '../host.ts';
import { replyAtom, toUuid } from './atom.ts';
import type { Entry } from './entry.ts';
import { escapeId, replyPage, toAscii } from './html.ts';
import { writeMbox } from './mbox.ts';
import { BadQuery } from './query.ts';
import { search } from './search.ts';
import { threadOf } from './thread.ts';

export type Place = {
  readonly list: string;
  /** `http://HOST/LIST/` */
  readonly base: string;
  /** In the order of arrival. */
  readonly entries: readonly Entry[];
  /** ms */
  readonly now: number;
};

/** `feedmax`, and the most that a search gives at once. */
const NEW = 25;
const MOST = 200;

const newestFirst = (entries: readonly Entry[]): Entry[] =>
  entries.toReversed().sort((one, other) => other.at - one.at);
const updatedAt = ({ entries }: Place): number => entries.reduce((newest, { at }) => Math.max(newest, at), 0);

/** `new.atom`: the newest, those until `t=TIME`, or the first ones since `t=TIME-`. */
export function replyNew(place: Place, { query }: FakeRequest): FakeReply {
  const entries = pageOf(newestFirst(place.entries), query.get('t') ?? '');
  if (entries.length === 0)
    return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'No feed found for thread\n' };
  return replyAtom({
    title: `${place.list} archive`,
    base: place.base,
    page: '',
    self: 'new.atom',
    id: `mailto:${place.list}@lists.example.org`,
    updated: updatedAt(place),
    entries,
  });
}

/** View.pm of public-inbox, `paginate_recent`: both ends count; where too few came since then, the newest do. */
function pageOf(entries: readonly Entry[], times: string): Entry[] {
  const [, since, until] = /^(?:(\d{8,14})-)?(\d{8,14})?$/.exec(times) ?? [];
  const after = since === undefined ? undefined : readTime(since);
  const before = until === undefined ? undefined : readTime(until);
  const at = (entry: Entry): number => Math.floor(entry.at / 1000) * 1000;
  const fit = entries.filter(
    (entry) => (after === undefined || at(entry) >= after) && (before === undefined || at(entry) <= before),
  );
  if (after === undefined) return fit.slice(0, NEW);
  if (fit.length < NEW) return entries.slice(0, NEW);
  return before === undefined ? fit.toReversed().slice(0, NEW) : fit.slice(0, NEW);
}

function readTime(digits: string): number {
  const [year, month, day, hour = '', minute = '', second = ''] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)?(\d\d)?(\d\d)?/.exec(digits)?.slice(1) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}

/** `?q=`: Atom with `x=A`, a gzipped mbox of all hits for a POST with `x=m`, else a page. */
export function replySearch(place: Place, request: FakeRequest): FakeReply {
  const text = request.query.get('q') ?? '';
  let found: Entry[];
  try {
    found = search(newestFirst(place.entries), text, place.now);
  } catch (error) {
    if (!(error instanceof BadQuery)) throw error;
    return replyPage(400, `${text} - search results`, `\nBad query: <b>${toAscii(error.message)}</b>\n`);
  }
  if (found.length === 0) return replyPage(404, `${text} - search results`, '\n[No results found]');
  const kind = request.query.get('x');
  if (kind === 'm' && request.method === 'POST') return replyMbox(allOf(place, request, found), text);
  const shown = cut(found, request.query);
  if (kind === 'A') return replyFound(place, request, text, shown);
  const lines = shown.map(
    ({ id, subject }) => `<a\nhref="${toAscii(escapeId(id))}/">${toAscii(subject)}</a>\n`,
  );
  return replyPage(200, `${text} - search results`, lines.join(''));
}

/** SearchQuery.pm of public-inbox: `o=-1` is the oldest, and goes on from there. */
function cut(found: readonly Entry[], query: URLSearchParams): Entry[] {
  const asked = Number(/\d+/.exec(query.get('l') ?? '')?.[0] ?? MOST);
  const limit = asked === 0 || asked > MOST ? MOST : asked;
  const offset = Number(/-?\d+/.exec(query.get('o') ?? '')?.[0] ?? 0);
  const ordered = offset < 0 ? found.toReversed() : found;
  const start = offset < 0 ? -offset - 1 : offset;
  return ordered.slice(start, start + limit);
}

function replyFound(
  place: Place,
  { query }: FakeRequest,
  text: string,
  entries: readonly Entry[],
): FakeReply {
  const asked = [`q=${encodeURIComponent(text).replaceAll('%20', '+').replaceAll('%3A', ':')}`];
  for (const name of ['o', 'l']) if (query.get(name)) asked.push(`${name}=${query.get(name)}`);
  return replyAtom({
    title: `${text} - search results`,
    base: place.base,
    page: `?${asked.join('&')}`,
    self: `?${[...asked, 'x=A'].join('&')}`,
    id: toUuid(`q\n${text}`),
    updated: updatedAt(place),
    entries,
  });
}

/** With `x=full` in the form: the whole threads. */
function allOf(place: Place, { body }: FakeRequest, found: readonly Entry[]): readonly Entry[] {
  if (new URLSearchParams(body.toString()).get('x') !== 'full') return found;
  return [...new Set(found.flatMap(({ id }) => threadOf(place.entries, id)))];
}

export function replyThreadAtom(place: Place, id: string): FakeReply | undefined {
  const entries = newestFirst(threadOf(place.entries, id));
  const [newest] = entries;
  if (!newest) return undefined;
  return replyAtom({
    title: newest.subject,
    base: place.base,
    page: `${escapeId(id)}/`,
    self: `${escapeId(id)}/t.atom`,
    id: toUuid(`t\n${id}`),
    updated: newest.at,
    entries,
  });
}

export function replyMbox(entries: readonly Entry[], name: string): FakeReply {
  const file = name.replace(/[^\w.-]+/g, '-').slice(0, 80);
  return {
    headers: {
      'content-type': 'application/gzip',
      'content-disposition': `inline; filename=${file}.mbox.gz`,
    },
    body: gzipSync(writeMbox(entries)),
  };
}
