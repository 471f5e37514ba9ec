import { displayName } from '../domain/address.ts';
import type { Answer } from '../domain/answer/answer.ts';
import type { Ask } from '../domain/answer/ask.ts';
import { SHARE_OPTION } from '../domain/answer/command-spec.ts';
import type { MessageId } from '../domain/ids.ts';
import { SERIES_STATES, type Series, type SeriesState } from '../domain/series/series.ts';
import { findMail } from '../pipeline/answer.ts';
import { listSeries, seriesOfMails } from '../pipeline/series.ts';
import { type CommandDeps, defineCommand, type Wrong } from './command.ts';
import { followButton, whyButton } from './told/buttons.ts';
import { fetched } from './told/fetched.ts';
import { newestSeries } from './told/newest-series.ts';
import { pageOf, pageOfFirst, wanted } from './told/page.ts';
import { answerTitle, isoDay, sideBySide } from './told/phrases.ts';
import { recentSeries } from './told/recent.ts';
import { readReference } from './told/reference.ts';
import { seriesEntry, seriesUrl } from './told/series-entry.ts';
import { standingLines, storyEntries } from './told/series-story.ts';

const SIZE = 6;
const STORY_SIZE = 8;

type SeriesDeps = Pick<CommandDeps, 'store' | 'topic' | 'now'>;

/** Every series that was read, or those about the topic, oldest first; of one state where one is named. */
export function askAllSeries(
  { store, topic, now }: SeriesDeps,
  { all, state }: { readonly all: boolean; readonly state: string | undefined },
): Series[] {
  const listed = listSeries(store, topic, { all, now: now() });
  return state === undefined ? listed : listed.filter((series) => series.state === state);
}

/** The series that a mail belongs to; `no mail`: the store lacks it; `none`: it belongs to no patch series. */
export function askSeries(
  { store, topic, now }: SeriesDeps,
  messageId: MessageId,
): Series | 'no mail' | 'none' {
  const mail = findMail(store, messageId);
  if (!mail) return 'no mail';
  return seriesOfMails(store, topic, [mail], { now: now() }).get(messageId) ?? 'none';
}

type Wish = { readonly mail: string | undefined; readonly state: SeriesState | undefined };

export const seriesCommand = defineCommand<Wish>({
  spec: {
    name: 'series',
    summary: 'patch series over all their revisions, and what became of them',
    detail: `Without a mail: the series about the topic, that of the newest mail first. With a Message-ID or a link of
any of its patches or answers: the whole story of one series, with the line that proves each step. With words: the series
that have them in their title. What a link names and
is not stored yet is fetched, with its thread.`,
    options: [
      {
        name: 'mail',
        summary: 'a Message-ID, a link to one of its mails, or words of its title',
        kind: 'text',
        suggests: 'series',
      },
      {
        name: 'state',
        summary: 'without a mail: only those in this state',
        kind: 'text',
        choices: SERIES_STATES,
      },
      SHARE_OPTION,
    ],
    rest: 'mail',
    manages: false,
    examples: [
      'series',
      'series --state applied',
      'series 20260405235309.418950-1-a@example.org',
      'series https://lore.kernel.org/rust-for-linux/20260405235309.418950-1-a@example.org/',
    ],
  },
  read: ({ values: { mail, state } }) => {
    if (mail && state) return { wrong: '`state` picks from the list of series; it does not go with a mail' };
    return { mail: mail || undefined, state: SERIES_STATES.find((each) => each === state) };
  },
  act: (deps, { mail, state }, _asker, ask) =>
    mail === undefined
      ? tellList(deps, state, ask)
      : isReference(mail)
        ? tellOne(deps, mail, ask)
        : tellTitled(deps, mail, ask),
});

/** One word with an `@`, a scheme, or the sign of a key; anything else are words of a title: `drm/nova`. */
function isReference(text: string): boolean {
  return /^(?:\S*(?:@|:\/\/)\S*|#\d+)$/.test(text.trim());
}

/** Those whose title has all of the words, the one that moved last first. */
function tellTitled({ store, topic, now, lore }: CommandDeps, text: string, ask: Ask): Answer | Wrong {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const fits = recentSeries(store, topic, { now: now() })
    .filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)))
    .toSorted((a, b) => b.lastActive - a.lastActive);
  if (fits.length === 0)
    return {
      wrong: `no patch series about ${topic.title} has \`${text.slice(0, 100)}\` in its title; a link or a Message-ID names any other`,
    };
  const { shown, ...paged } = pageOf(fits, ask, SIZE);
  return {
    tone: 'told',
    title: answerTitle(`Patch series with “${text.slice(0, 80)}” in their title`),
    parts: [{ what: 'entries', entries: shown.map((one) => seriesEntry(one, lore)) }],
    buttons: [],
    ...paged,
  };
}

function tellList(deps: CommandDeps, state: SeriesState | undefined, ask: Ask): Answer {
  const series = newestSeries(deps, state, wanted(ask, SIZE));
  const { shown, ...paged } = pageOfFirst(series, ask, SIZE);
  const title = `${state === undefined ? 'Newest' : `Newest ${state}`} patch series about ${deps.topic.title}`;
  return {
    tone: 'told',
    title: answerTitle(
      shown.length === 0 ? `No patch series${state === undefined ? '' : ` is ${state}`}` : title,
    ),
    parts: [
      shown.length === 0
        ? { what: 'text', lines: [['Nothing of the newest mails is of such a series.']] }
        : { what: 'entries', entries: shown.map((one) => seriesEntry(one, deps.lore)) },
    ],
    buttons: [],
    ...paged,
  };
}

async function tellOne(deps: CommandDeps, asked: string, ask: Ask): Promise<Answer | Wrong> {
  const named = readReference(deps.store, asked);
  if ('wrong' in named) return named;
  if (named.what !== 'mail') return { wrong: 'that is no patch series; `why` tells of it' };
  const found = await fetched(deps, asked, named.messageId, () => {
    const series = askSeries(deps, named.messageId);
    return series === 'no mail' ? undefined : series;
  });
  if (found === 'none') return { wrong: 'that mail belongs to no patch series; `why` tells of it' };
  return 'wrong' in found ? found : tellStory(deps, found, ask);
}

function tellStory({ lore }: CommandDeps, series: Series, ask: Ask): Answer {
  const { id, title, author, areas, category, state, revisions, lastActive } = series;
  const { shown, ...paged } = pageOf(storyEntries(series, lore), ask, STORY_SIZE);
  const where = [...areas.slice(0, 4), category].join(', ');
  return {
    tone: 'told',
    title: answerTitle(title),
    parts: [
      { what: 'text', lines: [sideBySide([displayName(author), where, `last mail ${isoDay(lastActive)}`])] },
      {
        what: 'text',
        lines: [
          sideBySide([{ text: state, style: 'strong' }, `v${revisions.at(-1)?.revision ?? 1}`]),
          ...standingLines(series),
        ],
      },
      { what: 'entries', entries: shown },
    ],
    buttons: [
      { ...followButton(id), style: 'primary' },
      whyButton(id),
      { label: 'Thread', url: seriesUrl(lore, series) },
    ],
    ...paged,
  };
}
