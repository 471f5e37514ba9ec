import { ALL, type Filter } from '../../domain/filter/ast.ts';
import { showFilterError } from '../../domain/filter/explain.ts';
import { parseFilter } from '../../domain/filter/parse.ts';
import type { Topic } from '../../domain/topic.ts';
import type { Wrong } from '../command.ts';

/** Reads a filter as somebody typed it; a mistake is shown at its place, each letter as wide as any other. */
export function readFilterText(topic: Pick<Topic, 'areas' | 'milestones'>, text: string): Filter | Wrong {
  if (text.trim() === '') return ALL;
  const parsed = parseFilter(text, {
    area: topic.areas.map(({ area }) => area),
    milestone: topic.milestones.map(({ id }) => id),
  });
  if (parsed.ok) return parsed.filter;
  return { wrong: 'the filter cannot be read', code: showFilterError(text, parsed.error) };
}
