import type { Buffer } from 'node:buffer';
import { bareAddress, canonicalUrl } from '../../domain/item/canonical-url.ts';
import { authorOf, languageOf } from '../feed/entry.ts';
import { type Refused, refuse } from '../feed/scan.ts';
import { readDate } from '../page/date.ts';
import { charsetOf, decodeBytes, metaCharset } from '../page/decode.ts';
import { type Element, type Html, readHtml } from '../page/html.ts';
import { plainLine, plainTitle, textOf } from '../page/text.ts';
import { findBody, readBody } from './body.ts';
import { readByline, withoutByline } from './byline.ts';
import { findForeign } from './drop.ts';
import { type LinkedData, readLinkedData } from './linked-data.ts';
import { type Place, surveyPage } from './survey.ts';

/** What a page says of its article. Times in ms UTC. */
export type ArticlePage = {
  readonly kind: 'article';
  readonly title: string;
  /** undefined where the page does not tell. */
  readonly date: number | undefined;
  readonly author: string | undefined;
  readonly text: string;
  readonly language: string | undefined;
  /** Its canonical address, on the same host; else the one it was had from. */
  readonly url: string;
  readonly restricted: boolean;
  readonly links: readonly string[];
};

export const MAX_PAGE = 3_000_000;

/**
 * Reads the page of one article: what it says, without navigation, adverts, boxes of links and what readers say.
 * `url`: where it was had; `contentType`: as the server named it. Refused: too large, too many tags, no title, no
 * paragraph. Never throws; linear but for a bounded nesting.
 */
export function parseArticle(bytes: Buffer, url: string, contentType = ''): ArticlePage | Refused {
  if (bytes.length > MAX_PAGE) return refuse(`the page has more than ${MAX_PAGE} bytes`, true);
  const $ = readHtml(decodeBytes(bytes, [charsetOf(contentType), metaCharset(bytes)]));
  if (!$) return refuse('the page has too many tags', true);
  const data = readLinkedData($);
  const foreign = findForeign($);
  const places = surveyPage($, foreign);
  const body = findBody(places);
  const title = titleOf($, data, places);
  if (title === '') return refuse('the page has no title', false);
  if (!body) return refuse('the page has no paragraph of text', false);
  const byline = readByline(places, body.element);
  const named = metaOf($, 'author', 'article:author', 'parsely-author', 'dc.creator', 'sailthru.author');
  const told = data?.author ?? (named && !/^https?:/i.test(named) ? named : undefined);
  const read = readBody(places, body, foreign, baseOf($, url));
  return {
    kind: 'article',
    title: title.replace(/^\[\$\]\s{0,9}/, ''),
    date: publishedAt($, data) ?? byline.date,
    author: authorOf(told) ?? byline.author,
    text: withoutByline(read.text, title),
    links: read.links,
    language: languageIn($, data),
    url: addressOf($, url),
    restricted: data?.restricted === true || title.startsWith('[$]') || isLocked($),
  };
}

function publishedAt($: Html, data: LinkedData | undefined): number | undefined {
  const told = metaOf(
    $,
    'article:published_time',
    'og:article:published_time',
    'datepublished',
    'parsely-pub-date',
    'dc.date',
    'dc.date.issued',
    'dcterms.created',
    'sailthru.date',
    'pubdate',
    'date',
  );
  return readDate(data?.published ?? '') ?? (told === undefined ? undefined : readDate(told));
}

/** The value of the first of the names that the page has, in the names' order. */
function metaOf($: Html, ...names: readonly string[]): string | undefined {
  const values = new Map<string, string>();
  for (const { attribs } of $('meta[content]').toArray()) {
    const name = (attribs.property ?? attribs.name ?? attribs.itemprop ?? '').toLowerCase();
    const content = attribs.content?.trim() ?? '';
    if (content !== '' && !values.has(name)) values.set(name, content.slice(0, 1_000));
  }
  return names.map((name) => values.get(name)).find((value) => value !== undefined);
}

/** As the article calls itself: a page's `<title>` has the site's name behind a bar. */
function titleOf($: Html, data: LinkedData | undefined, places: readonly Place[]): string {
  const told = data?.headline ?? metaOf($, 'og:title', 'twitter:title', 'dc.title');
  const page = plainLine($('title').first().text());
  const titled = told === undefined ? '' : plainTitle(told);
  const headings = places.filter(({ element, text }) => /^h[12]$/.test(element.name) && text > 0).slice(0, 5);
  const shown = headings.map(({ element }) => ({ name: element.name, text: headingOf(element) }));
  // What is added to the heading is the site's name.
  const known = titled || page;
  const same = shown.find(({ text }) => text.length > 3 && known.startsWith(text));
  if (same) return same.text;
  return (
    titled ||
    shown.find(({ name }) => name === 'h1')?.text ||
    page.replace(/ (?:[|·•»–—]|--|::) [^|·•»–—]{1,60}$/u, '')
  );
}

function headingOf(element: Element): string {
  return plainLine(textOf(element.childNodes, 1_000));
}

function languageIn($: Html, data: LinkedData | undefined): string | undefined {
  const html = $('html').attr('lang') ?? $('html').attr('xml:lang');
  for (const told of [data?.language, html, metaOf($, 'og:locale', 'content-language')]) {
    const language = languageOf(told ?? '');
    if (language !== undefined) return language;
  }
  return undefined;
}

function baseOf($: Html, url: string): string {
  const base = $('base[href]').attr('href');
  return base === undefined ? url : (URL.parse(base, url)?.href ?? url);
}

/** A page may give itself another address, but not one on a host that is not its own. */
function addressOf($: Html, url: string): string {
  const told = $('link[rel="canonical"]').attr('href') ?? metaOf($, 'og:url');
  const canonical = told === undefined ? undefined : canonicalUrl(told, url);
  const own = canonicalUrl(url) ?? url;
  return canonical !== undefined && hostOf(canonical) === hostOf(own) ? canonical : own;
}

function hostOf(url: string): string {
  return bareAddress(url).replace(/[/?].*$/s, '');
}

function isLocked($: Html): boolean {
  return /^(?:locked|metered|paid|premium|subscriber)/i.test(
    metaOf($, 'article:content_tier', 'content-tier') ?? '',
  );
}
