import { type CheerioAPI, load } from 'cheerio/slim';

export type Markup =
  | { readonly kind: 'read'; readonly find: CheerioAPI }
  | { readonly kind: 'refused'; readonly why: string };

/** What stands before the root element: a declaration, comments, instructions. */
const PROLOGUE = /^\uFEFF?\s{0,1000}(?:<\?[^>]{0,1000}\?>\s{0,1000}|<!--[^>]{0,4000}-->\s{0,1000}){0,10}/;

/**
 * Reads XML whose root element has to be `root`. A document type is refused whatever is in it: no feed needs one,
 * and entities are declared there. Anything else that is not XML of that kind is refused with the reason.
 */
export function readMarkup(text: string, root: string): Markup {
  const prologue = PROLOGUE.exec(text)?.[0] ?? '';
  const start = text.slice(prologue.length, prologue.length + 200);
  if (/^<!doctype\s{1,100}html|^<html/i.test(start))
    return refused(`it is an HTML page, not a feed (${root})`);
  if (/<!(?:doctype|entity)/i.test(text)) return refused('it declares a document type, which no feed needs');
  const found = /^<(?:[\w-]{1,40}:)?([\w-]{1,40})/.exec(start)?.[1];
  if (found === undefined) return refused('it is no XML');
  if (found !== root) return refused(`it is <${found}> where <${root}> was expected`);
  return { kind: 'read', find: load(text, { xml: true }) };
}

function refused(why: string): Markup {
  return { kind: 'refused', why };
}
