import type { Answer } from '../domain/answer/answer.ts';
import type { Ask } from '../domain/answer/ask.ts';
import type { Subscription } from '../domain/subscription/subscription.ts';
import type { Asker } from '../ports/chat.ts';
import { type CommandDeps, defineCommand, type Wrong } from './command.ts';
import { followedBy, subscriptionEntry } from './subscribing/entries.ts';
import { findNamed, type NamedMail, readMail } from './subscribing/followed.ts';
import { findMine, mayNot, subscriptionsFor } from './subscribing/mine.ts';
import { LIST_SIZE, readNumber } from './subscribing/pick.ts';
import { pageOf } from './told/page.ts';
import { endSubscription } from './unsubscribe.ts';

type Wish = { readonly id: number | undefined; readonly mail: NamedMail | undefined };

export const unfollowCommand = defineCommand<Wish>({
  spec: {
    name: 'unfollow',
    summary: 'track a series here no more',
    detail: `By any of its mails, or by the number that "subscriptions" shows. Without both: the only one that is followed
here, or a list to choose from. Its card stays.`,
    options: [
      {
        name: 'mail',
        summary: 'a Message-ID or a link to one of its mails',
        kind: 'text',
        suggests: 'series',
      },
      { name: 'number', summary: 'the number of its subscription', kind: 'number', suggests: 'subscription' },
    ],
    rest: 'mail',
    manages: true,
    examples: ['unfollow 20260405235309.418950-1-a@example.org', 'unfollow --number 3', 'unfollow'],
  },
  read: (ask, _deps, asker) => {
    const refused = mayNot(asker, 'unfollow');
    if (refused) return refused;
    const text = ask.values.mail?.trim() ?? '';
    const typed = /^\d{1,9}$/.test(text) ? { values: { ...ask.values, number: text } } : ask;
    const number = readNumber(typed);
    if ('wrong' in number) return number;
    if (number.id !== undefined || text === '') return { ...number, mail: undefined };
    const mail = readMail(text);
    return 'wrong' in mail ? mail : { id: undefined, mail };
  },
  act: async (deps, { id, mail }, asker, ask) => {
    if (id !== undefined) return endNumbered(deps, asker, id, ask);
    const followed = subscriptionsFor(deps.store, asker).filter(
      ({ filter }) => followedBy(filter) !== undefined,
    );
    if (mail !== undefined) return endNamed(deps, asker, mail, followed, ask);
    const [only, ...more] = followed;
    if (only === undefined) return { wrong: `no series is followed here; \`${asker.prefix}follow\` does it` };
    return more.length === 0 ? endSubscription(deps, asker, only.id, ask) : choose(deps, followed, ask);
  },
});

function endNumbered(deps: CommandDeps, asker: Asker, id: number, ask: Ask): Answer | Wrong {
  const one = findMine(deps.store, asker, id);
  if ('wrong' in one) return one;
  if (followedBy(one.filter) === undefined)
    return {
      wrong: `subscription ${id} follows no single series; \`${asker.prefix}unsubscribe ${id}\` ends it`,
    };
  return endSubscription(deps, asker, id, ask);
}

/** Whatever mail of it names it, here and in the filter. */
async function endNamed(
  deps: CommandDeps,
  asker: Asker,
  mail: NamedMail,
  followed: readonly Subscription[],
  ask: Ask,
): Promise<Answer | Wrong> {
  const found = await findNamed(deps, mail);
  if ('wrong' in found) return found;
  for (const one of followed) {
    const id = followedBy(one.filter);
    if (id === undefined) continue;
    const own = id === found.id ? found : await findNamed(deps, { asked: id, key: undefined });
    if ('id' in own && own.id === found.id) return endSubscription(deps, asker, one.id, ask);
  }
  return { wrong: `that is not followed here; \`${asker.prefix}subscriptions\` shows what is` };
}

function choose({ store, now }: CommandDeps, followed: readonly Subscription[], ask: Ask): Answer {
  const { shown, ...paged } = pageOf(followed, ask, LIST_SIZE);
  const entries = shown.map((one) => ({
    ...subscriptionEntry(store, one, now()),
    buttons: [
      {
        label: `Unfollow ${one.id}`,
        ask: { command: 'unfollow', values: { number: `${one.id}` }, page: 0 },
      },
    ],
  }));
  return {
    tone: 'told',
    title: `Which of the ${followed.length} series?`,
    parts: [{ what: 'entries', entries }],
    buttons: [],
    ...paged,
  };
}
