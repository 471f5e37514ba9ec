import { displayName } from '../domain/address.ts';
import type { Answer, AnswerButton, AnswerEntry } from '../domain/answer/answer.ts';
import { SHARE_OPTION } from '../domain/answer/command-spec.ts';
import type { Filter } from '../domain/filter/ast.ts';
import { printFilter } from '../domain/filter/print.ts';
import type { KeptRow } from '../domain/kept.ts';
import { mailUrl } from '../domain/links.ts';
import type { Series } from '../domain/series/series.ts';
import { search } from '../pipeline/answer.ts';
import { filterSource } from '../pipeline/filtering.ts';
import { seriesOfMails } from '../pipeline/series.ts';
import { type CommandDeps, defineCommand } from './command.ts';
import { followButton, storyButton, whyButton } from './told/buttons.ts';
import { readFilterText } from './told/filter-text.ts';
import { pageOfFirst, wanted } from './told/page.ts';
import { answerTitle, isoDay, sideBySide, titleLink } from './told/phrases.ts';

const SIZE = 6;
const ORDERS = ['newest', 'relevance'] as const;
export type SearchOrder = (typeof ORDERS)[number];

/** A mail that was found, its page, and the patch series that it belongs to. */
export type Hit = {
  readonly row: KeptRow;
  readonly url: string;
  readonly series: Series | undefined;
};

/** The mails for which a filter holds: so many of them at most. */
export function askSearch(
  { store, topic, now }: Pick<CommandDeps, 'store' | 'topic' | 'now'>,
  filter: Filter,
  options: { readonly order: SearchOrder; readonly limit: number },
): readonly KeptRow[] {
  return search(filterSource(store, topic, { now: now() }), filter, options);
}

/** The same mails with where they lead; `withSeries`: with the patch series too, which costs more. */
export function tellHits(
  { store, topic, lore, now }: Pick<CommandDeps, 'store' | 'topic' | 'lore' | 'now'>,
  rows: readonly KeptRow[],
  withSeries: boolean,
): Hit[] {
  const series = withSeries ? seriesOfMails(store, topic, rows, { now: now() }) : undefined;
  return rows.map((row) => ({
    row,
    url: mailUrl(lore, row.messageId, row.lists),
    series: series?.get(row.messageId),
  }));
}

type Wish = { readonly filter: Filter; readonly order: SearchOrder };

export const searchCommand = defineCommand<Wish>({
  spec: {
    name: 'search',
    summary: 'find mails about the topic, newest first',
    detail: `The words are a filter: words, "phrases", prefix*, -not, OR, (groups), and fields such as area:, author:,
list:, path:, kind:, category:, revision:, is:, since:, until:. Without words it shows the newest mails. "help filter"
lists the fields.`,
    options: [
      {
        name: 'filter',
        summary: 'what to look for: bindgen area:drm kind:patch',
        kind: 'text',
        suggests: 'filter',
      },
      {
        name: 'order',
        summary: 'newest, or relevance (of the newest few hundred)',
        kind: 'text',
        choices: ORDERS,
      },
      SHARE_OPTION,
    ],
    rest: 'filter',
    manages: false,
    examples: [
      'search bindgen',
      'search area:gpio kind:patch revision:>=2',
      'search --order relevance "pin init"',
    ],
  },
  read: ({ values }, { topic }) => {
    const filter = readFilterText(topic, values.filter ?? '');
    if ('wrong' in filter) return filter;
    return { filter, order: values.order === 'relevance' ? 'relevance' : 'newest' };
  },
  act: (deps, { filter, order }, _asker, ask): Answer => {
    const rows = askSearch(deps, filter, { order, limit: wanted(ask, SIZE) });
    const { shown, ...paged } = pageOfFirst(rows, ask, SIZE);
    const text = printFilter(filter);
    const what = text === '' ? `Newest mails about ${deps.topic.title}` : `Mails with ${text}`;
    return {
      tone: 'told',
      title: answerTitle(shown.length === 0 ? `Nothing found: ${text || 'the store is empty'}` : what),
      parts: [
        shown.length === 0
          ? NOTHING
          : { what: 'entries', entries: tellHits(deps, shown, true).map(hitEntry) },
      ],
      buttons: [],
      ...paged,
    };
  },
});

const NOTHING: Answer['parts'][number] = {
  what: 'text',
  lines: [
    [
      'No mail about the topic fits. Fewer words find more, and ',
      { text: 'help filter', style: 'code' },
      ' lists the fields.',
    ],
  ],
};

function hitEntry({ row, url, series }: Hit): AnswerEntry {
  const { author, date, verdict, areas, messageId } = row;
  const about = areas.slice(0, 3).join(', ') || verdict.category;
  const buttons: AnswerButton[] = series ? [storyButton(messageId), followButton(messageId)] : [];
  return {
    title: [titleLink(row.subject, url)],
    lines: [sideBySide([displayName(author), isoDay(date), about, series?.state])],
    buttons: [...buttons, whyButton(messageId)],
  };
}
