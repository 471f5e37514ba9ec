import { isBackport, mailsOf, type Posting } from './postings.ts';
import { subjectLine } from './topic-mail.ts';

/** All postings of one patch set that are known. */
type PatchSet = { readonly postings: Posting[]; readonly names: Set<string> };

/**
 * Puts the revisions of each patch set together, oldest first: same author and same title; else a later
 * revision that the author sent from the same branch or as an answer to the earlier one. Linking by more
 * than that is the business of `series`.
 */
export function joinRevisions(postings: readonly Posting[]): Posting[][] {
  const sets: PatchSet[] = [];
  const ordered = [...postings].sort((a, b) => a.date - b.date || a.revision - b.revision);
  for (const posting of ordered) {
    const names = namesOf(posting);
    const set =
      sets.find((known) => names.some((name) => known.names.has(name))) ?? findEarlier(sets, posting);
    if (!set) {
      sets.push({ postings: [posting], names: new Set(names) });
      continue;
    }
    set.postings.push(posting);
    for (const name of names) set.names.add(name);
  }
  return sets.map((set) => set.postings);
}

/** What makes two postings one set without a look at their revisions. */
function namesOf(posting: Posting): string[] {
  const title = normalTitle(posting.title);
  if (title === '') return [posting.head.messageId];
  const what = isBackport(posting) ? 'backport' : 'title';
  const { email, name } = posting.author;
  return [email, name].filter((who) => who !== '').map((who) => `${what} ${who} ${title}`);
}

/** What two revisions of one title have in common. */
export function normalTitle(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The set that this posting goes on with under another title; the one that it answers before all others. */
function findEarlier(sets: readonly PatchSet[], posting: Posting): PatchSet | undefined {
  if (isBackport(posting)) return undefined;
  const corrected = sets.find((set) => correctsPart(posting, set));
  if (corrected) return corrected;
  const earlier = sets.filter((set) => goesOn(set, posting));
  const answered = earlier.find((set) => answers(posting, set));
  return (
    answered ??
    earlier.findLast((set) => sharesBranch(set, posting)) ??
    earlier.findLast((set) => sharesThread(set, posting))
  );
}

/** A first revision never goes on with anything but an RFC: two of them in one thread are two sets. */
function goesOn({ postings }: PatchSet, { revision, minor, rfc, author }: Posting): boolean {
  const last = postings.at(-1);
  if (!last || isBackport(last)) return false;
  if (last.author.email !== author.email && last.author.name !== author.name) return false;
  if (revision !== last.revision) return revision > last.revision;
  return minor > last.minor || (last.rfc && !rfc);
}

/** A single patch under the title of a part, sent into the set's thread: `[PATCH v2b]`. */
function correctsPart({ total, title, head, author }: Posting, { postings }: PatchSet): boolean {
  if (total !== 1) return false;
  const wanted = normalTitle(title);
  return postings.some(
    (one) =>
      one.total > 1 &&
      one.head.thread === head.thread &&
      one.author.email === author.email &&
      [...one.parts.values()].some((part) => normalTitle(subjectLine(part).title) === wanted),
  );
}

function answers({ head }: Posting, { postings }: PatchSet): boolean {
  return postings.some((one) => mailsOf(one).some(({ key }) => key === head.parent));
}

function sharesThread({ postings }: PatchSet, { head }: Posting): boolean {
  return postings.some((one) => one.head.thread === head.thread);
}

function sharesBranch({ postings }: PatchSet, { head }: Posting): boolean {
  const branch = branchOf(head.messageId);
  return branch !== undefined && postings.some((one) => branchOf(one.head.messageId) === branch);
}

/** b4 puts the name of the branch into its ids: `20241008-rustc-option-bootstrap-v1-1-9eb06261d4f7@a`. */
function branchOf(messageId: string): string | undefined {
  return /^\d{8}-(.{1,200})-v\d{1,3}-\d{1,4}-[0-9a-f]{12}@/.exec(messageId)?.[1];
}
