import type { Clause, Filter, TextTerm } from '../domain/filter/ast.ts';
import { type Hears, matchFilter } from '../domain/filter/match.ts';
import { BLANK_SUBJECT, type FilterFlag, type FilterSubject } from '../domain/filter/subject.ts';
import { parseSubject } from '../domain/subject.ts';
import type { KeptRow, Store } from '../ports.ts';

/** The kept mails for which the filter holds; its words are looked up in the store's index. */
export function filterRows<T extends KeptRow>(
  store: Pick<Store, 'hear'>,
  filter: Filter,
  rows: readonly T[],
): T[] {
  if (filter.kind === 'all') return [...rows];
  const ids = rows.map(({ id }) => id);
  const heard = new Map<TextTerm, ReadonlySet<number>>();
  for (const term of textTerms(filter)) heard.set(term, store.hear(term, ids));
  return rows.filter((row) => {
    const hears: Hears = (term) => heard.get(term)?.has(row.id) ?? false;
    return matchFilter(filter, filterSubject(row), hears);
  });
}

/** All words and phrases of the filter, negated ones too. */
function textTerms(filter: Filter): TextTerm[] {
  switch (filter.kind) {
    case 'all':
    case 'field':
      return [];
    case 'and':
    case 'or':
      return filter.of.flatMap((clause: Clause) => textTerms(clause));
    case 'not':
      return textTerms(filter.clause);
    default:
      return [filter];
  }
}

function filterSubject(row: KeptRow): FilterSubject {
  const { patch } = parseSubject(row.subject);
  const isPatch = row.kind === 'patch' || row.kind === 'cover';
  const flags: FilterFlag[] = [];
  if (patch && isPatch) {
    flags.push(patch.revision === 1 ? 'new' : 'revised');
    if (patch.rfc) flags.push('rfc');
    if (patch.resend) flags.push('resend');
  }
  const { outcome } = row.said;
  if (outcome) flags.push(outcome.state);
  const tags = [...new Set(row.trailers.map(({ name }) => name))];
  if (tags.includes('Reviewed-by')) flags.push('reviewed');
  return {
    ...BLANK_SUBJECT,
    subject: row.subject,
    author: row.author,
    kind: row.kind,
    lists: row.lists,
    paths: row.files.map(({ path }) => path),
    areas: row.areas,
    category: row.verdict.category,
    relevant: row.verdict.relevant,
    state: outcome?.state ?? null,
    revision: patch && isPatch ? patch.revision : null,
    milestones: row.findings.map(({ type }) => type),
    flags,
    tags,
    date: row.date,
  };
}
