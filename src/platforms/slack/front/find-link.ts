import { isFields } from './fields.ts';

const ADDRESS = /https?:\/\/[^\s<>|"'`\\]{3,1000}/giu;
/** In the path of every mail of a public-inbox stands its Message-ID, after the name of the list or `r`. */
const MAIL = /^https?:\/\/([^/\s]{1,253})\/[\w.+-]{1,100}\/([^/\s?#]{1,500}@[^/\s?#]{1,250})/iu;
const MOST_TEXT = 40_000;
const DEEPEST = 12;

/**
 * The first link to a mail in a public-inbox (lore.kernel.org first of all) that a message of Slack's has, in its text
 * or else in its blocks and attachments: cards have it there. undefined where there is none. Hostile; bounded.
 */
export function findMailLink(message: unknown): string | undefined {
  const texts: string[] = [];
  gather(message, texts, 0);
  const links = texts.flatMap(linksOf);
  return links.find((link) => /^https?:\/\/lore\.kernel\.org\//iu.test(link)) ?? links[0];
}

function gather(value: unknown, into: string[], depth: number): void {
  if (typeof value === 'string') into.push(value.slice(0, MOST_TEXT));
  else if (isFields(value) && depth < DEEPEST && into.length < 2000)
    for (const part of Object.values(value)) gather(part, into, depth + 1);
}

function linksOf(text: string): string[] {
  return Array.from(
    text.replaceAll('&amp;', '&').matchAll(ADDRESS),
    ([address]) => MAIL.exec(decoded(address))?.[0],
  ).filter((link) => link !== undefined);
}

/** In some links the at sign is written as %40. */
function decoded(address: string): string {
  return address.replaceAll('%40', '@');
}
