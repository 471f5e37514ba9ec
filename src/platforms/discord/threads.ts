import { codeOf } from './outcome.ts';
import type { DiscordMessage } from './render/message.ts';
import type { Trouble } from './rest.ts';
import { type Errand, titleOf, type Wrote, writeMessage } from './writing.ts';

/** Ids of messages that have a thread, as far as is known: the newest of them. A thread has the id of its message. */
export type Threads = {
  readonly has: (id: string) => boolean;
  readonly note: (id: string, is: boolean) => void;
};

const MOST = 5000;
const UNKNOWN_CHANNEL = 10003;
const UNKNOWN_MESSAGE = 10008;
const ARCHIVED = 50083;
const HAS_THREAD = 160004;
/** No right to open one, a wrong kind of channel, too many open ones. */
const NO_THREAD: ReadonlySet<number> = new Set([50001, 50013, 50024, 160006, 160007]);

export function createThreads(): Threads {
  const known = new Set<string>();
  return {
    has: (id) => known.has(id),
    note: (id, is) => {
      known.delete(id);
      if (is) known.add(id);
      const [oldest] = known;
      if (known.size > MOST && oldest !== undefined) known.delete(oldest);
    },
  };
}

/** `none`: there can be no thread under it. */
export type Opened = 'open' | 'none' | { readonly trouble: Trouble };

/** Opens the thread under a message, where there is none yet. Safe to repeat. */
export async function openThread(
  { rest, place, signal }: Errand,
  {
    message,
    title,
    threads,
  }: { readonly message: string; readonly title: string; readonly threads: Threads },
): Promise<Opened> {
  if (threads.has(message)) return 'open';
  const path = `/channels/${place.channel}/messages/${message}/threads` as const;
  const reply = await rest.call({ method: 'POST', path, body: { name: titleOf(title) }, signal });
  if (!('trouble' in reply)) {
    threads.note(message, true);
    return 'open';
  }
  const code = codeOf(reply.trouble);
  // Of a message that was deleted the thread stands on, where there was one.
  if (code === HAS_THREAD || code === UNKNOWN_MESSAGE) return 'open';
  if (code !== undefined && NO_THREAD.has(code)) return 'none';
  // Nothing was said yet: if it is open now, the next attempt finds it so.
  return { trouble: reply.trouble.what === 'unclear' ? { ...reply.trouble, what: 'unsent' } : reply.trouble };
}

/** Says something in a thread; one that sleeps is woken. */
export async function sayInThread(
  errand: Errand,
  post: DiscordMessage,
  { thread, nonce }: { readonly thread: string; readonly nonce: string },
): Promise<Wrote> {
  const said = await writeMessage(errand, post, { channel: thread, nonce });
  if (!('trouble' in said) || codeOf(said.trouble) !== ARCHIVED) return said;
  const woken = await wake(errand, thread);
  return woken === undefined ? writeMessage(errand, post, { channel: thread, nonce }) : { trouble: woken };
}

/** Opens an archived thread again; undefined where that was done. */
export async function wake({ rest, signal }: Errand, thread: string): Promise<Trouble | undefined> {
  const body = { archived: false };
  const reply = await rest.call({ method: 'PATCH', path: `/channels/${thread}`, body, signal });
  return 'trouble' in reply ? reply.trouble : undefined;
}

export function isGone(trouble: Trouble): boolean {
  return codeOf(trouble) === UNKNOWN_CHANNEL;
}

export function isArchived(trouble: Trouble): boolean {
  return codeOf(trouble) === ARCHIVED;
}
