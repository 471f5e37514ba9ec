import { basename, dirname } from 'node:path';

const ENDINGS = /\.(?:gz|mboxrd|mbox|eml|bundle|git|txt|msg)$/i;

/** The list that a file is named after: its name without what tells the format. */
export function listOfFile(path: string): string {
  let name = basename(path);
  while (ENDINGS.test(name)) name = name.replace(ENDINGS, '');
  return tidy(name);
}

/** `<list>/git/N.git` and `<list>/N.git` are epoch N of the list; other repositories are named after themselves. */
export function listOfEpoch(gitDir: string): { readonly list: string; readonly epoch: number | null } {
  const number = /^(\d{1,6})\.git$/.exec(basename(gitDir))?.[1];
  if (number === undefined) return { list: listOfFile(gitDir), epoch: null };
  const parent = dirname(gitDir);
  const folder = basename(parent) === 'git' ? dirname(parent) : parent;
  return { list: listOfFile(folder), epoch: Number(number) };
}

/** No white space and nothing that a terminal or a query would take for more than a name. */
function tidy(name: string): string {
  return name.replace(/[^\p{L}\p{N}._+@-]+/gu, '-').slice(0, 100) || 'mail';
}
