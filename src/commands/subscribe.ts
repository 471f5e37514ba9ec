import type { Answer, Line } from '../domain/answer/answer.ts';
import type { Subscription } from '../domain/subscription/subscription.ts';
import { backfill } from '../pipeline/matching/backfill.ts';
import { probeTarget } from '../pipeline/subscribing/probe.ts';
import type { Draft } from '../pipeline/subscribing/read-wish.ts';
import { type Subscribed, subscribe } from '../pipeline/subscribing/subscribe.ts';
import { filterTold, nextDigestTold } from '../pipeline/subscribing/told.ts';
import type { Asker } from '../ports/chat.ts';
import { type CommandDeps, defineCommand, type Wrong } from './command.ts';
import { actButton, termsTold } from './subscribing/entries.ts';
import { actorOf, mayNot, postable } from './subscribing/mine.ts';
import { readDraft, WISH_OPTIONS, wrongOf } from './subscribing/wish.ts';
import { answerTitle } from './told/phrases.ts';

/** Nobody reads more of what is past, and it all comes at once. */
const MOST_BACKFILL = 50;

type Wish = { readonly draft: Draft; readonly backfill: number };

export const subscribeCommand = defineCommand<Wish>({
  spec: {
    name: 'subscribe',
    summary: 'be told here of what matches a filter, at once or as a digest',
    detail: `The words are a filter ("help filter" lists its fields; none: everything), and behind it when: now (as it
happens), "daily 09:00 Europe/Berlin" or "weekly MON 09:00 Europe/Berlin"; without that it is now, without a zone UTC.
No history is posted, but for backfill. Everybody here reads who subscribed what.`,
    options: [
      ...WISH_OPTIONS,
      {
        name: 'backfill',
        summary: 'with now: post the newest of what was there before, so many',
        kind: 'number',
      },
    ],
    rest: 'filter',
    manages: true,
    form: {
      title: 'Subscribe here',
      send: 'Subscribe',
      fields: [
        { option: 'filter', label: 'Only what matches (empty: everything)', hint: 'area:drm -kind:reply' },
        { option: 'cadence', label: 'When', hint: 'now: as it happens', choices: ['now', 'daily', 'weekly'] },
        { option: 'time', label: 'Time', hint: 'daily: 09:00; weekly: MON 09:00' },
        { option: 'zone', label: 'Time zone', hint: 'Europe/Berlin; empty: UTC' },
        { option: 'quiet', label: 'Quiet hours', hint: '22:00-07:00 Europe/Berlin: nothing at once then' },
      ],
    },
    examples: [
      'subscribe milestone:any now',
      'subscribe area:drm weekly MON 09:00 Europe/Berlin',
      'subscribe daily 09:00 --zone Europe/Berlin',
      'subscribe --backfill 3 is:new',
    ],
  },
  read: (ask, deps, asker) => {
    const refused = mayNot(asker, 'subscribe');
    if (refused) return refused;
    const place = postable(asker);
    if ('wrong' in place) return place;
    const draft = readDraft(deps, ask, place);
    if ('wrong' in draft) return draft;
    const count = Number(ask.values.backfill || 0);
    if (count > MOST_BACKFILL) return { wrong: `\`backfill\` takes a number up to ${MOST_BACKFILL}` };
    if (count > 0 && draft.cadence.kind !== 'now')
      return { wrong: '`backfill` goes with `now`: the first digest tells of its whole period anyway' };
    return { draft, backfill: count };
  },
  act: async (deps, { draft, backfill: count }, asker, ask) => {
    const done = await subscribePlace(deps, asker, draft);
    if ('wrong' in done) return done;
    const posts =
      count > 0 && done.what === 'added' ? await backfill(deps.match, done.subscription, count) : 0;
    deps.wake();
    return tell(done, posts, asker, deps.now(), ask);
  },
});

/** Subscribes after the platform was asked whether it can post there: before that nothing is written. */
export async function subscribePlace(
  { store, platforms, now }: CommandDeps,
  asker: Asker,
  draft: Draft,
  title?: string,
): Promise<Subscribed | Wrong> {
  const refused = await probeTarget(platforms, draft.target, now);
  if (refused) return wrongOf(refused);
  return subscribe({ store, now, by: actorOf(asker) }, draft, title);
}

function tell(
  { what, subscription }: Subscribed,
  posts: number,
  asker: Asker,
  now: number,
  ask: Answer['ask'],
): Answer {
  const { id, filter, state } = subscription;
  const isNew = what === 'added';
  const name = `${filterTold(filter)}, ${termsTold(subscription)}`;
  return {
    tone: isNew ? 'done' : 'told',
    title: answerTitle(isNew ? `Subscribed: ${name}` : `It is there already: ${name}`),
    parts: [{ what: 'text', lines: [detailLine(subscription, isNew, posts, asker, now)] }],
    buttons: [
      ...(state === 'active' ? [] : [actButton('resume', id, 'primary')]),
      actButton('preview', id),
      actButton('unsubscribe', id),
    ],
    ask,
  };
}

function detailLine(
  subscription: Subscription,
  isNew: boolean,
  posts: number,
  { prefix }: Asker,
  now: number,
): Line {
  const { id, state } = subscription;
  if (state !== 'active')
    return [
      `Subscription ${id} is ${state}; `,
      { text: `${prefix}resume ${id}`, style: 'code' },
      ' wakes it.',
    ];
  const next = nextDigestTold(subscription, now);
  const first =
    next === undefined
      ? 'What becomes known from now on is posted here.'
      : `${isNew ? 'Its first' : 'Its next'} digest comes ${next}.`;
  const before =
    posts > 0 ? ` ${posts === 1 ? '1 card' : `${posts} cards`} of what was there before come with it.` : '';
  return [`Subscription ${id}. ${first}${before}`];
}
