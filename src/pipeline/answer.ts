import { DAY, type Period } from '../domain/compose/period.ts';
import type { FieldClause, Filter } from '../domain/filter/ast.ts';

import type { MessageId } from '../domain/ids.ts';
import type { KeptRow } from '../domain/kept.ts';
import type { MailKind } from '../domain/message.ts';
import { keyOf } from '../domain/thread.ts';
import type { Category } from '../domain/verdict.ts';
import type { Store, StoredMail } from '../ports/store.ts';
import { type FilterSource, filterRows } from './filtering.ts';
import { seriesIn } from './membership.ts';
import { narrow } from './narrow.ts';

export type SearchOptions = {
  readonly limit: number;
  readonly order: 'newest' | 'relevance';
  /** Only what is older (ms). */
  readonly until?: number;
};

/** Rows looked at for one page; a rare filter ends the search after so many of them. */
const PAGE = 200;
const SMALL_PAGE = 20;
const MAX_ROWS = 20_000;
/** "Relevance" ranks the newest so many hits: ranking all of them would cost as much as there are. */
const RANKED = 400;

/**
 * The kept mails for which the filter holds, newest first; or the newest `RANKED` of them by how much
 * they are about it. Bounded however large the store is.
 */
export function search(
  store: Pick<Store, 'search'> & FilterSource,
  filter: Filter,
  options: SearchOptions,
): KeptRow[] {
  const { limit, order } = options;
  const wanted = order === 'newest' ? limit : Math.max(limit, RANKED);
  const hits: KeptRow[] = [];
  const match = narrow(filter);
  const range = dateRange(store, filter, options.until);
  const isSieved = filter.kind !== 'all' && match === undefined;
  let after: number | undefined;
  for (let seen = 0; seen < MAX_ROWS && hits.length < wanted; ) {
    const size = isSieved ? PAGE : Math.min(PAGE, Math.max(SMALL_PAGE, wanted - hits.length));
    const page = store.search({ match, ...range, order: 'newest', limit: size, after });
    hits.push(
      ...filterRows(
        store,
        filter,
        page.map(({ row }) => row),
      ),
    );
    after = page.at(-1)?.place;
    seen += page.length;
    if (page.length < size) break;
  }
  if (order === 'newest') return hits.slice(0, limit);
  const weighed = hits.map((row, age) => ({ row, weight: weigh(row, age) }));
  weighed.sort((a, b) => b.weight - a.weight);
  return weighed.slice(0, limit).map(({ row }) => row);
}

const CATEGORY_WEIGHT: Readonly<Partial<Record<Category, number>>> = {
  code: 5,
  build: 4,
  docs: 3,
  maintainers: 3,
  discussion: 2,
  prereq: 1,
};
const KIND_WEIGHT: Readonly<Partial<Record<MailKind, number>>> = {
  cover: 8,
  pull: 6,
  patch: 3,
  announce: 3,
  other: 2,
};

/** A posting before the talk about it, the stronger category first; among equals the newer. */
function weigh(row: KeptRow, age: number): number {
  const category = CATEGORY_WEIGHT[row.verdict.category] ?? 0;
  return category + (KIND_WEIGHT[row.kind] ?? 0) + row.verdict.confidence - age / RANKED;
}

type DateRange = { readonly since: number | undefined; readonly until: number | undefined };

/** `since:`, `until:` and `series:` that the whole filter hangs on, so that the search can start and stop there. */
function dateRange(source: FilterSource, filter: Filter, before: number | undefined): DateRange {
  const clauses = filter.kind === 'and' ? filter.of : [filter];
  const sinces: number[] = [];
  const untils = before === undefined ? [] : [before];
  for (const clause of clauses) {
    if (clause.kind !== 'field') continue;
    const span = spanOfSeries(source, clause);
    if (span) {
      sinces.push(span.since);
      untils.push(span.until);
    }
    if (clause.values.length !== 1) continue;
    const [value] = clause.values;
    if (value?.type !== 'day') continue;
    const start = Date.parse(`${value.text}T00:00:00Z`);
    if (clause.field === 'since') sinces.push(start);
    if (clause.field === 'until') untils.push(start + DAY);
  }
  return {
    since: sinces.length === 0 ? undefined : Math.max(...sinces),
    until: untils.length === 0 ? undefined : Math.min(...untils),
  };
}

/** A series may lie behind more mails than are looked through; undefined where nothing is known of it. */
function spanOfSeries({ membersOf }: FilterSource, clause: FieldClause): Period | undefined {
  if (clause.field !== 'series' || membersOf === undefined) return undefined;
  const known = seriesIn(clause).flatMap((id) => membersOf(id) ?? []);
  if (known.length === 0) return undefined;
  return {
    since: Math.min(...known.map(({ since }) => since)),
    until: Math.max(...known.map(({ until }) => until)),
  };
}

/** The mail with this id, if the store has it. */
export function findMail(store: Pick<Store, 'message'>, messageId: MessageId): StoredMail | undefined {
  return store.message(messageId, keyOf(messageId));
}
