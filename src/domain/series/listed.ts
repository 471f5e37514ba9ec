import { titleKey } from './title.ts';

const MAX_TITLES = 3000;
/** `Jane Doe (3):`, and below it the titles, indented: git-shortlog, as git-request-pull writes it. */
const AUTHOR = /^\S.{0,100} \(\d{1,4}\):\s*$/;
const TITLE = /^ {4,8}(?=\S)/;

/** Keys of the titles in a pull request's shortlog; a long title goes on in the next line. */
export function readListed(text: string): number[] {
  if (!text.includes('):\n')) return [];
  const titles: string[] = [];
  let listing = false;
  for (const line of text.split('\n')) {
    if (AUTHOR.test(line)) listing = true;
    else if (!listing) continue;
    else if (TITLE.test(line)) titles.push(line.trim().slice(0, 300));
    else if (/^ {9,12}\S/.test(line) && titles.length > 0)
      titles.push(`${titles.pop()} ${line.trim().slice(0, 300)}`);
    else if (line.trim() !== '') listing = false;
    if (titles.length >= MAX_TITLES) break;
  }
  return [...new Set(titles.map(titleKey))];
}
