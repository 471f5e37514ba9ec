import type { Entry } from './entry.ts';
import { type Refused, refuse } from './scan.ts';

type Fields = Readonly<Record<string, unknown>>;
export type JsonFeed = { readonly title: string | undefined; readonly entries: readonly Entry[] };

/** JSON Feed 1.0 and 1.1 (jsonfeed.org). `base`: where it was had. */
export function readJsonFeed(text: string, base: string): JsonFeed | Refused {
  const feed = parse(text);
  if (feed === undefined) return refuse('it is JSON that breaks off or is not well formed', false);
  const { version, items } = feed;
  if (typeof version !== 'string' || !/^https?:\/\/jsonfeed\.org\/version\/1/.test(version))
    return refuse('it is JSON, and no JSON Feed 1', true);
  if (!Array.isArray(items)) return refuse('it is a JSON Feed without items', true);
  const language = textOf(feed, 'language');
  const entries = items.map((item: unknown) => entryOf(isFields(item) ? item : {}, feed, base, language));
  return { title: textOf(feed, 'title'), entries };
}

function entryOf(item: Fields, feed: Fields, base: string, language: string | undefined): Entry {
  const plain = textOf(item, 'content_text') ?? textOf(item, 'summary');
  const external = textOf(item, 'external_url');
  const url = textOf(item, 'url');
  return {
    id: textOf(item, 'id') ?? (typeof item.id === 'number' ? `${item.id}` : undefined),
    link: url ?? external,
    comments: undefined,
    title: textOf(item, 'title'),
    plain: true,
    dates: [textOf(item, 'date_published'), textOf(item, 'date_modified')],
    author: authorIn(item) ?? authorIn(feed),
    content: textOf(item, 'content_html') ?? (item.content_text === undefined ? undefined : asHtml(plain)),
    summary: asHtml(textOf(item, 'summary')),
    base,
    language: textOf(item, 'language') ?? language,
  };
}

/** `authors` of 1.1, `author` of 1.0. */
function authorIn(fields: Fields): string | undefined {
  const { authors, author } = fields;
  const all: readonly unknown[] = Array.isArray(authors) ? authors : [author];
  const names = all.flatMap((one) => (isFields(one) ? (textOf(one, 'name') ?? []) : []));
  return names.length === 0 ? undefined : names.slice(0, 5).join(', ');
}

function asHtml(text: string | undefined): string | undefined {
  return text === undefined
    ? undefined
    : `<pre>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`;
}

function textOf(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function parse(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
