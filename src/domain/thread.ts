import type { MessageId } from './ids.ts';
import type { Mail } from './message.ts';

/**
 * A 53-bit key of a Message-ID (or of any text): the same on every machine, small in an index. Two ids
 * may share a key (one pair in ten million mails, likely); who looks a mail up compares the id too.
 */
export function keyOf(text: string): number {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    low = Math.imul(low ^ code, 2654435761);
    high = Math.imul(high ^ code, 1597334677);
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  return 4294967296 * (2097151 & high) + (low >>> 0);
}

export type ThreadPlace = {
  /** The mail itself. */
  readonly key: number;
  /** The mail it answers. */
  readonly parent: number | undefined;
  /** The oldest mail of its thread that it names: the way up to the root. */
  readonly up: number | undefined;
};

/** Where a mail says it stands. `up` falls back to the parent where there are no References. */
export function placeInThread(mail: Pick<Mail, 'messageId' | 'inReplyTo' | 'references'>): ThreadPlace {
  const up = mail.references[0] ?? mail.inReplyTo;
  return { key: keyOf(mail.messageId), parent: optionalKey(mail.inReplyTo), up: optionalKey(up) };
}

function optionalKey(id: MessageId | undefined): number | undefined {
  return id === undefined ? undefined : keyOf(id);
}
