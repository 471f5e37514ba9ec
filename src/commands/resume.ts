import type { Answer } from '../domain/answer/answer.ts';
import { probeTarget } from '../pipeline/subscribing/probe.ts';
import { resumeSubscription } from '../pipeline/subscribing/stop.ts';
import { filterTold, nextDigestTold, postsTold } from '../pipeline/subscribing/told.ts';
import { defineCommand } from './command.ts';
import { actButton, titleOf } from './subscribing/entries.ts';
import { actorOf, mayNot } from './subscribing/mine.ts';
import { NUMBER_OPTION, pick, readNumber } from './subscribing/pick.ts';
import { wrongOf } from './subscribing/wish.ts';
import { answerTitle } from './told/phrases.ts';

type Wish = { readonly id: number | undefined; readonly missed: boolean };

export const resumeCommand = defineCommand<Wish>({
  spec: {
    name: 'resume',
    summary: 'wake a subscription that is paused or suspended',
    detail: `With "missed" what was held back meanwhile is posted now; without it that is passed over. One that is suspended
(the place refused) is woken the same way, once the place can be posted to again.`,
    options: [NUMBER_OPTION, { name: 'missed', summary: 'with what it missed', kind: 'flag' }],
    rest: 'number',
    manages: true,
    examples: ['resume 3', 'resume 3 --missed'],
  },
  read: (ask, _deps, asker) => {
    const refused = mayNot(asker, 'resume');
    if (refused) return refused;
    const number = readNumber(ask);
    return 'wrong' in number ? number : { ...number, missed: ask.values.missed === 'yes' };
  },
  act: async (deps, { id, missed }, asker, ask) => {
    const { store, now, platforms } = deps;
    const picked = pick(deps, asker, { id, act: 'resume', ask, fit: ({ state }) => state !== 'active' });
    if ('wrong' in picked) return picked;
    if (picked.what === 'list') return picked.answer;
    const { target, state } = picked.subscription;
    // What was refused would be refused again.
    const refused = state === 'suspended' ? await probeTarget(platforms, target, now) : undefined;
    if (refused) return wrongOf(refused);
    const resumed = resumeSubscription({ store, now, by: actorOf(asker) }, picked.subscription.id, missed);
    if ('wrong' in resumed) return wrongOf(resumed);
    deps.wake();
    const { subscription } = resumed;
    const name = titleOf(store, subscription.filter) ?? filterTold(subscription.filter);
    const next = nextDigestTold(subscription, now());
    const isNew = resumed.what === 'resumed';
    const lines = [
      ...(isNew && missed && resumed.missed > 0
        ? [[`${postsTold(resumed.missed)} that it missed will follow.`]]
        : []),
      ...(next === undefined ? [] : [[`Its next digest comes ${next}.`]]),
    ];
    const answer: Answer = {
      tone: isNew ? 'done' : 'told',
      title: answerTitle(`${isNew ? 'Resumed' : 'It is active already:'} ${subscription.id}: ${name}`),
      parts: lines.length === 0 ? [] : [{ what: 'text', lines }],
      buttons: [actButton('pause', subscription.id)],
      ask,
    };
    return answer;
  },
});
