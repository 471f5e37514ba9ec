import { findAreas } from '../domain/area.ts';
import { searchableText } from '../domain/filter/tokens.ts';
import type { KeptText, MessageRow } from '../domain/kept.ts';
import type { Mail } from '../domain/message.ts';
import { findMilestones } from '../domain/milestone/find.ts';
import type { Finding } from '../domain/milestone/milestone.ts';
import { isForStable, postingKey } from '../domain/posting.ts';
import { type Reading, readText } from '../domain/reading.ts';
import { judge, withoutAddresses } from '../domain/relevance/judge.ts';
import { clueKeys } from '../domain/series/clues.ts';
import { readSaid } from '../domain/series/said.ts';
import { titleKey } from '../domain/series/title.ts';
import { placeInThread } from '../domain/thread.ts';
import type { Topic } from '../domain/topic.ts';
import type { Category, Verdict } from '../domain/verdict.ts';
import type { JudgedMail } from '../ports/store.ts';

/** Of the sender's own words so much is indexed (characters); nobody writes more by hand. */
const MAX_WORDS = 24_000;
const MAX_FILES = 400;
const MAX_TRAILERS = 100;

type ThreadMember = Pick<
  MessageRow,
  'key' | 'parent' | 'up' | 'messageId' | 'kind' | 'posting' | 'part' | 'copied' | 'own'
>;

/** Judges a mail by itself and prepares what the store wants to know of it. */
export function judgeMail(mail: Mail, topic: Topic): Pick<JudgedMail, 'row' | 'said' | 'clues' | 'keep'> {
  const { verdict, reading } = judge(mail, topic);
  const said = readSaid(mail, reading);
  const member = threadMember(mail, verdict.category, topic);
  return {
    row: {
      ...member,
      title:
        member.posting === undefined || isForStable(mail.line.patch?.tree)
          ? undefined
          : titleKey(mail.line.title),
      subject: mail.subject,
      author: mail.from,
      date: mail.date,
      received: mail.received,
    },
    said,
    clues: said ? clueKeys(said) : [],
    keep: () => keptText(mail, verdict, reading ?? readText(mail.text), topic),
  };
}

/** What the thread needs to know of a mail whose own verdict is known. */
export function threadMember(mail: Mail, own: Category, topic: Topic): ThreadMember {
  return {
    ...placeInThread(mail),
    messageId: mail.messageId,
    kind: mail.kind,
    posting: postingKey(mail),
    part: mail.line.patch?.part ?? 0,
    copied: topic.lists.some((list) => mail.recipients.includes(list)),
    own,
  };
}

function keptText(mail: Mail, verdict: Verdict, reading: Reading, topic: Topic): KeptText {
  const paths = reading.files.slice(0, MAX_FILES).map((file) => file.path);
  return {
    kept: {
      verdict,
      files: reading.files.slice(0, MAX_FILES).map(({ path, added, removed }) => ({ path, added, removed })),
      trailers: reading.trailers.slice(0, MAX_TRAILERS),
      areas: findAreas(topic.areas, reading.files, mail.line.title),
      findings: findingsOf(mail, verdict, reading, topic),
    },
    words: searchWords([
      mail.subject,
      mail.from.name,
      mail.from.email,
      reading.own.slice(0, MAX_WORDS),
      ...paths,
    ]),
  };
}

/** What the mail shows of milestones. Its thread may have made it the topic's: its own words need not name it. */
export function findingsOf(mail: Mail, verdict: Verdict, reading: Reading, topic: Topic): Finding[] {
  const own = withoutAddresses(reading.own);
  return findMilestones(mail, reading, own, { ...verdict, relevant: 'weak' }, topic.milestones);
}

/** Plain ASCII is cut into the same words by the full-text index itself. */
function searchWords(parts: readonly string[]): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is what is meant
  return parts.map((part) => (/^[\x00-\x7f]*$/.test(part) ? part : searchableText(part))).join('\n');
}
