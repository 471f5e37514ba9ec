import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { forgetTenant } from '../../pipeline/subscribing/forget.ts';
import type { Talk } from '../../ports/chat.ts';
import { answerCalls, createCaller } from './calls.ts';
import { openDesk } from './open-desk.ts';
import type { ChatPlans } from './plan.ts';
import { threadContext } from './thread-context.ts';
import type { DeskCalls, DeskEvents, DeskOrders } from './threads.ts';

/** What this thread is started with. */
export type DeskErrand = { readonly plans: ChatPlans; readonly front: MessagePort };

// Answers what people ask, with a store of its own: however long that takes, nobody else is held up.
const { plans, front }: DeskErrand = workerData;
const main = parentPort;
if (main === null) throw new Error('a thread of the chat is started by the daemon');

const events = createCaller<DeskEvents>(main, ['ready', 'wake', 'talk']);
const talk: Talk = (level, sentence, facts = {}) => void events.talk(level, sentence, facts);
const onMistake = (what: string, error: unknown): void =>
  talk('error', `${what}: a mistake of the program: ${error instanceof Error ? error.stack : String(error)}`);

process.on('unhandledRejection', (error) => onMistake('the desk', error));

const { desk, store, close } = await openDesk(threadContext(plans.settings, plans.version), plans.options, {
  onMistake,
  wake: () => void events.wake(),
});
answerCalls<DeskCalls>(
  front,
  {
    answer: desk.answer,
    suggest: desk.suggest,
    forget: async (tenant) => forgetTenant(store, tenant),
    installed: async (prefix) => store.installations(prefix),
    keepInstalled: async (tenant, sealed) => store.keepInstallation(tenant, sealed),
  },
  onMistake,
);
answerCalls<DeskOrders>(main, { close }, onMistake);
await events.ready();
