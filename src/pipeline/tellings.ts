import type { MessageId } from '../domain/ids.ts';
import type { Commit } from '../domain/item/commit.ts';
import { FIRSTS_KEY } from '../domain/item/commit-firsts.ts';
import type { KnownItem } from '../domain/item/item.ts';
import { itemDate } from '../domain/item/subject.ts';
import type { KeptRow } from '../domain/kept.ts';
import type { Finding } from '../domain/milestone/milestone.ts';
import type { Telling } from '../domain/milestone/telling.ts';
import type { LandingStep } from '../domain/series/series.ts';
import { quoteCommit } from '../domain/series/shipped.ts';
import { titleKey } from '../domain/series/title.ts';
import { writtenBy } from '../domain/series/written-by.ts';
import { parseSubject } from '../domain/subject.ts';
import { keyOf } from '../domain/thread.ts';
import type { Store, StoredMail } from '../ports/store.ts';

export type TellingStore = Pick<Store, 'keptWithFindings' | 'items' | 'message'>;

/** All that tells of milestones, and the threads of those mails of it that are stored. */
export type Tellings = { readonly tellings: readonly Telling[]; readonly threads: readonly number[] };

/**
 * The mails, and the commits that name one, in which something was found before `until` (ms). A commit speaks through
 * the mail that it was made of: a mail and its commit are one telling.
 */
export function gatherTellings(store: TellingStore, until: number): Tellings {
  const rows = store.keptWithFindings().filter(({ date }) => date < until);
  const tellings = new Map(rows.map((row) => [row.messageId, toTelling(row)]));
  const threads = new Set(rows.map(({ thread }) => thread));
  for (const known of store.items({ kinds: ['commit'], keys: [FIRSTS_KEY], relevant: 'yes' })) {
    if (known.findings.length === 0 || known.item.links.length === 0) continue;
    const date = itemDate(known);
    if (date >= until) continue;
    const mail = mailOf(store, known.item);
    const told = mail && mail.date < until ? byMail(known, mail, date) : byTree(known, date);
    const other = tellings.get(told.messageId);
    tellings.set(told.messageId, other ? join(other, told) : told);
    if (mail) threads.add(mail.thread);
  }
  return { tellings: [...tellings.values()], threads: [...threads] };
}

function toTelling({ messageId, date, author, kind, subject, areas, findings }: KeptRow): Telling {
  return { messageId, date, from: author, kind, subject, areas, findings };
}

/** The stored mail that a commit was made of: its links may also name what it mends. */
function mailOf(store: TellingStore, { links, subject }: Commit): StoredMail | undefined {
  const title = titleKey(subject);
  const mails = links.flatMap((id) => store.message(id, keyOf(id)) ?? []);
  const posted = mails.filter(({ kind }) => kind === 'patch' || kind === 'cover');
  return posted.find((mail) => titleKey(parseSubject(mail.subject).title) === title) ?? posted[0];
}

function byMail({ item, areas, findings }: KnownItem<Commit>, mail: StoredMail, date: number): Telling {
  const { messageId, author, kind, subject } = mail;
  const landed = landingOf(item, messageId, date);
  return { messageId, date: mail.date, from: author, kind, subject, areas, findings, landed };
}

/** By the last link: that is the one that is put below a patch when it is applied. */
function byTree({ item, areas, findings }: KnownItem<Commit>, date: number): Telling {
  const [first, ...others] = item.links;
  const messageId = others.at(-1) ?? first;
  if (messageId === undefined) throw new Error('a commit that names no mail');
  const { author, subject } = item;
  const landed = landingOf(item, messageId, date);
  return { messageId, date, from: author, kind: 'patch', subject, areas, findings, landed, unread: true };
}

function landingOf({ id, subject, author, tree }: Commit, messageId: MessageId, date: number): LandingStep {
  return {
    state: tree === 'mainline' ? 'merged' : 'applied',
    tree,
    date,
    messageId,
    by: writtenBy({ author }),
    quote: quoteCommit(id, subject),
    commit: id,
    pulled: true,
  };
}

/** What the mail says stays; what another commit of the same mail adds is added. */
function join(known: Telling, told: Telling): Telling {
  const same = (one: Finding) => (other: Finding) => one.type === other.type && one.key === other.key;
  const more = told.findings.filter((one) => !known.findings.some(same(one)));
  const landed = [known.landed, told.landed]
    .filter((step) => step !== undefined)
    .sort((a, b) => a.date - b.date)[0];
  const date = known.unread ? Math.min(known.date, told.date) : known.date;
  return { ...known, date, findings: [...known.findings, ...more], ...(landed && { landed }) };
}
