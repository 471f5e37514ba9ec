import type { FileChange } from '../diff.ts';
import { everywhere } from '../everywhere.ts';
import type { Sight } from '../relevance/witness.ts';
import { foldSpaces } from '../subject.ts';
import { paragraphsOf } from './paragraphs.ts';
import type { Clue } from './type.ts';

/** One thing that a clue found: where, the words, and what they name. */
export type Trace = {
  readonly where: string;
  readonly text: string;
  readonly names: Readonly<Record<string, string>>;
};

const MAX_TRACES = 12;
const MAX_QUOTE = 120;
const MAX_NAME = 160;

/** Everything that the clue finds in a mail, at most a dozen. */
export function trace(clue: Clue, sight: Sight): Trace[] {
  switch (clue.in) {
    case 'subject':
      return traceWords(clue.words, sight.mail.line.title, 'subject');
    case 'own':
      return traceWords(clue.words, sight.own, 'own words');
    case 'text':
      return traceWords(clue.words, sight.mail.text, 'text');
    case 'files':
      return traceFiles(clue, sight);
    case 'lines':
      return traceDiffs(clue.path, sight, (file, diff) => traceLines(clue, file, diff));
    case 'paragraphs':
      return traceDiffs(clue.path, sight, (file, diff) => traceParagraphs(clue, file, diff));
  }
}

function traceWords(words: RegExp, text: string, where: string): Trace[] {
  if (!words.test(text)) return [];
  const traces: Trace[] = [];
  for (const found of text.matchAll(everywhere(words))) {
    traces.push({ where, text: clip(lineOf(text, found.index)), names: namesOf(found) });
    if (traces.length >= MAX_TRACES) break;
  }
  return traces;
}

function traceFiles(clue: Clue & { in: 'files' }, { reading }: Sight): Trace[] {
  const traces: Trace[] = [];
  for (const file of reading.files) {
    const found = file.change === clue.change ? clue.path.exec(file.path) : null;
    if (found)
      traces.push({ where: 'diff', text: clip(`${file.change} ${file.path}`), names: namesOf(found) });
    if (traces.length >= MAX_TRACES) break;
  }
  return traces;
}

type FileTraces = (file: FileChange, diff: string) => Trace[];

function traceDiffs(path: RegExp, { mail, reading }: Sight, tracesIn: FileTraces): Trace[] {
  const traces: Trace[] = [];
  for (const file of reading.files) {
    const found = path.exec(file.path);
    if (!found) continue;
    const named = namesOf(found);
    for (const one of tracesIn(file, mail.text.slice(file.start, file.end))) {
      traces.push({ ...one, names: { ...named, ...one.names } });
      if (traces.length >= MAX_TRACES) return traces;
    }
  }
  return traces;
}

function traceLines(clue: Clue & { in: 'lines' }, file: FileChange, diff: string): Trace[] {
  const traces: Trace[] = [];
  const moved = new Set<string>();
  for (const paragraph of paragraphsOf(diff)) {
    const hits = paragraph.flatMap((line) => {
      const found = line.startsWith(' ') ? null : clue.words.exec(line.slice(1).trim());
      return found ? [{ line, found }] : [];
    });
    if (hits.length === 0) continue;
    const near = !clue.near || clue.near.test(paragraph.join('\n'));
    for (const { line, found } of hits) {
      if (!line.startsWith(clue.sign)) moved.add(saidBy(found));
      else if (near) traces.push({ where: `diff of ${file.path}`, text: clip(line), names: namesOf(found) });
    }
  }
  return traces.filter(({ text, names }) => !moved.has(saying(text.slice(1).trim(), names)));
}

/** What a line says to the rule: the names in it, or all of it where the rule asks for none. */
function saidBy(found: RegExpExecArray): string {
  return saying(clip(found.input), namesOf(found));
}

function saying(text: string, names: Readonly<Record<string, string>>): string {
  const named = Object.values(names);
  return (named.length > 0 ? named.join('\n') : text).toLowerCase();
}

function traceParagraphs(clue: Clue & { in: 'paragraphs' }, file: FileChange, diff: string): Trace[] {
  const traces: Trace[] = [];
  for (const paragraph of paragraphsOf(diff)) {
    if (!paragraph.some((line) => !line.startsWith(' '))) continue;
    const text = paragraph.join('\n');
    if (clue.near && !clue.near.test(text)) continue;
    for (const one of traceWords(clue.words, text, `diff of ${file.path}`)) traces.push(one);
  }
  return traces;
}

function namesOf({ groups = {} }: RegExpExecArray | RegExpMatchArray): Record<string, string> {
  const names: Record<string, string> = {};
  for (const [name, value] of Object.entries(groups)) {
    if (value !== undefined) names[name] = foldSpaces(value).slice(0, MAX_NAME);
  }
  return names;
}

/** The line that holds the place; the first line with words where the match starts with an empty one. */
function lineOf(text: string, at: number): string {
  const start = text.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
  return (
    text
      .slice(start)
      .split('\n', 4)
      .find((line) => line.trim() !== '') ?? ''
  );
}

function clip(text: string): string {
  const flat = foldSpaces(text.slice(0, 4 * MAX_QUOTE));
  return flat.length <= MAX_QUOTE ? flat : `${flat.slice(0, MAX_QUOTE - 1)}…`;
}
