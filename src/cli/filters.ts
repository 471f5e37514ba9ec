import { readFilterText } from '../commands/told/filter-text.ts';
import type { Filter } from '../domain/filter/ast.ts';
import type { Topic } from '../domain/topic.ts';
import { UsageError } from './usage-error.ts';

/** Reads a filter of the command line. Throws UsageError that shows the place of the mistake. */
export function readFilter(text: string | undefined, topic: Topic): Filter {
  const filter = readFilterText(topic, text ?? '');
  if (!('wrong' in filter)) return filter;
  throw new UsageError(`${filter.wrong}:\n${filter.code ?? ''}`);
}
