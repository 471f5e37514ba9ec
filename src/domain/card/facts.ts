import { figure } from '../compose/figure.ts';
import type { Happening } from '../compose/happenings.ts';
import type { DigestEntry } from '../digest.ts';
import { bound } from './bound.ts';
import { patches } from './posting-steps.ts';

/** "13 patches", "482 files, +98 -12", "3 replies from 2 people"; of a pull request what it lists and the tag. */
export function factsOf({ what, head }: Happening, told: DigestEntry): string[] {
  const { listed, tag } = head.said;
  return [
    ...(told.parts ? [partsWords(told.parts)] : []),
    ...(what === 'pull' && listed.length > 0 ? [patches(listed.length)] : []),
    ...(what === 'pull' && tag !== undefined ? [bound(`tag ${tag}`)] : []),
    ...(told.diff ? [diffWords(told.diff)] : []),
    ...(told.replies > 0 ? [repliesWords(told)] : []),
  ];
}

function partsWords({ seen, total }: NonNullable<DigestEntry['parts']>): string {
  return seen < total ? `${figure(seen)} of ${patches(total)}` : patches(total);
}

function diffWords({ files, added, removed }: NonNullable<DigestEntry['diff']>): string {
  return `${count(files, 'file', 'files')}, +${figure(added)} -${figure(removed)}`;
}

function repliesWords({ replies, people }: DigestEntry): string {
  const said = count(replies, 'reply', 'replies');
  return people > 1 ? `${said} from ${count(people, 'person', 'people')}` : said;
}

export function count(value: number, one: string, many: string): string {
  return `${figure(value)} ${value === 1 ? one : many}`;
}
