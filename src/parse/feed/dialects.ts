import type { Entry } from './entry.ts';
import { asText, attribute, childrenOf, type Raw, textIn } from './tree.ts';

/** What holds for all entries of a feed. */
export type Frame = { readonly base: string; readonly language: string | undefined };

/** RSS 0.9x, 1.0 and 2.0, with the Dublin Core, content, and Atom's own elements where they are used in it. */
export function rssEntry(raw: Raw, frame: Frame): Entry {
  const guid = childrenOf(raw, 'guid')[0];
  const id = asText(guid) ?? attribute(raw, 'rdf:about') ?? textIn(raw, 'dc:identifier');
  const permanent = guid !== undefined && attribute(guid, 'isPermaLink') !== 'false';
  const base = baseOf(raw, frame.base);
  return {
    id,
    link:
      textIn(raw, 'feedburner:origLink', 'link') ??
      hrefOf(raw, 'atom:link') ??
      (permanent ? asText(guid) : undefined),
    comments: textIn(raw, 'comments'),
    title: textIn(raw, 'title', 'dc:title', 'media:title'),
    dates: [textIn(raw, 'pubDate'), textIn(raw, 'dc:date', 'dcterms:created'), textIn(raw, 'date')],
    author: textIn(raw, 'dc:creator') ?? textIn(raw, 'author') ?? nameIn(raw, 'atom:author'),
    content: textIn(raw, 'content:encoded'),
    summary: textIn(raw, 'description', 'summary'),
    base,
    language: textIn(raw, 'dc:language') ?? frame.language,
  };
}

/** Atom 1.0 (RFC 4287) and 0.3. */
export function atomEntry(raw: Raw, frame: Frame): Entry {
  const title = childrenOf(raw, 'title')[0] ?? '';
  const content = childrenOf(raw, 'content')[0] ?? '';
  const base = baseOf(raw, frame.base);
  return {
    id: textIn(raw, 'id'),
    link: hrefOf(raw, 'link'),
    comments: hrefOf(raw, 'link', 'replies', /html/),
    title: asText(title),
    plain: (attribute(title, 'type') ?? 'text') === 'text',
    dates: [textIn(raw, 'published', 'issued'), textIn(raw, 'updated', 'modified')],
    author: nameIn(raw, 'author') ?? textIn(raw, 'dc:creator'),
    content: markupOf(content),
    summary: markupOf(childrenOf(raw, 'summary')[0] ?? '') ?? textIn(raw, 'media:description'),
    base: baseOf(content, base),
    language: attribute(raw, 'xml:lang') ?? frame.language,
  };
}

/** Its HTML; plain text becomes that. */
function markupOf(raw: Raw): string | undefined {
  const text = asText(raw);
  const type = attribute(raw, 'type') ?? 'text';
  return text !== undefined && (type === 'text' || type === 'text/plain')
    ? `<pre>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`
    : text;
}

function hrefOf(raw: Raw, name: string, rel = 'alternate', type?: RegExp): string | undefined {
  const links = childrenOf(raw, name).filter((link) => (attribute(link, 'rel') ?? 'alternate') === rel);
  const fits = links.find((link) => (type ?? /html/).test(attribute(link, 'type') ?? 'text/html'));
  const link = fits ?? (type ? undefined : links[0]);
  return link === undefined ? undefined : attribute(link, 'href');
}

function nameIn(raw: Raw, name: string): string | undefined {
  const names = childrenOf(raw, name).flatMap((person) => textIn(person, 'name', 'atom:name') ?? []);
  return names.length === 0 ? undefined : names.slice(0, 5).join(', ');
}

function baseOf(raw: Raw, base: string): string {
  const own = attribute(raw, 'xml:base');
  return own === undefined ? base : (URL.parse(own, base)?.href ?? base);
}
