import { readDate } from '../page/date.ts';
import type { Element } from '../page/html.ts';
import { plainLine, textOf } from '../page/text.ts';
import type { Place } from './survey.ts';

export type Byline = { readonly author: string | undefined; readonly date: number | undefined };

const NAMED =
  /(?:^|[-_\s])(?:by-?line|author|autor|auteur|dateline|date|published|pubdate|posted|post-?meta|entry-?meta|article-?meta|meta|timestamp|datum|fecha|veröffentlicht)s?(?:$|[-_\s])/i;
const NAME =
  "\\p{Lu}[\\p{L}.'’-]{0,30}(?:\\s(?:\\p{Lu}[\\p{L}.'’-]{0,30}|(?:da|del|den|der|de|di|la|van|von)(?=\\s))){0,4}";
/** `Written by Jane Doe in Kernel on 3 May`, `Von Jana Muster und Max Muster, 3. Mai`, `Par Jeanne Doe`. */
const BY = new RegExp(
  `(?:^|[\\s[(|·•])(?:[Ww]ritten by|[Pp]osted by|[Pp]ublished by|[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Dd]oor|[Aa]v)[:\\s]\\s{0,3}(${NAME}(?:(?:,| and| und| et| y| e) ${NAME}){0,3})`,
  'u',
);
/** `[Posted August 22, 2026 by jdoe]`: the names of LWN's editors are small. */
const BY_SMALL = /\bPosted\b.{1,60} by ([a-z][\w-]{1,30})\]?$/;
const BY_EASTERN = /(?:作者|撰文|编译|記者|记者|著者|執筆|文)\s?[:：/]\s?([^\s:：/|,，。]{2,30})/u;
const MAX_BYLINE = 200;
const MAX_SEEN = 60;
const MAX_LINE = 100;

/**
 * Author and date as the page shows them: in elements that call themselves byline, author, date, in `<time>`. Only
 * what is seen is looked at: comments and boxes of links, with dates of their own, are gone by now.
 */
export function readByline(places: readonly Place[], body: Element | undefined): Byline {
  const seen = candidates(places).map(({ element }) => ({ element, lines: linesOf(element, MAX_BYLINE) }));
  const above = body ? firstLines(body) : [];
  const machine = first(seen, ({ element }) => machineDate(element));
  return {
    author:
      first(seen, ({ element, lines }) => authorIn(element, lines)) ?? first(above, (line) => nameIn(line)),
    date: machine ?? first(seen, ({ lines }) => first(lines, readDate)) ?? first(above, readDate),
  };
}

/** The text without the lines at its start that only say who wrote it and when, or the title once more. */
export function withoutByline(text: string, title: string): string {
  const lines = text.split('\n');
  const begin = lines.findIndex(
    (line) =>
      line.trim() !== '' &&
      line !== title &&
      (line.length > MAX_LINE || (nameIn(line) === undefined && readDate(line) === undefined)),
  );
  return begin <= 0 ? text : lines.slice(begin).join('\n').trim();
}

function first<T, R>(all: readonly T[], find: (one: T) => R | undefined): R | undefined {
  for (const one of all) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

function linesOf(element: Element, max: number): string[] {
  return textOf(element.childNodes, max)
    .split('\n')
    .map((line) => plainLine(line, max));
}

/** In the page's order. */
function candidates(places: readonly Place[]): Place[] {
  return places.filter(({ element, text }) => text <= MAX_BYLINE && isNamed(element)).slice(0, MAX_SEEN);
}

function isNamed({ name, attribs }: Element): boolean {
  if (name === 'time' || name === 'address') return true;
  const itemprop = attribs.itemprop ?? '';
  if (/^(?:author|datePublished|dateCreated)$/.test(itemprop) || attribs.rel === 'author') return true;
  return NAMED.test(classNames(attribs));
}

/** `FeatureByLine` is `Feature-By-Line`. */
function classNames(attribs: Readonly<Record<string, string>>): string {
  return `${attribs.class ?? ''} ${attribs.id ?? ''}`.slice(0, 300).replace(/([a-z])([A-Z])/g, '$1-$2');
}

function machineDate({ name, attribs }: Element): number | undefined {
  const told =
    name === 'time' ? attribs.datetime : /^date/.test(attribs.itemprop ?? '') ? attribs.content : undefined;
  return told === undefined ? undefined : readDate(told);
}

function authorIn({ name, attribs }: Element, lines: readonly string[]): string | undefined {
  if (name === 'time') return undefined;
  const by = first(lines, nameIn);
  if (by !== undefined) return by;
  const [line = ''] = lines;
  const says = attribs.itemprop === 'author' || attribs.rel === 'author';
  const calls = /(?:^|[-_\s])(?:author|autor|auteur)(?:-?name)?(?:$|[-_\s])/i.test(attribs.class ?? '');
  return (says || calls) && line !== '' && line.length <= 80 && !/\d{4}/.test(line) ? line : undefined;
}

function nameIn(line: string): string | undefined {
  const found = BY.exec(line) ?? BY_SMALL.exec(line) ?? BY_EASTERN.exec(line);
  return found?.[1] === undefined ? undefined : plainLine(found[1], 120);
}

/** The short lines above the first paragraph. */
function firstLines(body: Element): string[] {
  const lines = textOf(body.childNodes, 600).split('\n').slice(0, 4);
  const paragraph = lines.findIndex((line) => line.length > MAX_LINE);
  return lines.slice(0, paragraph < 0 ? lines.length : paragraph).filter((line) => line.length <= MAX_LINE);
}
