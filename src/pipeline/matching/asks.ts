import type { Filter } from '../../domain/filter/ast.ts';
import type { FieldName } from '../../domain/filter/fields.ts';

/** What a filter names, and does not only leave out: by that it asks for more than what is told anyway. */
export type Asks = {
  /** Mails that are not about the topic in so many words: the filter says itself how they are about it. */
  readonly anyRelevance: boolean;
  /** Answers by themselves. */
  readonly replies: boolean;
  readonly kinds: ReadonlySet<string>;
};

/** Reads out of a filter what it asks for. */
export function readAsks(filter: Filter): Asks {
  const fields = new Set<FieldName>();
  const kinds = new Set<string>();
  let hasText = false;
  const visit = (one: Filter): void => {
    switch (one.kind) {
      case 'all':
      case 'not':
        return;
      case 'and':
      case 'or':
        one.of.forEach(visit);
        return;
      case 'field':
        fields.add(one.field);
        if (one.field === 'kind')
          for (const value of one.values) if (value.type === 'choice') kinds.add(value.text);
        return;
      default:
        hasText = true;
    }
  };
  visit(filter);
  return {
    anyRelevance: fields.has('category') || fields.has('relevant') || fields.has('series'),
    replies: hasText || fields.has('kind') || fields.has('author'),
    kinds,
  };
}

export const NOTHING_ASKED: Asks = { anyRelevance: false, replies: false, kinds: new Set() };
