import type { Answer } from '../domain/answer/answer.ts';
import type { Ask } from '../domain/answer/ask.ts';
import { SHARE_OPTION } from '../domain/answer/command-spec.ts';
import type { Period } from '../domain/compose/period.ts';
import type { Digest } from '../domain/digest.ts';
import type { Filter } from '../domain/filter/ast.ts';
import { printFilter } from '../domain/filter/print.ts';
import type { Topic } from '../domain/topic.ts';
import { composeDigest } from '../pipeline/digest.ts';
import { type CommandDeps, defineCommand, type Wrong } from './command.ts';
import { digestPages } from './told/digest-page.ts';
import { readFilterText } from './told/filter-text.ts';
import { pageOf } from './told/page.ts';
import { PERIODS, printPeriod, readPeriodWords } from './told/period-words.ts';
import { answerTitle } from './told/phrases.ts';

/** Digests that went out of one filter are looked through for one of the same period. */
const ISSUES = 60;

export type DigestWish = { readonly period: Period; readonly filter: Filter };

/** One digest of what the store holds: same store, same wish, same digest. */
export function askDigest(deps: Pick<CommandDeps, 'store' | 'topic' | 'lore'>, wish: DigestWish): Digest {
  return composeDigest(deps, wish);
}

export const digestCommand = defineCommand<DigestWish>({
  spec: {
    name: 'digest',
    summary: 'what happened in a period, in one digest',
    detail: `First the period: ${PERIODS.replaceAll('`', '')}; without one it is the last seven days. Then a filter, as
of search: only what matches. Days and weeks are those of UTC. Nothing of it is posted.`,
    options: [
      { name: 'filter', summary: 'a filter; a period may stand before it', kind: 'text', suggests: 'filter' },
      {
        name: 'period',
        summary: '7d, today, yesterday, this week, last week, week 14, 2026-04-01',
        kind: 'text',
      },
      SHARE_OPTION,
    ],
    rest: 'filter',
    manages: false,
    examples: [
      'digest',
      'digest 30d',
      'digest last week area:gpio',
      'digest week 13 of 2026',
      'digest 2026-03-16..2026-03-22 kind:patch',
    ],
  },
  read: ({ values }, { topic, now }) => readWish(values, topic, now()),
  act: (deps, wish, _asker, ask): Answer => {
    const digest = askDigest(deps, wish);
    const { shown, ...paged } = pageOf(digestPages(digest), pinned(ask, wish), 1);
    const only = digest.filter === null ? '' : `, only ${digest.filter}`;
    const [first = digest] = shown;
    return {
      tone: 'told',
      title: answerTitle(`${digest.topic}: ${digest.periodName}${only}`),
      parts: [{ what: 'digest', digest: first, url: pageOfIssue(deps, wish) }],
      buttons: [],
      ...paged,
    };
  },
});

/** Of one time, however long somebody takes to turn the pages. */
function pinned(ask: Ask, { period, filter }: DigestWish): Ask {
  const { filter: _words, ...values } = ask.values;
  const text = printFilter(filter);
  return { ...ask, values: { ...values, period: printPeriod(period), ...(text !== '' && { filter: text }) } };
}

/** The page of a digest that went out for the same filter and period. */
function pageOfIssue(
  { store, issueUrl }: Pick<CommandDeps, 'store' | 'issueUrl'>,
  { filter, period }: DigestWish,
): string | undefined {
  const made = store.issues({ filter: printFilter(filter), limit: ISSUES });
  const same = made.find(({ since, until }) => since === period.since && until === period.until);
  return same && issueUrl(same.id);
}

function readWish(
  { period: named = '', filter: words = '' }: Readonly<Record<string, string>>,
  topic: Pick<Topic, 'areas' | 'milestones'>,
  now: number,
): DigestWish | Wrong {
  const found = readPeriodWords(named || words, now);
  if (found && 'wrong' in found) return found;
  if (named !== '' && (found === undefined || found.rest !== ''))
    return { wrong: `\`${named.slice(0, 40)}\` is no period; it is ${PERIODS}` };
  const text = named !== '' || found === undefined ? words : found.rest;
  const filter = readFilterText(topic, text);
  if ('wrong' in filter) return filter;
  const period = found ?? readPeriodWords('7d', now);
  return period && 'period' in period
    ? { period: period.period, filter }
    : { wrong: `a period is ${PERIODS}` };
}
