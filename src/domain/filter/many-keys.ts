import { GRAM } from './many-needs.ts';
import type { FilterSubject } from './subject.ts';
import { fold } from './tokens.ts';
import type { WordIndex } from './word-index.ts';

/**
 * What filters are looked up by, and how much each look-up is worth: a rare thing leads to few filters that then do
 * not hold after all. 1: best.
 */
export const SPACES = {
  series: 1,
  word: 1,
  prefix: 2,
  subject: 1,
  'subject-prefix': 2,
  author: 3,
  path: 3,
  area: 5,
  list: 8,
  tag: 8,
  milestone: 8,
  ending: 20,
  revision: 20,
  is: 30,
  state: 30,
  category: 30,
  kind: 40,
  relevant: 60,
} as const;
export type Space = keyof typeof SPACES;
export type Key = { readonly space: Space; readonly name: string };

/** The names that are asked for, by space, each with what it leads to. */
export type Shelf<T> = ReadonlyMap<Space, ReadonlyMap<string, T>>;

/** A subject whose words are cut at most once. */
export type Held = {
  readonly subject: FilterSubject;
  /** Of the text. */
  readonly words: () => WordIndex;
  /** Of the subject line. */
  readonly title: () => WordIndex;
};

/** Calls `found` with everything that the subject's own names lead to; the same thing may come more than once. */
export function lookUp<T>(shelf: Shelf<T>, held: Held, found: (thing: T) => void): void {
  for (const [space, asked] of shelf) {
    for (const name of namesOf(space, held, asked)) {
      const thing = asked.get(name);
      if (thing !== undefined) found(thing);
    }
  }
}

type Asked = ReadonlyMap<string, unknown>;

function namesOf(space: Space, { subject, words, title }: Held, asked: Asked): Iterable<string> {
  switch (space) {
    case 'word':
      return wordsOf(words(), asked);
    case 'subject':
      return wordsOf(title(), asked);
    case 'prefix':
      return startsOf(words(), asked);
    case 'subject-prefix':
      return startsOf(title(), asked);
    case 'author':
      return piecesOf(subject.author);
    case 'path':
      return placesOf(subject.paths);
    case 'ending':
      return new Set(subject.paths.map(endingOf));
    case 'is':
      return new Set([...subject.flags, ...(subject.state === null ? [] : [subject.state])]);
    case 'revision':
      return subject.revision === null ? [] : ['any', String(subject.revision)];
    case 'series':
      return subject.series;
    case 'list':
      return foldersOf(subject.lists);
    case 'area':
      return foldersOf(subject.areas);
    case 'tag':
      return foldersOf(subject.tags);
    case 'milestone':
      return foldersOf(subject.milestones);
    default:
      return [subject[space] ?? ''];
  }
}

/** Whichever is shorter is walked through. */
function wordsOf(words: WordIndex, asked: Asked): Iterable<string> {
  return asked.size < words.size ? [...asked.keys()].filter((name) => words.has(name)) : words.keys();
}

function startsOf(words: WordIndex, asked: Asked): Iterable<string> {
  const lengths = new Set([...asked.keys()].map((name) => name.length));
  const starts = new Set<string>();
  for (const word of words.keys()) {
    for (const length of lengths) if (length <= word.length) starts.add(word.slice(0, length));
  }
  return starts;
}

function piecesOf({ name, email }: FilterSubject['author']): Iterable<string> {
  const text = `${fold(name)} <${fold(email)}>`;
  const pieces = new Set<string>();
  for (let at = 0; at < text.length; at++) {
    for (let length = 1; length <= GRAM; length++) pieces.add(text.slice(at, at + length));
  }
  return pieces;
}

/** The path, the folders above it, and its last part. */
function placesOf(paths: readonly string[]): Iterable<string> {
  const places = new Set<string>();
  for (const written of paths) {
    const path = written.toLowerCase();
    addFolders(places, path);
    places.add(path.slice(path.lastIndexOf('/') + 1));
  }
  return places;
}

function endingOf(path: string): string {
  const lower = path.toLowerCase();
  return lower.slice(lower.lastIndexOf('.'));
}

/** The name and the folders above it; `any` where there is a name at all. */
function foldersOf(names: readonly string[]): Iterable<string> {
  const places = new Set<string>(names.length > 0 ? ['any'] : []);
  for (const name of names) addFolders(places, fold(name));
  return places;
}

function addFolders(places: Set<string>, path: string): void {
  places.add(path);
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) places.add(path.slice(0, at));
}
