import type { Clause, Filter, TextTerm } from '../domain/filter/ast.ts';
import { type Hears, matchFilter } from '../domain/filter/match.ts';
import { BLANK_SUBJECT, type FilterFlag, type FilterSubject } from '../domain/filter/subject.ts';
import type { MessageId } from '../domain/ids.ts';
import type { Item, KnownItem } from '../domain/item/item.ts';
import { itemSubject } from '../domain/item/subject.ts';
import type { KeptRow } from '../domain/kept.ts';
import type { SeriesState } from '../domain/series/series.ts';
import { titleKey } from '../domain/series/title.ts';
import { parseSubject } from '../domain/subject.ts';
import type { Topic } from '../domain/topic.ts';
import type { Store } from '../ports/store.ts';
import { createMembersOf, type Membership, type MembersOf, seriesIn } from './membership.ts';
import { type SeriesOptions, type SeriesStore, seriesOfMails } from './series.ts';

/** How far the series of each of these mails got, by Message-ID. */
export type StatesOf = (rows: readonly KeptRow[]) => ReadonlyMap<MessageId, SeriesState>;

/**
 * What a filter asks beyond the row itself. Without `statesOf` only the mail that says "applied" is applied; without
 * `membersOf` a series is the one mail that names it.
 */
export type FilterSource = Pick<Store, 'hear'> & {
  readonly statesOf?: StatesOf;
  readonly membersOf?: MembersOf;
};

/** The store as a filter asks it: words by its index, states by the series that the mails belong to. */
export function filterSource(
  store: SeriesStore & Pick<Store, 'hear' | 'search'>,
  topic: Topic,
  options: SeriesOptions,
): Required<FilterSource> & Pick<Store, 'search'> {
  const statesOf: StatesOf = (rows) => {
    const series = seriesOfMails(store, topic, rows, options);
    return new Map([...series].map(([id, { state }]) => [id, state]));
  };
  const membersOf = createMembersOf(store, topic, options);
  return { hear: store.hear, search: store.search, statesOf, membersOf };
}

/** The kept mails for which the filter holds; its words are looked up in the store's index. */
export function filterRows<T extends KeptRow>(source: FilterSource, filter: Filter, rows: readonly T[]): T[] {
  if (filter.kind === 'all') return [...rows];
  const ids = rows.map(({ id }) => id);
  const heard = new Map<TextTerm, ReadonlySet<number>>();
  for (const term of textTerms(filter)) heard.set(term, source.hear(term, ids));
  const states = asksState(filter) ? source.statesOf?.(rows) : undefined;
  const asked = seriesIn(filter);
  const seriesOf = (id: MessageId): string[] =>
    asked.filter((one) => one === id || source.membersOf?.(one)?.ids.has(id));
  return rows.filter((row) => {
    const hears: Hears = (term) => heard.get(term)?.has(row.id) ?? false;
    const subject = filterSubject(row, states?.get(row.messageId));
    return matchFilter(filter, { ...subject, series: seriesOf(row.messageId) }, hears);
  });
}

/** The items for which the filter holds; a commit is of the series that it was made of. */
export function filterItems<T extends KnownItem>(
  { membersOf }: Pick<FilterSource, 'membersOf'>,
  filter: Filter,
  items: readonly T[],
): T[] {
  const asked = seriesIn(filter);
  return items.filter((known) => {
    const subject = itemSubject(known);
    const series = asked.filter((id) => isMadeOf(known.item, membersOf?.(id)));
    return matchFilter(filter, { ...subject, series: [...subject.series, ...series] });
  });
}

/** By the mails that the commit names, by the title of a patch. */
function isMadeOf(item: Item, members: Membership | undefined): boolean {
  if (item.kind !== 'commit' || members === undefined) return false;
  return (
    item.links.some((id) => members.ids.has(id)) ||
    (!item.merge && members.titles.has(titleKey(item.subject)))
  );
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

/** Whether the filter asks how far a series got. */
function asksState(filter: Filter): boolean {
  switch (filter.kind) {
    case 'field':
      return filter.field === 'state' || filter.field === 'is';
    case 'and':
    case 'or':
      return filter.of.some(asksState);
    case 'not':
      return asksState(filter.clause);
    default:
      return false;
  }
}

/** A mail as a filter sees it, without its words; `state` is that of its series, where it has one. */
export function filterSubject(row: KeptRow, state: SeriesState | undefined): FilterSubject {
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
    state: state ?? outcome?.state ?? null,
    revision: patch && isPatch ? patch.revision : null,
    milestones: row.findings.map(({ type }) => type),
    flags,
    tags,
    date: row.date,
  };
}
