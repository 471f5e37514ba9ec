import type { FieldClause, FieldValue } from './ast.ts';
import { compileGlob, hasWildcard } from './glob.ts';
import { listName, meansName } from './names.ts';
import type { FilterSubject } from './subject.ts';
import { fold } from './tokens.ts';
import { indexWords, occurs } from './word-index.ts';

const DAY_MS = 86_400_000;

/** Whether any of the field's values fits the subject. */
export function matchField(clause: FieldClause, subject: FilterSubject): boolean {
  return clause.values.some((value) => matchValue(clause.field, value, subject));
}

function matchValue(field: FieldClause['field'], value: FieldValue, subject: FilterSubject): boolean {
  switch (value.type) {
    case 'number':
      return subject.revision !== null && compares(subject.revision, value);
    case 'term':
      return occurs(value.term, indexWords(subject.subject));
    case 'day':
      return matchDay(field === 'until', value.text, subject.date);
    case 'glob':
      return touchesPath(value.text, subject.paths);
    case 'choice':
      return matchChoice(field, value.text, subject);
    case 'text':
      return matchText(field, value.text, subject);
  }
}

function compares(actual: number, { compare, number }: FieldValue & { readonly type: 'number' }): boolean {
  switch (compare) {
    case '=':
      return actual === number;
    case '<':
      return actual < number;
    case '<=':
      return actual <= number;
    case '>':
      return actual > number;
    case '>=':
      return actual >= number;
  }
}

function matchDay(until: boolean, day: string, date: number): boolean {
  const start = Date.parse(`${day}T00:00:00Z`);
  return until ? date < start + DAY_MS : date >= start;
}

function matchChoice(field: FieldClause['field'], choice: string, subject: FilterSubject): boolean {
  if (field === 'kind') return subject.kind === choice;
  if (field === 'category') return subject.category === choice;
  if (field === 'relevant') return subject.relevant === choice;
  if (field === 'state') return subject.state === choice;
  return subject.state === choice || subject.flags.some((flag) => flag === choice);
}

function matchText(field: FieldClause['field'], text: string, subject: FilterSubject): boolean {
  if (field === 'series') return subject.series.includes(text);
  if (field === 'author') return isPerson(text, subject.author);
  if (field === 'list') return means(listName(text), subject.lists);
  if (field === 'area') return means(text, subject.areas);
  if (field === 'tag') return means(text, subject.tags);
  return means(text, subject.milestones);
}

function means(wanted: string, names: readonly string[]): boolean {
  return names.some((name) => meansName(wanted, name));
}

/** A part of `Name <mail>`; with `*` or `?` the whole of the name or of the mail. */
function isPerson(wanted: string, author: FilterSubject['author']): boolean {
  const folded = fold(wanted);
  const name = fold(author.name);
  const email = fold(author.email);
  if (!hasWildcard(folded)) return `${name} <${email}>`.includes(folded);
  const fits = compileGlob(folded);
  return fits(name) || fits(email);
}

/** The pattern fits the path, or, without wildcards, is a folder above it, or, without `/`, fits its last part. */
function touchesPath(pattern: string, paths: readonly string[]): boolean {
  const folded = foldPath(pattern);
  const fits = compileGlob(folded);
  const folder = hasWildcard(folded) ? undefined : `${folded}/`;
  const nameOnly = !folded.includes('/');
  return paths.some((written) => {
    const path = written.toLowerCase();
    if (fits(path)) return true;
    if (folder !== undefined && path.startsWith(folder)) return true;
    return nameOnly && fits(path.slice(path.lastIndexOf('/') + 1));
  });
}

/** A pattern as it is held against paths in small letters: without a slash before or behind it. */
export function foldPath(pattern: string): string {
  return pattern
    .toLowerCase()
    .replace(/^\.?\/(?=.)/, '')
    .replace(/(?<=.)\/$/, '');
}
