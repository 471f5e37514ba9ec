import type { Address } from '../address.ts';
import { isForStable, sendingStem } from '../posting.ts';
import { relevanceOf } from '../verdict.ts';
import { byDate, type SeriesMail, subjectLine } from './mail.ts';

/** One posting: the mails of one revision of one patch set, as far as they are known. */
export type Posting = {
  readonly title: string;
  readonly author: Address;
  readonly revision: number;
  readonly minor: number;
  readonly rfc: boolean;
  readonly resend: boolean;
  readonly tree: string | undefined;
  /** As announced: the m of n/m. */
  readonly total: number;
  readonly cover: SeriesMail | undefined;
  /** By number, without the cover letter. */
  readonly parts: ReadonlyMap<number, SeriesMail>;
  /** What it is told by: the cover letter, else the first part about the topic, else the first part. */
  readonly head: SeriesMail;
  readonly date: number;
};

/**
 * Puts the mails of postings together, whatever the order they came in. What one run of the sender's
 * program sent belongs together even where thread, author or brackets differ from part to part; else the
 * posting key within a thread does. The same part again begins another posting: the set was sent twice.
 */
export function gatherPostings(mails: readonly SeriesMail[]): Posting[] {
  const groups = new Map<string, SeriesMail[][]>();
  for (const mail of [...mails].sort(byDate)) {
    if (mail.posting === undefined) continue;
    const name = groupName(mail);
    const known = groups.get(name) ?? [];
    groups.set(name, known);
    const group = known.find((members) => members.every(({ part }) => part !== mail.part));
    if (group) group.push(mail);
    else known.push([mail]);
  }
  return mergeByThread([...groups.values()].flat())
    .flatMap(splitPicked)
    .map(makePosting)
    .sort((a, b) => a.date - b.date || byDate(a.head, b.head));
}

function groupName(mail: SeriesMail): string {
  const tag = subjectLine(mail).patch;
  const stem = sendingStem(mail.messageId);
  // One run may send many patches that stand alone: nobody wrote which part they are.
  const alone = tag === undefined || tag.inferred.includes('part');
  if (stem === undefined || alone) return `${mail.posting} thread ${mail.thread}`;
  return `${stem} ${tag.revision} ${tag.minor} ${tag.total} ${tag.resend}`;
}

/** A series that was sent in two runs, or whose ids are of no known make, still shares its thread. */
function mergeByThread(groups: readonly SeriesMail[][]): SeriesMail[][] {
  const byThread = new Map<string, SeriesMail[]>();
  const merged: SeriesMail[][] = [];
  for (const group of groups) {
    const keys = [...new Set(group.map((mail) => `${mail.posting} ${mail.thread}`))];
    const known = keys.map((key) => byThread.get(key)).find((found) => found !== undefined);
    const target = known && !overlaps(known, group) ? known : [];
    if (target.length === 0) merged.push(target);
    target.push(...group);
    for (const key of keys) byThread.set(key, target);
  }
  return merged;
}

function overlaps(known: readonly SeriesMail[], group: readonly SeriesMail[]): boolean {
  const parts = new Set(known.map((mail) => mail.part));
  return group.some((mail) => parts.has(mail.part));
}

/** What a stable tree picked has nothing in common but the day: each patch of it is news by itself. */
function splitPicked(mails: readonly SeriesMail[]): (readonly SeriesMail[])[] {
  const [first] = mails;
  if (!first || !isForStable(subjectLine(first).patch?.tree)) return [mails];
  if (mails.some((mail) => mail.kind === 'cover' && isTopic(mail))) return [mails];
  const picked = mails.filter((mail) => mail.kind === 'patch' && isTopic(mail));
  return picked.length === 0 ? [mails] : picked.map((mail) => [mail]);
}

function isTopic(mail: SeriesMail): boolean {
  return relevanceOf(mail.verdict.category) === 'yes';
}

function makePosting(mails: readonly SeriesMail[]): Posting {
  const ordered = [...mails].sort((a, b) => a.part - b.part || byDate(a, b));
  const cover = ordered.find((mail) => mail.kind === 'cover');
  const patches = ordered.filter((mail) => mail.kind === 'patch');
  const head = cover ?? patches.find(isTopic) ?? ordered[0];
  if (!head) throw new Error('a posting without a mail');
  const line = subjectLine(head);
  const tag = line.patch;
  const picked = mails.length === 1 && isForStable(tag?.tree);
  return {
    title: line.title,
    author: head.author,
    revision: tag?.revision ?? 1,
    minor: tag?.minor ?? 0,
    rfc: ordered.some((mail) => subjectLine(mail).patch?.rfc === true),
    resend: tag?.resend ?? false,
    tree: tag?.tree,
    total: picked ? 1 : Math.max(tag?.total ?? 1, ...patches.map(({ part }) => part)),
    cover,
    parts: new Map(patches.map((mail) => [mail.part, mail])),
    head,
    date: Math.min(...mails.map((mail) => mail.date)),
  };
}

/** The cover letter, where there is one, and the parts in their order. */
export function mailsOf({ cover, parts }: Posting): SeriesMail[] {
  return [...(cover ? [cover] : []), ...parts.values()];
}

/** For a stable tree, or picked by a robot for one: news of the release, not of the patch. */
export function isBackport({ tree }: Posting): boolean {
  return isForStable(tree);
}

/** "v3", "RFC v2", "v3.1", "v2 resent"; of a backport "for 6.12". */
export function revisionName(posting: Posting): string {
  const { revision, minor, rfc, resend, tree } = posting;
  if (isBackport(posting)) return `for ${/\d+\.\d+/.exec(tree ?? '')?.[0] ?? 'stable'}`;
  const number = `v${revision}${minor > 0 ? `.${minor}` : ''}`;
  return `${rfc ? 'RFC ' : ''}${number}${resend ? ' resent' : ''}`;
}
