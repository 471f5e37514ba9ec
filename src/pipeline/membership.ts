import { gatherHappenings, type Happening } from '../domain/compose/happenings.ts';
import type { Filter } from '../domain/filter/ast.ts';
import { toMessageId } from '../domain/ids.ts';
import { subjectLine } from '../domain/series/mail.ts';
import { titleKey } from '../domain/series/title.ts';
import { keyOf } from '../domain/thread.ts';
import type { Topic } from '../domain/topic.ts';
import { mailsOfThreads, type SeriesOptions, type SeriesStore, storyOptions } from './series.ts';

/** What belongs to one series, pull request or talk, as far as it is stored. */
export type Membership = {
  /** Message-IDs of its mails: postings of all revisions, answers, notices. */
  readonly ids: ReadonlySet<string>;
  /** `titleKey`s of its patches, by which commits are known that name no mail. */
  readonly titles: ReadonlySet<number>;
  /** From its first mail to behind its last one, ms; half open. */
  readonly since: number;
  readonly until: number;
};

/** Asks for what belongs together with a mail; undefined where the store does not have it. */
export type MembersOf = (messageId: string) => Membership | undefined;

/** Remembers what it found: for the time of one question. */
export function createMembersOf(store: SeriesStore, topic: Topic, options: SeriesOptions): MembersOf {
  const known = new Map<string, Membership | undefined>();
  return (id) => {
    if (!known.has(id)) {
      const found = findMembership(store, topic, id, options);
      known.set(id, found);
    }
    return known.get(id);
  };
}

/** The Message-IDs that `series:` names in a filter, each once. */
export function seriesIn(filter: Filter): string[] {
  const ids = new Set<string>();
  const visit = (one: Filter): void => {
    if (one.kind === 'and' || one.kind === 'or') one.of.forEach(visit);
    else if (one.kind === 'not') visit(one.clause);
    else if (one.kind === 'field' && one.field === 'series')
      for (const value of one.values) if (value.type === 'text') ids.add(value.text);
  };
  visit(filter);
  return [...ids];
}

function findMembership(
  store: SeriesStore,
  topic: Topic,
  asked: string,
  options: SeriesOptions,
): Membership | undefined {
  const messageId = toMessageId(asked);
  const mail = messageId && store.message(messageId, keyOf(messageId));
  if (mail === undefined) return undefined;
  const mails = mailsOfThreads(store, [mail.thread]);
  const happenings = gatherHappenings(mails, storyOptions(store, topic, mails, options));
  const own = happenings.find((one) => one.mails.some(({ key }) => key === mail.key));
  return own && membershipOf(own);
}

function membershipOf({ mails }: Happening): Membership {
  const dates = mails.map(({ date }) => date);
  const patches = mails.filter(({ posting }) => posting !== undefined);
  return {
    ids: new Set(mails.map(({ messageId }) => messageId)),
    titles: new Set(patches.map((mail) => titleKey(subjectLine(mail).title))),
    since: Math.min(...dates),
    until: Math.max(...dates) + 1,
  };
}
