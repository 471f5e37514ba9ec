import type { Filter } from '../domain/filter/ast.ts';
import { type RequiredTerms, requiredTerms } from '../domain/filter/terms.ts';
import { tokens } from '../domain/filter/tokens.ts';

/**
 * What must stand in the words of a kept mail wherever the filter holds; undefined where nothing must.
 * The words of a mail have its paths among them, so a path that is asked for narrows the search as well.
 */
export function narrow(filter: Filter): RequiredTerms | undefined {
  const all = [requiredTerms(filter), ...pathTerms(filter)].filter((terms) => terms !== null);
  const [first, ...others] = all;
  if (first === undefined) return undefined;
  return others.length === 0 ? first : { kind: 'and', of: all };
}

function pathTerms(filter: Filter): RequiredTerms[] {
  if (filter.kind === 'and') return filter.of.flatMap(pathTerms);
  if (filter.kind !== 'field' || filter.field !== 'path' || filter.values.length !== 1) return [];
  const [value] = filter.values;
  const words = value?.type === 'glob' ? literalWords(value.text) : [];
  const [only] = words;
  if (only === undefined) return [];
  return [words.length === 1 ? { kind: 'word', word: only } : { kind: 'phrase', words }];
}

/** The folders before the first wildcard; of `rust/kernel/pci*` the last name may go on, so it does not count. */
function literalWords(glob: string): string[] {
  const wild = glob.search(/[*?]/);
  const literal = wild < 0 ? glob : glob.slice(0, glob.lastIndexOf('/', wild) + 1);
  return tokens(literal);
}
