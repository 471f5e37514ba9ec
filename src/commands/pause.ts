import type { Answer } from '../domain/answer/answer.ts';
import { pauseSubscription } from '../pipeline/subscribing/stop.ts';
import { filterTold } from '../pipeline/subscribing/told.ts';
import { defineCommand } from './command.ts';
import { actButton, titleOf } from './subscribing/entries.ts';
import { actorOf, mayNot } from './subscribing/mine.ts';
import { NUMBER_OPTION, pick, readNumber } from './subscribing/pick.ts';
import { wrongOf } from './subscribing/wish.ts';
import { answerTitle } from './told/phrases.ts';

const LONGEST_REASON = 200;

type Wish = { readonly id: number | undefined; readonly reason: string };

export const pauseCommand = defineCommand<Wish>({
  spec: {
    name: 'pause',
    summary: 'hold a subscription here back for a while',
    detail: `Nothing of it is posted until "resume" wakes it. Without a number: the only one there is, or a list to choose
from.`,
    options: [NUMBER_OPTION, { name: 'reason', summary: 'why, for those who look', kind: 'text' }],
    rest: 'number',
    manages: true,
    examples: ['pause 3', 'pause 3 --reason "release week"'],
  },
  read: (ask, _deps, asker) => {
    const refused = mayNot(asker, 'pause');
    if (refused) return refused;
    const number = readNumber(ask);
    if ('wrong' in number) return number;
    const reason = ask.values.reason?.trim() ?? '';
    return { ...number, reason: reason === '' ? 'paused by hand' : reason.slice(0, LONGEST_REASON) };
  },
  act: (deps, { id, reason }, asker, ask) => {
    const { store, now } = deps;
    const picked = pick(deps, asker, { id, act: 'pause', ask, fit: ({ state }) => state === 'active' });
    if ('wrong' in picked) return picked;
    if (picked.what === 'list') return picked.answer;
    const paused = pauseSubscription({ store, now, by: actorOf(asker) }, picked.subscription.id, reason);
    if ('wrong' in paused) return wrongOf(paused);
    deps.wake();
    const { subscription } = paused;
    const name = titleOf(store, subscription.filter) ?? filterTold(subscription.filter);
    const isNew = paused.what === 'paused';
    const answer: Answer = {
      tone: isNew ? 'done' : 'told',
      title: answerTitle(
        isNew
          ? `Paused ${subscription.id}: ${name}`
          : `${subscription.id} is ${subscription.state} already: ${name}`,
      ),
      parts: isNew ? [{ what: 'text', lines: [['Nothing of it is posted until somebody resumes it.']] }] : [],
      buttons: [actButton('resume', subscription.id)],
      ask,
    };
    return answer;
  },
});
