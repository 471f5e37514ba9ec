import type { Entry } from './entry.ts';

const ENVELOPE = 'From mboxrd@z Thu Jan  1 00:00:00 1970\n';
/** Fields that public-inbox does not hand out: they lie about what follows. */
const DROPPED = /^(?:lines|bytes|content-length|status):/i;

/** Mails as public-inbox writes them into an mbox, and as the only one at `/raw` (mboxrd): one byte, one char. */
export function writeMbox(entries: readonly Entry[]): Buffer {
  return Buffer.from(entries.map(writeOne).join(''), 'latin1');
}

function writeOne({ bytes }: Entry): string {
  const text = bytes.toString('latin1');
  const end = /\r?\n\r?\n/.exec(text);
  const head = text.slice(0, end ? end.index + end[0].length : text.length);
  const body = text.slice(head.length).replace(/^(>*From )/gm, '>$1');
  const fields = head.split(/(?<=\n)(?![ \t])/).filter((field) => !DROPPED.test(field));
  return `${ENVELOPE}${fields.join('')}${body}\n`;
}
