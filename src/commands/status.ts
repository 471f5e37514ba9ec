import type { Answer, AnswerPart, Line } from '../domain/answer/answer.ts';
import { SHARE_OPTION } from '../domain/answer/command-spec.ts';
import { DELIVERY_STATES } from '../domain/delivery/delivery.ts';
import { shortSpan } from '../domain/source/moment.ts';
import { SUBSCRIPTION_STATES, type Subscription } from '../domain/subscription/subscription.ts';
import { nextDigest, nextDigestTold } from '../pipeline/subscribing/told.ts';
import type { Asker } from '../ports/chat.ts';
import { type CommandDeps, defineCommand, type SourceTold } from './command.ts';
import { subscriptionsFor } from './subscribing/mine.ts';
import { labelOf, lettersParts, lostLetters } from './told/letters.ts';
import { type OutboxStatus, readOutbox } from './told/outbox.ts';
import { answerTitle, counted, isoDay, moment, sideBySide } from './told/phrases.ts';
import { isOperator, targetsOf } from './told/place.ts';

const SOURCES_SHOWN = 6;
const TARGETS_SHOWN = 6;

type Fact = { readonly label: string; readonly value: Line };

export const statusCommand = defineCommand<Record<never, never>>({
  spec: {
    name: 'status',
    summary: 'whether all is well: sources, what waits to go out, and what did not arrive here',
    detail:
      'Tells how the sources are, how much waits, when something last came here and when the next digest does, and what did not arrive.',
    options: [SHARE_OPTION],
    manages: false,
    examples: ['status'],
  },
  read: () => ({}),
  act: (deps, _wish, asker, ask): Answer => {
    const { store } = deps;
    const sources = deps.sources();
    const outbox = readOutbox(store);
    const letters = lostLetters(store, asker);
    const here = [...hereFacts(deps, asker), ...(isOperator(asker) ? operatorFacts(outbox) : [])];
    return {
      tone: 'told',
      title: answerTitle(sentence(sources, outbox, letters.length, asker)),
      parts: [
        { what: 'facts', facts: [...sourceFacts(deps, sources), ...outboxFacts(outbox)] },
        ...(here.length === 0
          ? []
          : ([
              { what: 'heading', text: isOperator(asker) ? 'What goes out' : 'Here' },
              { what: 'facts', facts: here },
            ] satisfies AnswerPart[])),
        ...lettersParts(store, letters, asker),
      ],
      buttons: [],
      ask,
    };
  },
});

/** What is wrong, the worst first; or that nothing is. */
function sentence(
  sources: readonly SourceTold[],
  { pausedSince }: OutboxStatus,
  lost: number,
  asker: Asker,
): string {
  const failing = sources.filter(({ failingSince }) => failingSince !== undefined).length;
  const troubles = [
    ...(pausedSince === undefined ? [] : ['everything is paused']),
    ...(asker.cannotPost === undefined ? [] : ['nothing can be posted here']),
    ...(failing === 0
      ? []
      : [`${counted(failing, 'source')} of ${sources.length} ${failing === 1 ? 'is' : 'are'} failing`]),
    ...(lost === 0 ? [] : [`${counted(lost, 'post')} did not arrive`]),
  ];
  const [first = 'all is well', ...rest] = troubles;
  return [`${first.slice(0, 1).toUpperCase()}${first.slice(1)}`, ...rest].join(', ');
}

function sourceFacts({ store, now }: CommandDeps, sources: readonly SourceTold[]): Fact[] {
  const failing = sources.filter(({ failingSince }) => failingSince !== undefined);
  const lost = sources.reduce((sum, one) => sum + one.lost, 0);
  const lasts = sources.flatMap(({ lastSuccess }) => lastSuccess ?? []);
  const last = lasts.length === 0 ? undefined : Math.max(...lasts);
  const more = failing.length - SOURCES_SHOWN;
  const newest = store.span()?.until;
  return [
    {
      label: 'Sources',
      value: sideBySide([
        counted(sources.length, 'source'),
        last === undefined ? 'none was read yet' : `last read ${shortSpan(Math.max(0, now() - last))} ago`,
        lost === 0 ? undefined : `${counted(lost, 'item')} lost`,
      ]),
    },
    ...failing.slice(0, SOURCES_SHOWN).map(({ id, failingSince }) => ({
      label: 'Failing',
      value: [`${id}, since ${moment(failingSince ?? now())}`],
    })),
    ...(more > 0 ? [{ label: 'Failing', value: [`and ${more} more`] }] : []),
    { label: 'Newest mail', value: [newest === undefined ? 'none is stored yet' : isoDay(newest)] },
  ];
}

function outboxFacts({ deliveries, unmatched, pausedSince }: OutboxStatus): Fact[] {
  const { pending = 0, failed = 0, sending = 0 } = deliveries;
  const waiting = pending + failed + sending;
  return [
    {
      label: 'Waiting',
      value: sideBySide([
        waiting === 0 ? 'nothing' : counted(waiting, 'post'),
        unmatched === 0 ? undefined : `${counted(unmatched, 'news', 'news')} to be matched`,
      ]),
    },
    ...(pausedSince === undefined
      ? []
      : [{ label: 'Paused', value: [`everything, since ${moment(pausedSince)}`] }]),
  ];
}

/** Of the place where it is asked, or of all that is his. */
function hereFacts({ store, now }: CommandDeps, asker: Asker): Fact[] {
  const targets = targetsOf(store, asker);
  if (targets?.length === 0 && asker.place === undefined) return [];
  const own = subscriptionsFor(store, asker);
  const lanes = store.lanes().filter(({ lane }) => targets?.includes(lane) ?? true);
  const sent = lanes.flatMap(({ lastSent }) => lastSent ?? []);
  const waiting = lanes.reduce((sum, lane) => sum + lane.waiting, 0);
  const next = nextOf(own, now());
  return [
    { label: 'Subscriptions', value: [countStates(own)] },
    { label: 'Last post', value: [sent.length === 0 ? 'none yet' : moment(Math.max(...sent))] },
    ...(waiting === 0 || isOperator(asker)
      ? []
      : [{ label: 'Waiting here', value: [counted(waiting, 'post')] }]),
    { label: 'Next digest', value: [next ?? 'none is subscribed'] },
    ...(asker.cannotPost === undefined ? [] : [{ label: 'Cannot post', value: [asker.cannotPost] }]),
  ];
}

function countStates(own: readonly Subscription[]): string {
  const counts = SUBSCRIPTION_STATES.flatMap((state) => {
    const count = own.filter((one) => one.state === state).length;
    return count === 0 ? [] : [`${count} ${state}`];
  });
  return counts.join(', ') || 'none';
}

/** "Mon 6 Apr 09:00 Europe/Berlin (subscription 3)". */
function nextOf(own: readonly Subscription[], now: number): string | undefined {
  const due = own.flatMap((one) => {
    const at = nextDigest(one, now);
    return at === undefined ? [] : [{ one, at }];
  });
  const [first] = due.sort((a, b) => a.at - b.at);
  if (first === undefined) return undefined;
  const { cadence, id } = first.one;
  const zone = cadence.kind === 'now' ? '' : ` ${cadence.zone}`;
  const when = first.at <= now ? 'now' : `${nextDigestTold(first.one, now)}${zone}`;
  return `${when} (subscription ${id})`;
}

function operatorFacts({ deliveries, targets, moreTargets }: OutboxStatus): Fact[] {
  const told = DELIVERY_STATES.flatMap((state) =>
    deliveries[state] ? [counted(deliveries[state], state, state)] : [],
  );
  const waiting = targets.filter((lane) => lane.waiting > 0);
  const more = waiting.length - TARGETS_SHOWN + moreTargets;
  return [
    { label: 'Deliveries', value: [told.join(', ') || 'none'] },
    ...waiting.slice(0, TARGETS_SHOWN).map(({ lane, waiting: count }) => ({
      label: 'Target',
      value: [`${labelOf(lane)}: ${counted(count, 'post')} waiting`],
    })),
    ...(more > 0 ? [{ label: 'Target', value: [`and up to ${more} more`] }] : []),
  ];
}
