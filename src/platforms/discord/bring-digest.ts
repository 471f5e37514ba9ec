import { findForumPost, findMessage } from './finding.ts';
import { nonceOf } from './nonce.ts';
import { hasThreads } from './places.ts';
import type { DiscordMessage } from './render/message.ts';
import { openThread, sayInThread, type Threads } from './threads.ts';
import { type Errand, type Written, type Wrote, writeForumPost, writeMessage } from './writing.ts';

/** How far a delivery of several messages got: what is there is not sent again. */
export type Progress = { head?: Written; parts: number; isDoubted: boolean };

/** Of the deliveries that were begun in this process and are not done. */
export type Begun = {
  readonly of: (key: string) => Progress | undefined;
  readonly begin: (key: string) => Progress;
  readonly end: (key: string) => void;
};

const MOST = 500;

export function createBegun(): Begun {
  const known = new Map<string, Progress>();
  return {
    of: (key) => known.get(key),
    begin: (key) => {
      const progress = known.get(key) ?? { parts: 0, isDoubted: false };
      known.set(key, progress);
      const [oldest] = known.keys();
      if (known.size > MOST && oldest !== undefined) known.delete(oldest);
      return progress;
    },
    end: (key) => {
      known.delete(key);
    },
  };
}

export type DigestErrand = {
  readonly errand: Errand;
  readonly begun: Begun;
  readonly threads: Threads;
  readonly title: string;
  readonly attempt: number;
  readonly since: number;
  /** Where all of it is; undefined: nowhere. */
  readonly url: string | undefined;
};

/**
 * Brings the messages of one digest: the first into the channel, the others into the thread under it, in their order. What
 * an earlier attempt brought stays, also that of a process that is gone: it is looked for. The head is what counts:
 * where there can be no thread, the rest is behind its link.
 */
export async function bringDigest(messages: readonly DiscordMessage[], digest: DigestErrand): Promise<Wrote> {
  const { errand, begun } = digest;
  const isNew = begun.of(errand.key) === undefined;
  const progress = begun.begin(errand.key);
  const [first, ...parts] = messages;
  if (first === undefined) throw new Error('a digest has a first message');
  const isAgain = digest.attempt > 1 && (isNew || progress.isDoubted);
  // A single message is one by its nonce, or the pipeline asks for it.
  const isSought = isAgain && (parts.length > 0 || errand.place.kind === 'forum');
  const head = progress.head ?? (await bringHead(first, digest, isSought));
  if ('trouble' in head) {
    progress.isDoubted ||= head.trouble.what === 'unclear';
    return head;
  }
  progress.head = head;
  if (parts.length === 0) return head;
  const thread = await threadFor(head, digest);
  if (thread === 'none') return head;
  if (typeof thread !== 'string') return thread;
  let last: Written = head;
  for (const [at, part] of parts.entries()) {
    if (at < progress.parts) continue;
    const said = await bringPart(part, at + 1, { ...digest, thread, isNew });
    if ('trouble' in said) {
      // What is not to be had there does not undo the head.
      if (said.trouble.what === 'refused' && said.trouble.status !== 401 && said.trouble.status !== 429)
        return head;
      return said;
    }
    progress.parts = at + 1;
    last = said;
  }
  return { ...head, wait: last.wait };
}

async function bringHead(first: DiscordMessage, digest: DigestErrand, isDoubtful: boolean): Promise<Wrote> {
  const { errand, since, title } = digest;
  const { place, key } = errand;
  if (isDoubtful) {
    const found = await findHead(first, { errand, since, title });
    if (found === 'unknown')
      return { trouble: { what: 'unclear', why: 'Discord could not be asked for it' } };
    if (found !== 'absent') return found;
  }
  return place.kind === 'forum'
    ? writeForumPost(errand, first, title)
    : writeMessage(errand, first, { channel: place.channel, nonce: nonceOf(key) });
}

/** The head of a post of one or several messages, where an earlier attempt brought it. */
async function findHead(
  message: DiscordMessage,
  { errand, since, title }: Pick<DigestErrand, 'errand' | 'since' | 'title'>,
): Promise<Written | 'absent' | 'unknown'> {
  const { place, key } = errand;
  const found =
    place.kind === 'forum'
      ? await findForumPost(errand, title, since)
      : await findMessage(errand, place.channel, { message, nonce: nonceOf(key), since });
  if (typeof found === 'string') return found;
  return { channel: place.kind === 'forum' ? found.id : place.channel, message: found.id, wait: undefined };
}

/** Where the rest goes; opened where it is not there yet. `none`: nowhere. */
async function threadFor(head: Written, digest: DigestErrand): Promise<string | Exclude<Wrote, Written>> {
  const { errand, title, threads } = digest;
  const rest = restOf(head, digest);
  if (rest === undefined) return 'none';
  if (rest !== head.message || errand.place.kind === 'forum') return rest;
  const opened = await openThread(errand, { message: head.message, title, threads });
  if (opened === 'open') threads.note(head.message, true);
  if (opened !== 'none') return opened === 'open' ? rest : opened;
  return digest.url === undefined ? errand.place.channel : 'none';
}

type PartErrand = DigestErrand & { readonly thread: string; readonly isNew: boolean };

async function bringPart(part: DiscordMessage, at: number, digest: PartErrand): Promise<Wrote> {
  const { errand, thread, attempt, since, isNew } = digest;
  const nonce = nonceOf(errand.key, at);
  if (isNew && attempt > 1) {
    const found = await findMessage(errand, thread, { message: part, nonce, since });
    if (found === 'unknown')
      return { trouble: { what: 'unclear', why: 'Discord could not be asked for it' } };
    if (found !== 'absent') return { channel: thread, message: found.id, wait: undefined };
  }
  return sayInThread(errand, part, { thread, nonce });
}

/** Whether all of a digest is there: its head, where none of the rest is missing. */
export async function findDigest(
  messages: readonly DiscordMessage[],
  digest: Omit<DigestErrand, 'begun' | 'attempt'>,
): Promise<Written | 'absent' | 'unknown'> {
  const [first, ...parts] = messages;
  if (first === undefined) return 'absent';
  const head = await findHead(first, digest);
  if (typeof head === 'string' || parts.length === 0) return head;
  const { errand, since } = digest;
  const thread = restOf(head, digest);
  if (thread === undefined) return head;
  const last = parts.at(-1) ?? first;
  const sought = { message: last, nonce: nonceOf(errand.key, parts.length), since };
  const found = await findMessage(errand, thread, sought);
  // `send` sees for itself what of it is there.
  return typeof found === 'string' ? (found === 'unknown' ? 'absent' : found) : head;
}

/** Of a forum its post, of a thread that thread; the channel itself only where the rest is nowhere else. */
function restOf(
  head: Written,
  { errand: { place }, url }: Pick<DigestErrand, 'errand' | 'url'>,
): string | undefined {
  if (place.kind === 'forum') return head.channel;
  if (hasThreads(place)) return head.message;
  return place.kind === 'thread' || url === undefined ? place.channel : undefined;
}
