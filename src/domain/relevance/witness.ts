import type { FileChange } from '../diff.ts';
import { everywhere } from '../everywhere.ts';
import type { Mail } from '../message.ts';
import type { Reading } from '../reading.ts';
import type { Evidence } from '../verdict.ts';
import { changedLine } from './changed.ts';
import type { Witness } from './rule.ts';

/** A mail as the rules see it. `own` has addresses and links taken out. */
export type Sight = { readonly mail: Mail; readonly reading: Reading; readonly own: string };

type Seen = Omit<Evidence, 'rule'>;

const MAX_QUOTE = 120;

/** What the witness saw, or undefined where it saw nothing. */
export function testify(witness: Witness, sight: Sight): Seen | undefined {
  if ('all' in witness) return everyone(witness.all, sight);
  if ('any' in witness) return first(witness.any, sight);
  if ('not' in witness) return testify(witness.not, sight) ? undefined : { where: 'mail', text: '' };
  switch (witness.in) {
    case 'files':
      return seenFile(witness.path, witness.change, sight.reading.files);
    case 'changes':
      return seenChange(witness.path, witness.words, sight);
    case 'subject':
      return seenWords(witness.words, sight.mail.line.title, 'subject');
    case 'own':
      return seenOften(witness.words, witness.atLeast ?? 1, sight.own);
    case 'text':
      return seenWords(witness.words, sight.mail.text, 'text');
    case 'recipients':
      return sight.mail.recipients.includes(witness.address)
        ? { where: 'cc', text: witness.address }
        : undefined;
    case 'kind':
      return witness.kinds.includes(sight.mail.kind) ? { where: 'mail', text: sight.mail.kind } : undefined;
    case 'author':
      return witness.address.test(sight.mail.from.email)
        ? { where: 'author', text: sight.mail.from.email }
        : undefined;
    case 'posting':
      return isWhole(sight.mail) === witness.whole ? { where: 'mail', text: '' } : undefined;
    case 'diff':
      return sight.reading.files.length > 0 === witness.present ? { where: 'diff', text: '' } : undefined;
  }
}

/** All must have seen something; the first that has words to show speaks. */
function everyone(witnesses: readonly Witness[], sight: Sight): Seen | undefined {
  let told: Seen | undefined;
  for (const witness of witnesses) {
    const seen = testify(witness, sight);
    if (!seen) return undefined;
    if (!told || told.text === '' || told.where === 'mail') told = seen;
  }
  return told;
}

function first(witnesses: readonly Witness[], sight: Sight): Seen | undefined {
  for (const witness of witnesses) {
    const seen = testify(witness, sight);
    if (seen) return seen;
  }
  return undefined;
}

/** A cover letter, or a patch that is the only one. */
function isWhole({ kind, line }: Mail): boolean {
  return kind === 'cover' || (kind === 'patch' && line.patch?.part === 1 && line.patch.total === 1);
}

function seenFile(
  path: RegExp,
  change: FileChange['change'] | undefined,
  files: readonly FileChange[],
): Seen | undefined {
  for (const file of files) {
    if (change !== undefined && file.change !== change) continue;
    if (path.test(file.path)) return { where: 'diff', text: file.path };
    if (file.from !== undefined && path.test(file.from)) return { where: 'diff', text: file.from };
  }
  return undefined;
}

function seenChange(path: RegExp, words: RegExp, { mail, reading }: Sight): Seen | undefined {
  for (const file of reading.files) {
    if (!path.test(file.path)) continue;
    const line = changedLine(mail.text.slice(file.start, file.end), words);
    if (line !== undefined) return { where: `diff of ${file.path}`, text: clip(line) };
  }
  return undefined;
}

function seenWords(words: RegExp, text: string, where: string): Seen | undefined {
  const found = words.exec(text);
  return found ? { where, text: quoteAround(text, found.index, found[0].length) } : undefined;
}

function seenOften(words: RegExp, atLeast: number, own: string): Seen | undefined {
  if (atLeast === 1) return seenWords(words, own, 'own words');
  let count = 0;
  let start: Seen | undefined;
  for (const found of own.matchAll(everywhere(words))) {
    start ??= { where: 'own words', text: quoteAround(own, found.index, found[0].length) };
    if (++count >= atLeast) return start;
  }
  return undefined;
}

/** The line around a place, bounded. */
function quoteAround(text: string, at: number, length: number): string {
  const lineStart = text.lastIndexOf('\n', at) + 1;
  const newline = text.indexOf('\n', at + length);
  const line = text.slice(lineStart, newline < 0 ? undefined : newline);
  if (line.length <= MAX_QUOTE) return line.trim();
  const from = Math.max(0, at - lineStart - 40);
  return clip(line.slice(from));
}

function clip(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length <= MAX_QUOTE ? flat : `${flat.slice(0, MAX_QUOTE - 1)}…`;
}
