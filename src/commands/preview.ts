import type { Answer, AnswerEntry } from '../domain/answer/answer.ts';
import type { Ask } from '../domain/answer/ask.ts';
import { SHARE_OPTION } from '../domain/answer/command-spec.ts';
import { DAY } from '../domain/compose/period.ts';
import { clock } from '../domain/source/moment.ts';
import { printCadence } from '../domain/subscription/read-cadence.ts';
import type { Target } from '../domain/subscription/target.ts';
import type { ForecastPost } from '../pipeline/matching/forecast.ts';
import { type Preview, previewSubscription } from '../pipeline/matching/preview.ts';
import { previewTold } from '../pipeline/matching/preview-told.ts';
import type { Draft } from '../pipeline/subscribing/read-wish.ts';
import { filterTold, postsTold } from '../pipeline/subscribing/told.ts';
import type { Asker } from '../ports/chat.ts';
import { type CommandDeps, defineCommand, type Wrong } from './command.ts';
import { termsTold, titleOf } from './subscribing/entries.ts';
import { findMine, placeOf } from './subscribing/mine.ts';
import { NUMBER_OPTION } from './subscribing/pick.ts';
import { readDraft, WISH_OPTIONS } from './subscribing/wish.ts';
import { answerTitle, titleLink } from './told/phrases.ts';

const DAYS = 7;
const SHOWN = 6;
/** Where it is asked in no place, it is previewed as for a reader who sees all there is. */
const NOWHERE: Target = { platform: 'console', text: 'console:' };

type Wish =
  | { readonly what: 'number'; readonly id: number }
  | { readonly what: 'draft'; readonly draft: Draft };

export const previewCommand = defineCommand<Wish>({
  spec: {
    name: 'preview',
    summary: 'what a subscription would have posted in the last seven days',
    detail: `Of a filter and a cadence, written as for "subscribe", or of a subscription by its number. Posts nothing.`,
    options: [...WISH_OPTIONS, NUMBER_OPTION, SHARE_OPTION],
    rest: 'filter',
    manages: false,
    examples: ['preview milestone:any now', 'preview area:drm --most 5', 'preview 3'],
  },
  read: (ask, deps, asker) => {
    const { filter = '', number = '' } = ask.values;
    const typed = number || filter.trim();
    if (/^\d{1,9}$/.test(typed)) return { what: 'number', id: Number(typed) };
    const draft = readDraft({ ...deps, platforms: EVERYWHERE }, ask, placeOf(asker) ?? NOWHERE);
    return 'wrong' in draft ? draft : { what: 'draft', draft };
  },
  act: (deps, wish, asker, ask) => {
    const draft = wish.what === 'draft' ? wish.draft : findMine(deps.store, asker, wish.id);
    return 'wrong' in draft ? draft : tell(deps, draft, wish, asker, ask);
  },
});

/** Nothing is posted: whether it could be is not asked. */
const EVERYWHERE: CommandDeps['platforms'] = new Map(
  (['console', 'slack', 'discord'] as const).map((id) => [
    id,
    {
      id,
      can: { edit: true, lines: true, nonce: 0 },
      check: () => undefined,
      send: () => Promise.reject(new Error('a preview posts nothing')),
      close: async () => undefined,
    },
  ]),
);

function tell(deps: CommandDeps, draft: Draft, wish: Wish, asker: Asker, ask: Ask): Answer | Wrong {
  const until = deps.now();
  const period = { since: until - DAYS * DAY, until };
  const told = previewSubscription(deps.match, draft, period);
  const name = titleOf(deps.store, draft.filter) ?? filterTold(draft.filter);
  const shown = told.posts.slice(0, SHOWN);
  const more = told.posts.length - shown.length;
  return {
    tone: 'told',
    title: answerTitle(`In the last ${DAYS} days it would have brought ${amount(told)}`),
    parts: [
      {
        what: 'text',
        lines: [
          [{ text: answerTitle(name), style: 'code' }, `, ${termsTold(draft)}`],
          [previewTold(told, period)],
        ],
      },
      ...(shown.length === 0 ? [] : [{ what: 'entries' as const, entries: shown.map(postEntry) }]),
      ...(more > 0 ? [{ what: 'text' as const, lines: [[`and ${more} more`]] }] : []),
    ],
    buttons:
      wish.what === 'draft' && placeOf(asker)
        ? [{ label: 'Subscribe', style: 'primary', ask: askFor(draft, ask) }]
        : [],
    ask,
  };
}

function amount({ posts, summaries, digests }: Preview): string {
  return [
    ...(digests > 0 ? [digests === 1 ? '1 digest' : `${digests} digests`] : []),
    ...(posts.length > 0 || digests === 0 ? [postsTold(posts.length)] : []),
    ...(summaries > 0 ? [summaries === 1 ? '1 summary' : `${summaries} summaries`] : []),
  ].join(', ');
}

/** The order that makes it true: with the same words. */
function askFor({ filter, cadence }: Draft, { values }: Ask): Ask {
  const { quiet = '', most = '', 'milestones-now': milestones = '' } = values;
  return {
    command: 'subscribe',
    values: { filter, cadence: printCadence(cadence), quiet, most, 'milestones-now': milestones },
    page: 0,
  };
}

function postEntry({ at, card, line }: ForecastPost): AnswerEntry {
  const when = { text: `${clock(at)} UTC`, style: 'quiet' } as const;
  return line === undefined
    ? { title: [titleLink(card.title, card.url)], lines: [[when]] }
    : { title: [titleLink(line.text, line.url)], lines: [[when, ` under: ${answerTitle(card.title)}`]] };
}
