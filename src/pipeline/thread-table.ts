import type { Member } from '../domain/relevance/settle.ts';

/** The threads of the mails read lately, without a store. */
export type ThreadTable = {
  /** Takes a mail in; `rootId` is the oldest mail of its thread that it names. Returns its thread. */
  readonly add: (member: Member, rootId: string) => number;
  readonly threadOf: (key: number) => number | undefined;
  readonly members: (thread: number) => readonly Member[];
  /** The Message-ID of the thread's first mail, as far as it is known. */
  readonly root: (thread: number, fallback: string) => string;
};

type Thread = { members: Member[]; root: string };

/** So many mails are remembered; beyond that the threads that were quiet longest are forgotten. */
const MAX_MEMBERS = 60_000;

export function createThreadTable(maxMembers = MAX_MEMBERS): ThreadTable {
  const threads = new Map<number, Thread>();
  const places = new Map<number, number>();
  let size = 0;

  function forgetOldest(): void {
    for (const [key, thread] of threads) {
      if (size <= maxMembers) return;
      threads.delete(key);
      size -= thread.members.length;
      for (const member of thread.members) places.delete(member.key);
    }
  }
  /** Mails that waited for their root come along into the thread that it stands in. */
  function join(from: number, to: number): void {
    const waiting = threads.get(from);
    const thread = threads.get(to);
    if (from === to || !waiting || !thread) return;
    for (const member of waiting.members) {
      places.set(member.key, to);
      thread.members.push(member);
    }
    threads.delete(from);
  }
  return {
    add: (member, rootId) => {
      const { key, up } = member;
      const known = places.get(key);
      if (known !== undefined) return known;
      const at = up === undefined ? key : (places.get(up) ?? up);
      const thread = threads.get(at) ?? { members: [], root: unsliced(rootId) };
      // Those who move about last are forgotten last.
      threads.delete(at);
      threads.set(at, thread);
      const messageId = unsliced(member.messageId);
      if (up === undefined) thread.root = messageId;
      thread.members.push({ ...member, messageId });
      places.set(key, at);
      size++;
      join(key, at);
      if (size > maxMembers) forgetOldest();
      return at;
    },
    threadOf: (key) => places.get(key),
    members: (thread) => threads.get(thread)?.members ?? [],
    root: (thread, fallback) => threads.get(thread)?.root ?? fallback,
  };
}

/** A copy of its own: a slice would hold the whole header that it was cut from, for as long as it is remembered. */
function unsliced(text: string): string {
  return Buffer.from(text).toString();
}
