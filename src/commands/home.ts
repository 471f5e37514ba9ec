import type { Answer, AnswerButton, AnswerPart, Line } from '../domain/answer/answer.ts';
import { clock, span } from '../domain/source/moment.ts';
import type { Subscription } from '../domain/subscription/subscription.ts';
import type { Asker } from '../ports/chat.ts';
import { type CommandDeps, defineCommand } from './command.ts';
import { subscriptionEntry } from './subscribing/entries.ts';
import { subscriptionsOfTenant } from './subscribing/mine.ts';
import { brakePart } from './subscriptions.ts';
import { pageOf } from './told/page.ts';
import { counted } from './told/phrases.ts';

/** The page of an installation has room for more than an answer in between. */
const SIZE = 10;
const FINAL = ['dead', 'uncertain'] as const;
const DAY = 86_400_000;

export const homeCommand = defineCommand<object>({
  spec: {
    name: 'home',
    summary: 'what this installation is told of, place by place',
    detail: 'The page of an installation: its subscriptions by place, and how all of it is.',
    options: [],
    manages: false,
    rights: true,
    hidden: true,
    examples: ['home'],
  },
  read: () => ({}),
  act: (deps, _wish, asker, ask): Answer => {
    const known = subscriptionsOfTenant(deps.store, asker);
    const byPlace = [...known].sort((a, b) => compare(a.target.text, b.target.text) || a.id - b.id);
    // Filters of places that somebody may not even see are not his to read.
    const { shown, ...paged } = pageOf(asker.mayManage ? byPlace : [], ask, SIZE);
    return {
      tone: 'told',
      title: `What lorewatch tells of ${deps.topic.title} here`,
      parts: [
        ...brakePart(deps.store),
        { what: 'facts', facts: healthFacts(deps, known) },
        ...(asker.mayManage ? placesOf(deps, asker, shown) : [onlyFor(asker)]),
        ...(known.length === 0 ? [howTo(asker)] : []),
      ],
      buttons: QUICK,
      ...paged,
    };
  },
});

const QUICK: readonly AnswerButton[] = ['digest', 'milestones', 'status', 'help'].map((command) => ({
  label: `${command.slice(0, 1).toUpperCase()}${command.slice(1)}`,
  ask: { command, values: {}, page: 0 },
}));

function onlyFor({ managers }: Asker): AnswerPart {
  return { what: 'text', lines: [[`What each place is told of is shown to ${managers}.`]] };
}

function placesOf(
  { store, now }: CommandDeps,
  { tenant }: Asker,
  shown: readonly Subscription[],
): AnswerPart[] {
  const places = Map.groupBy(shown, ({ target }) => target.text);
  return [...places].flatMap(([place, own]): AnswerPart[] => [
    { what: 'heading', text: place.slice(tenant.length), place },
    { what: 'entries', entries: own.map((one) => subscriptionEntry(store, one, now())) },
  ]);
}

/** Of this installation and of what everybody reads; nothing of others. */
function healthFacts(
  { store, sources, now }: CommandDeps,
  known: readonly Subscription[],
): { readonly label: string; readonly value: Line }[] {
  const stopped = known.filter(({ state }) => state !== 'active').length;
  const rest = stopped === 0 ? '' : `, ${stopped} paused or suspended`;
  const waiting = known.flatMap(({ id }) =>
    store.deliveries({ subscription: id, states: ['pending', 'failed'] }),
  );
  const lost = known.flatMap(({ id }) =>
    store.deliveries({ subscription: id, states: FINAL, since: now() - 7 * DAY }),
  );
  const failing = sources().filter(({ failingSince }) => failingSince !== undefined).length;
  const read = Math.max(...sources().map(({ lastSuccess }) => lastSuccess ?? 0));
  return [
    { label: 'Subscriptions', value: [`${known.length}${rest}`] },
    { label: 'Waiting', value: [counted(waiting.length, 'post')] },
    ...(lost.length > 0
      ? [{ label: 'Lost', value: [`${counted(lost.length, 'post')} in the last 7 days`] }]
      : []),
    { label: 'Read', value: [read > 0 ? `${span(now() - read)} ago, ${clock(read)} UTC` : 'nothing yet'] },
    ...(failing > 0
      ? [{ label: 'Sources', value: [`${counted(failing, 'source')} cannot be read now`] }]
      : []),
  ];
}

function howTo({ prefix }: Asker): AnswerPart {
  return {
    what: 'text',
    lines: [
      [
        'Nothing is subscribed yet. Say ',
        { text: `${prefix}subscribe`, style: 'code' },
        ' in the place that is to be told.',
      ],
    ],
  };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
