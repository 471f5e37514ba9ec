import type { FieldClause, Filter } from './ast.ts';
import { type Held, type Key, lookUp, SPACES, type Space } from './many-keys.ts';
import { type Need, needOf } from './many-needs.ts';
import { matchField } from './match-field.ts';
import type { FilterSubject } from './subject.ts';
import { indexWords, occurs } from './word-index.ts';

type Test = (held: Held) => boolean;
type Compiled = { readonly test: Test; readonly ids: number[]; readonly need: Need | undefined };
type Choice = { readonly keys: readonly Key[]; readonly cost: number };

/**
 * Makes one test out of many filters: it gives the ids of those that hold for a subject, ascending: exactly those of
 * `matchFilter`. Equal filters and equal clauses are looked at once a subject, and of all filters only those of which
 * the subject carries what they cannot do without.
 */
export function compileFilters(
  filters: readonly { readonly id: number; readonly filter: Filter }[],
): (subject: FilterSubject) => number[] {
  const compiled = compileEach(filters);
  const counts = countKeys(compiled);
  const shelf = new Map<Space, Map<string, Compiled[]>>();
  const always: Compiled[] = [];
  for (const one of compiled) {
    const choice = one.need && choose(one.need, counts);
    if (choice === undefined) always.push(one);
    else for (const key of choice.keys) put(shelf, key, one);
  }
  return (subject) => {
    const held = hold(subject);
    const found = new Set<Compiled>(always);
    lookUp(shelf, held, (ones) => {
      for (const one of ones) found.add(one);
    });
    const ids: number[] = [];
    for (const { test, ids: own } of found) if (test(held)) for (const id of own) ids.push(id);
    return ids.sort((a, b) => a - b);
  };
}

function hold(subject: FilterSubject): Held {
  return {
    subject,
    words: once(() => indexWords(subject.text)),
    title: once(() => indexWords(subject.subject)),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function put<T>(shelf: Map<Space, Map<string, T[]>>, { space, name }: Key, thing: T): void {
  const names = shelf.get(space) ?? new Map<string, T[]>();
  shelf.set(space, names);
  const things = names.get(name);
  if (things) things.push(thing);
  else names.set(name, [thing]);
}

/** Equal filters are one. */
function compileEach(filters: readonly { readonly id: number; readonly filter: Filter }[]): Compiled[] {
  const compile = createCompiler();
  const known = new Map<string, Compiled>();
  for (const { id, filter } of filters) {
    const name = JSON.stringify(filter);
    const other = known.get(name);
    if (other) other.ids.push(id);
    else known.set(name, { test: compile(filter), ids: [id], need: needOf(filter) });
  }
  return [...known.values()];
}

/** Gives each clause its test; equal clauses share one, that remembers its answer for the subject in hand. */
function createCompiler(): (filter: Filter) => Test {
  const known = new Map<string, Test>();
  const shared = (filter: Filter): Test => {
    const name = JSON.stringify(filter);
    const other = known.get(name);
    if (other) return other;
    const test = remember(compile(filter));
    known.set(name, test);
    return test;
  };
  const compile = (filter: Filter): Test => {
    switch (filter.kind) {
      case 'all':
        return () => true;
      case 'and': {
        const tests = filter.of.map(shared);
        return (held) => tests.every((test) => test(held));
      }
      case 'or': {
        const tests = filter.of.map(shared);
        return (held) => tests.some((test) => test(held));
      }
      case 'not': {
        const test = shared(filter.clause);
        return (held) => !test(held);
      }
      case 'field':
        return fieldTest(filter);
      default:
        return ({ words }) => occurs(filter, words());
    }
  };
  return shared;
}

function remember(test: Test): Test {
  let last: Held | undefined;
  let answer = false;
  return (held) => {
    if (held !== last) {
      answer = test(held);
      last = held;
    }
    return answer;
  };
}

/** As `matchField`; the words of the subject line are cut once for all filters. */
function fieldTest(clause: FieldClause): Test {
  const terms = clause.values.flatMap((value) => (value.type === 'term' ? [value.term] : []));
  const others = { ...clause, values: clause.values.filter(({ type }) => type !== 'term') };
  return ({ subject, title }) =>
    terms.some((term) => occurs(term, title())) || (others.values.length > 0 && matchField(others, subject));
}

/** How many filters could be looked up by each key. */
function countKeys(compiled: readonly Compiled[]): ReadonlyMap<Space, ReadonlyMap<string, number[]>> {
  const counts = new Map<Space, Map<string, number[]>>();
  const count = (need: Need): void => {
    if (need.kind === 'key') put(counts, need.key, 1);
    else need.of.forEach(count);
  };
  for (const { need } of compiled) if (need) count(need);
  return counts;
}

type Counts = ReturnType<typeof countKeys>;

/** The cheapest keys by which a filter cannot be missed. */
function choose(need: Need, counts: Counts): Choice {
  if (need.kind === 'key') {
    const { space, name } = need.key;
    const many = counts.get(space)?.get(name)?.length ?? 1;
    return { keys: [need.key], cost: SPACES[space] * many };
  }
  const choices = need.of.map((one) => choose(one, counts));
  if (need.kind === 'one') return choices.reduce((best, one) => (one.cost < best.cost ? one : best));
  return {
    keys: choices.flatMap(({ keys }) => keys),
    cost: choices.reduce((sum, { cost }) => sum + cost, 0),
  };
}
