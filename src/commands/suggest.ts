import { displayName } from '../domain/address.ts';
import type { Ask } from '../domain/answer/ask.ts';
import type { Suggested } from '../domain/answer/command-spec.ts';
import { DAY } from '../domain/compose/period.ts';
import { FILTER_FIELDS } from '../domain/filter/fields.ts';
import { printCadence } from '../domain/subscription/read-cadence.ts';
import { WEEKDAYS } from '../domain/subscription/subscription.ts';
import { keyOf } from '../domain/thread.ts';
import type { Asker, Suggestion } from '../ports/chat.ts';
import type { CommandDeps } from './command.ts';
import { recentSeries } from './told/recent.ts';

/** What Discord shows at most, and how long a choice may be. */
const MOST = 25;
const LONGEST = 100;
const AUTHORS_OF = 180 * DAY;
/** How long what was gathered for typing stays good, ms. */
const FRESH = 60_000;
const USUAL = [
  'milestone:any',
  'is:new',
  'state:applied,merged',
  '-kind:reply',
  'kind:advisory',
  'kind:release',
];

export type Suggest = (
  what: Suggested,
  typed: string,
  asker: Asker,
  ask: Pick<Ask, 'command' | 'values'>,
) => readonly Suggestion[];

/** What could stand there, for somebody who is typing: at most 25, the likeliest first. */
export function createSuggestions(deps: CommandDeps): Suggest {
  const authors = fresh(deps, () => recentAuthors(deps));
  const series = fresh(deps, () => seriesByMove(deps));
  return (what, typed, asker) => {
    switch (what) {
      case 'filter':
        return completeFilter(deps, typed, authors);
      case 'series':
        return among(series(), typed);
      case 'subscription':
        return among(subscriptionsOf(deps, asker), typed);
      case 'cadence':
        return among(cadences().map(same), typed);
      case 'zone':
        return among(['UTC', ...Intl.supportedValuesOf('timeZone')].map(same), typed);
      case 'release':
        return among(releases(deps), typed);
      case 'milestone':
        return among(
          deps.topic.milestones.map(({ id, summary }) => ({ label: `${id}: ${summary}`, value: id })),
          typed,
        );
    }
  };
}

function fresh<T>({ now }: Pick<CommandDeps, 'now'>, make: () => T): () => T {
  let known: { readonly at: number; readonly value: T } | undefined;
  return () => {
    const at = now();
    if (known === undefined || at - known.at > FRESH) known = { at, value: make() };
    return known.value;
  };
}

/** The last word is completed; what stands before it stays. */
function completeFilter(
  deps: CommandDeps,
  typed: string,
  authors: () => readonly string[],
): readonly Suggestion[] {
  const at = lastWord(typed);
  const before = typed.slice(0, at);
  const word = typed.slice(at);
  const offered = word === '' && before === '' ? USUAL : words(deps, word, authors);
  return offered
    .map((each) => `${before}${each}`)
    .filter((each) => each.length <= LONGEST)
    .slice(0, MOST)
    .map(same);
}

/** Where the word begins that is being typed: quotes hold blanks together. */
function lastWord(typed: string): number {
  let isQuoted = false;
  let start = 0;
  for (let at = 0; at < typed.length; at++) {
    const char = typed[at];
    if (char === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (char === ' ' || char === '(')) start = at + 1;
  }
  return start;
}

function words(deps: CommandDeps, word: string, authors: () => readonly string[]): readonly string[] {
  const [, sign = '', name = '', colon = '', begun = ''] = /^(-?)([a-z]*)(:?)(.*)$/i.exec(word) ?? [];
  if (colon === '') {
    const fields = FILTER_FIELDS.filter((field) => field.name.startsWith(name.toLowerCase()));
    const areas = deps.topic.areas.filter(({ area }) => name !== '' && area.startsWith(name.toLowerCase()));
    return [
      ...(word.length > 1 ? [word] : []),
      ...fields.map((field) => `${sign}${field.name}:`),
      ...areas.map(({ area }) => `${sign}area:${area}`),
    ];
  }
  const values = valuesOf(deps, name.toLowerCase(), authors);
  const start = begun.replaceAll('"', '').toLowerCase();
  const fit = values.filter((value) => value.toLowerCase().includes(start));
  const nearFirst = fit.toSorted(
    (a, b) => Number(b.toLowerCase().startsWith(start)) - Number(a.toLowerCase().startsWith(start)),
  );
  return nearFirst.map((value) => `${sign}${name}:${/[\s()]/.test(value) ? `"${value}"` : value}`);
}

function valuesOf(deps: CommandDeps, field: string, authors: () => readonly string[]): readonly string[] {
  if (field === 'area' || field === 'subsystem') return deps.topic.areas.map(({ area }) => area);
  if (field === 'author' || field === 'from') return authors();
  if (field === 'milestone') return ['any', ...deps.topic.milestones.map(({ id }) => id)];
  if (field === 'list') return [...new Set(deps.store.archives().map(({ list }) => list))];
  const known = FILTER_FIELDS.find(({ name }) => name === field);
  return known !== undefined && 'choices' in known ? known.choices : [];
}

/** Whoever wrote most of late, first. */
function recentAuthors({ store, now }: CommandDeps): readonly string[] {
  const until = Math.min(now(), store.span()?.until ?? now());
  const counts = new Map<string, number>();
  for (const { author } of store.keptBetween({ since: until - AUTHORS_OF, until })) {
    const name = displayName(author).replaceAll('"', '');
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name);
}

function seriesByMove({ store, topic, now }: CommandDeps): readonly Suggestion[] {
  return recentSeries(store, topic, { now: now() })
    .toSorted((a, b) => b.lastActive - a.lastActive)
    .map(({ id, title }) => ({ label: title, value: id.length <= LONGEST ? id : `#${keyOf(id)}` }));
}

function subscriptionsOf({ store }: CommandDeps, { place, tenant }: Asker): readonly Suggestion[] {
  const known =
    place === undefined
      ? store.subscriptions().filter(({ target }) => target.text.startsWith(tenant))
      : store.subscriptions(place.text);
  return known.map(({ id, filter, cadence }) => ({
    label: `${id}: ${filter === '' ? 'everything' : filter}, ${printCadence(cadence)}`,
    value: `${id}`,
  }));
}

function cadences(): readonly string[] {
  return ['now', 'daily 09:00', ...WEEKDAYS.map((day) => `weekly ${day} 09:00`)];
}

function releases({ store }: CommandDeps): readonly Suggestion[] {
  return store
    .items({ kinds: ['release'] })
    .toSorted((a, b) => (b.item.date ?? 0) - (a.item.date ?? 0))
    .map(({ item }) => same(item.id));
}

function same(value: string): Suggestion {
  return { label: value, value };
}

/** Those that begin so first, then those that hold it. */
function among(all: readonly Suggestion[], typed: string): readonly Suggestion[] {
  const asked = typed.trim().toLowerCase();
  const rank = ({ label, value }: Suggestion): number =>
    label.toLowerCase().startsWith(asked) || value.toLowerCase().startsWith(asked) ? 0 : 1;
  return all
    .filter(({ label, value }) => `${label}\n${value}`.toLowerCase().includes(asked))
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, MOST)
    .map(({ label, value }) => ({ label: shorten(label), value }));
}

function shorten(label: string): string {
  return label.length <= LONGEST ? label : `${label.slice(0, LONGEST - 1).trimEnd()}\u2026`;
}
