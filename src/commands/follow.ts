import type { Answer } from '../domain/answer/answer.ts';
import type { Ask } from '../domain/answer/ask.ts';
import { backfill } from '../pipeline/matching/backfill.ts';
import type { Followed } from '../pipeline/subscribing/find-followed.ts';
import { readWish } from '../pipeline/subscribing/read-wish.ts';
import type { Subscribed } from '../pipeline/subscribing/subscribe.ts';
import { type CommandDeps, defineCommand } from './command.ts';
import { subscribePlace } from './subscribe.ts';
import { actButton } from './subscribing/entries.ts';
import { filterFor, findNamed, type NamedMail, readMail } from './subscribing/followed.ts';
import { mayNot, postable } from './subscribing/mine.ts';
import { wrongOf } from './subscribing/wish.ts';
import { answerTitle } from './told/phrases.ts';

/** There is one card of it; so that a posting is found behind many answers, more than one is asked for. */
const NEWEST = 20;

export const followCommand = defineCommand<NamedMail>({
  spec: {
    name: 'follow',
    summary: 'track a series here: its card now, and what becomes of it',
    detail: `Track this series: give the Message-ID of any of its mails or a link to one. Its card is posted here at once,
and is kept up to date: new revisions, reviews, that it was applied, merged, released. "unfollow" ends it.`,
    options: [
      {
        name: 'mail',
        summary: 'A Message-ID or a link to one of its mails',
        kind: 'text',
        required: true,
        suggests: 'series',
      },
    ],
    rest: 'mail',
    manages: true,
    form: {
      title: 'Track a series',
      send: 'Follow',
      fields: [
        {
          option: 'mail',
          label: 'A link to one of its mails, or a Message-ID',
          hint: 'https://lore.kernel.org/rust-for-linux/20260405235309.418950-1-a@example.org/',
          required: true,
        },
      ],
    },
    examples: [
      'follow 20260405235309.418950-1-a@example.org',
      'follow https://lore.kernel.org/rust-for-linux/20260405235309.418950-1-a@example.org/',
    ],
  },
  read: ({ values }, _deps, asker) => {
    const refused = mayNot(asker, 'follow');
    if (refused) return refused;
    const place = postable(asker);
    return 'wrong' in place ? place : readMail(values.mail ?? '');
  },
  act: async (deps, named, asker, ask) => {
    const place = postable(asker);
    if ('wrong' in place) return place;
    const found = await findNamed(deps, named);
    if ('wrong' in found) return found;
    const filter = filterFor(found);
    if (typeof filter !== 'string') return filter;
    const draft = readWish(deps.topic, deps.platforms, { target: place.text, filter, cadence: 'now' });
    if ('wrong' in draft) return wrongOf(draft);
    const done = await subscribePlace(deps, asker, draft, found.title);
    if ('wrong' in done) return done;
    const isPosted = done.what === 'added' && (await backfill(deps.match, done.subscription, NEWEST)) > 0;
    deps.wake();
    return tell(deps, found, done, isPosted, ask);
  },
});

function tell(
  { store }: CommandDeps,
  { title }: Followed,
  { what, subscription }: Subscribed,
  isPosted: boolean,
  ask: Ask,
): Answer {
  const { id, state } = subscription;
  const isNew = what === 'added';
  const stands = store.deliveries({ subscription: id, kinds: ['card'], limit: 1 }).length > 0;
  const card = isPosted
    ? 'Its card comes at once; it is kept up to date.'
    : isNew && !stands
      ? 'Its card stands here already, or comes with its next mail.'
      : 'Its card stands here.';
  return {
    tone: isNew ? 'done' : 'told',
    title: answerTitle(`${isNew ? 'Following' : 'Followed here already:'} “${title}”`),
    parts: [{ what: 'text', lines: [[`Subscription ${id}. ${card}`]] }],
    buttons: [
      ...(state === 'active' ? [] : [actButton('resume', id, 'primary')]),
      {
        label: 'Unfollow',
        ask: { command: 'unfollow', values: { number: `${id}` }, page: 0 },
      },
    ],
    ask,
  };
}
