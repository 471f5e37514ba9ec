import { ALL, type Filter } from '../domain/filter/ast.ts';
import { showFilterError } from '../domain/filter/explain.ts';
import { parseFilter } from '../domain/filter/parse.ts';
import type { FilterVocabulary } from '../domain/filter/value.ts';
import type { Topic } from '../domain/topic.ts';
import { UsageError } from './usage-error.ts';

/** Reads a filter of the command line. Throws UsageError that shows the place of the mistake. */
export function readFilter(text: string | undefined, topic: Topic): Filter {
  if (text === undefined || text.trim() === '') return ALL;
  const known: FilterVocabulary = {
    area: topic.areas.map(({ area }) => area),
    milestone: topic.milestones.map(({ id }) => id),
  };
  const parsed = parseFilter(text, known);
  if (parsed.ok) return parsed.filter;
  throw new UsageError(`the filter cannot be read:\n${showFilterError(text, parsed.error)}`);
}
