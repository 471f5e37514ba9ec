import type { Witness } from '../relevance/rule.ts';
import type { Topic } from '../topic.ts';
import type { Section } from './section.ts';

/** What tells that a section of MAINTAINERS has the topic in it. */
export type Mark = {
  /** The topic's name as a word: in a section's name, in a path. */
  readonly word: RegExp;
  /** Paths of its code. */
  readonly paths: readonly RegExp[];
};

/** The topic's mark: its name, and the paths by which its rules know its code. */
export function markOf({ word, rules }: Pick<Topic, 'word' | 'rules'>): Mark {
  const witnesses = rules.filter(({ category }) => category === 'code').map(({ witness }) => witness);
  return { word, paths: witnesses.flatMap(pathsIn) };
}

function pathsIn(witness: Witness): RegExp[] {
  if ('all' in witness) return witness.all.flatMap(pathsIn);
  if ('any' in witness) return witness.any.flatMap(pathsIn);
  return 'in' in witness && witness.in === 'files' ? [witness.path] : [];
}

export function isMarkedPath({ word, paths }: Mark, path: string): boolean {
  return word.test(path) || paths.some((pattern) => pattern.test(path));
}

export function isMarked(mark: Mark, { name, files }: Section): boolean {
  return mark.word.test(name) || files.some((file) => isMarkedPath(mark, file));
}
