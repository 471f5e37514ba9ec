import type { Commit } from '../item/commit.ts';
import { keyOf } from '../thread.ts';
import { type SeriesMail, subjectLine } from './mail.ts';
import { isBackport, type Posting } from './postings.ts';
import type { LandingStep } from './series.ts';
import { titleKey } from './title.ts';
import { writtenBy } from './written-by.ts';

/** A final release of mainline: `7.2`. Date in ms. */
export type FinalRelease = { readonly version: string; readonly date: number };

/** `firstSeen` in ms: when lorewatch learned of it. */
export type TreeCommit = Commit & { readonly firstSeen: number };

/** What trees and releases show, besides what mails say. */
export type Trees = {
  /**
   * Commits by their titles (`titleKey`) and by the mails that their Link: trailers name (`keyOf`); merges by their
   * tags (`pullTagKey`).
   */
  readonly commits: ReadonlyMap<number, readonly TreeCommit[]>;
  /** Oldest first. */
  readonly finals: readonly FinalRelease[];
  /** When (ms) a version was released, where that is known. */
  readonly releasedAt: (version: string) => number | undefined;
};

export const NO_TREES: Trees = { commits: new Map(), finals: [], releasedAt: () => undefined };

const DAY = 86_400_000;
const MAX_QUOTE = 240;
/** As much of the posting must be found in the tree. */
const SHARE = 0.5;
/** A patch may have been written so long before it was posted. */
const MAX_DAYS = 400;
/** A robot tells of a merge within a day. */
const LATE_NOTICE = DAY;
/** How mails name it. */
const MAINLINE: ReadonlySet<string> = new Set(['', 'mainline']);
const FINAL = /^\d+\.\d+$/;

type Hit = {
  readonly part: SeriesMail;
  readonly commit: TreeCommit;
  /** When it came into mainline, as near as is known. */
  readonly date: number;
  /** Whether that is when it came, and not when it came out or was seen. */
  readonly known: boolean;
};

/**
 * The steps that trees and releases show: into mainline with the commits of half of the posting's patches or
 * more, out with the first final release that has them, or the first stable one. A commit is a patch's where
 * its Link: names the mail, or where title and author are the same.
 */
export function stepsByCommit(posting: Posting, trees: Trees): LandingStep[] {
  if (isBackport(posting) || trees.commits.size === 0) return [];
  const parts = [...posting.parts.values()];
  const hits = parts.flatMap((part) => findCommit(part, posting, trees) ?? []);
  if (hits.length === 0 || hits.length / parts.length < SHARE) return [];
  const last = hits.reduce((a, b) => (b.date > a.date ? b : a));
  const merged: LandingStep = {
    ...told(last, last.date),
    state: 'merged',
    tree: 'mainline',
    quote: quoteCommit(last.commit.upstream ?? last.commit.id, last.commit.subject),
    commit: last.commit.upstream ?? last.commit.id,
    ...(last.known ? {} : { approximate: true as const }),
  };
  return [merged, ...stableRelease(hits, trees)];
}

/**
 * What was merged is in the first final release that came after it. A notice may come hours after the merge: one
 * that comes right after a release says nothing of that.
 */
export function releaseStep(landing: readonly LandingStep[], { finals }: Trees): LandingStep[] {
  const merged = landing.findLast(({ state, tree }) => state === 'merged' && MAINLINE.has(tree));
  if (!merged || merged.approximate || landing.some(({ state }) => state === 'released')) return [];
  const before = finals.findLast(({ date }) => date <= merged.date);
  if (merged.commit === undefined && before && merged.date - before.date < LATE_NOTICE) return [];
  const final = finals.find(({ date }) => date > merged.date);
  if (!final) return [];
  const quote = `Linux ${final.version} is the first release after the merge`;
  return [{ ...merged, state: 'released', tree: '', date: final.date, quote, release: final.version }];
}

/** Where the tree itself names the release, or the patch came out by a stable one first. */
function stableRelease(hits: readonly Hit[], { releasedAt }: Trees): LandingStep[] {
  const released = hits.flatMap((hit) => {
    const version = hit.commit.release;
    const date = version === undefined ? undefined : releasedAt(version);
    if (version === undefined || date === undefined || /-rc\d/.test(version)) return [];
    return [{ hit, version, date }];
  });
  const [first] = released.sort((a, b) => a.date - b.date);
  if (!first) return [];
  const { hit, version, date } = first;
  const quote = `Linux ${version} has ${quoteCommit(hit.commit.id, hit.commit.subject)}`;
  return [
    { ...told(hit, date), state: 'released', tree: '', quote, commit: hit.commit.id, release: version },
  ];
}

type Told = Pick<LandingStep, 'messageId' | 'by' | 'date' | 'pulled'>;

/** Nobody says it: the tree shows it, of the mail that brought the patch. */
function told({ part, commit }: Hit, date: number): Told {
  return { messageId: part.messageId, by: writtenBy(commit), date, pulled: true };
}

/** Mainline's own commit is better than a backport of it. */
function findCommit(part: SeriesMail, posting: Posting, trees: Trees): Hit | undefined {
  const title = titleKey(subjectLine(part).title);
  const candidates = [part.key, title].flatMap((key) => trees.commits.get(key) ?? []);
  const hits = candidates.flatMap((commit): Hit[] => {
    if (commit.merge || !isPatch(commit, part, title, posting)) return [];
    return [{ part, commit, ...dateOf(commit, trees) }];
  });
  return hits.find(({ commit }) => commit.upstream === undefined) ?? hits[0];
}

function isPatch(commit: TreeCommit, part: SeriesMail, title: number, posting: Posting): boolean {
  if (commit.links.some((id) => keyOf(id) === part.key)) return true;
  if (titleKey(commit.subject) !== title) return false;
  const { email, name } = posting.author;
  if (commit.author.email !== email && (name === '' || commit.author.name !== name)) return false;
  if (commit.committed !== undefined && commit.upstream === undefined) return commit.committed >= part.date;
  return commit.date === undefined || Math.abs(commit.date - part.date) < MAX_DAYS * DAY;
}

function dateOf(commit: TreeCommit, { releasedAt }: Trees): Pick<Hit, 'date' | 'known'> {
  const { committed, release, upstream, firstSeen } = commit;
  if (upstream === undefined && committed !== undefined) return { date: committed, known: true };
  const out = release === undefined ? undefined : releasedAt(release);
  return { date: out ?? firstSeen, known: false };
}

export function isFinal(version: string): boolean {
  return FINAL.test(version);
}

/** `commit 0123456789ab ("rust: gizmo: add a lever")`, as the kernel's own documents name commits (submitting-patches.rst). */
export function quoteCommit(id: string, subject: string): string {
  return `commit ${id.slice(0, 12)} ("${subject}")`.slice(0, MAX_QUOTE);
}
