import type { MessageId } from '../../domain/ids.ts';
import type { KeptText } from '../../domain/kept.ts';
import type { Mail } from '../../domain/message.ts';
import type { Finding } from '../../domain/milestone/milestone.ts';
import { type Reading, readText } from '../../domain/reading.ts';
import { judge } from '../../domain/relevance/judge.ts';
import type { Member } from '../../domain/relevance/settle.ts';
import type { Topic } from '../../domain/topic.ts';
import { relevanceOf, type Verdict } from '../../domain/verdict.ts';
import { parseMail } from '../../parse/mail/mail.ts';
import type { JudgedMail } from '../../ports/store.ts';
import { findingsOf, judgeMail, threadMember } from '../judged.ts';

/** What the store wants of a mail; `text` where the mail by itself is to be kept. */
export type ForStore = Pick<JudgedMail, 'row' | 'said' | 'clues'> & {
  readonly lists: readonly string[];
  readonly text: KeptText | undefined;
};

/** Its place in its thread: the others wait for that. */
export type Placed = { readonly member: Member; readonly root: MessageId };

/** What is told of a mail without a store. */
export type ForLine = {
  readonly mail: Mail;
  readonly own: Verdict;
  readonly findings: readonly Finding[];
  readonly reading: Reading | undefined;
};

type Step<First, Rest> = (mail: Mail, topic: Topic) => { readonly first: First; readonly rest: Rest };

/** What is made of a mail where it is judged. All of it is plain data: it may come from another thread. */
type Steps = {
  readonly store: Step<null, ForStore>;
  readonly line: Step<Placed, ForLine>;
  readonly full: Step<Placed, ForLine>;
};

export type StepName = keyof Steps;
/** Looked at as soon as it is there. */
export type First<S extends StepName> = ReturnType<Steps[S]>['first'];
/** Looked at when the mail's turn has come. */
export type Rest<S extends StepName> = ReturnType<Steps[S]>['rest'];

/** A mail that cannot be read: why. */
export type NotRead = { readonly unreadable: string };

export type Made<S extends StepName> =
  | { readonly first: First<S>; readonly rest: Rest<S> }
  | { readonly first: NotRead; readonly rest: undefined };

const STEPS: Steps = {
  store: (mail, topic) => ({ first: null, rest: forStore(mail, topic) }),
  line: (mail, topic) => forLine(mail, topic, false),
  full: (mail, topic) => forLine(mail, topic, true),
};

/** The bytes may be used again afterwards. */
export type Bytes = { readonly bytes: Buffer; readonly arrived: number; readonly cut: boolean };

/** Reads one mail and takes the step. */
export function makeOf<S extends StepName>({ bytes, arrived, cut }: Bytes, step: S, topic: Topic): Made<S> {
  const mail = parseMail(bytes, { source: '', arrived, cut });
  if ('unreadable' in mail) return { first: { unreadable: mail.unreadable }, rest: undefined };
  const take: Step<First<S>, Rest<S>> = STEPS[step];
  return take(mail, topic);
}

function forStore(mail: Mail, topic: Topic): ForStore {
  const { row, said, clues, keep } = judgeMail(mail, topic);
  return { row, said, clues, lists: mail.lists, text: relevanceOf(row.own) === 'no' ? undefined : keep() };
}

function forLine(mail: Mail, topic: Topic, full: boolean): { first: Placed; rest: ForLine } {
  const { verdict, reading } = judge(mail, topic);
  return {
    first: {
      member: threadMember(mail, verdict.category, topic),
      root: mail.references[0] ?? mail.inReplyTo ?? mail.messageId,
    },
    rest: {
      // Thousands of mails wait for their threads: without details their texts need not wait with them.
      mail: full ? mail : { ...mail, text: '', recipients: '' },
      own: verdict,
      findings: reading ? findingsOf(mail, verdict, reading, topic) : [],
      reading: full ? (reading ?? readText(mail.text)) : undefined,
    },
  };
}
