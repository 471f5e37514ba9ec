import type { MailKind } from '../message.ts';
import type { Topic } from '../topic.ts';
import { type Category, type Evidence, relevanceOf } from '../verdict.ts';

/** A mail of one thread, in the little that the thread needs to know of it. */
export type Member = {
  /** A key of the mail and of those it answers; `up` is the thread's root as the mail names it. */
  readonly key: number;
  readonly parent: number | undefined;
  readonly up: number | undefined;
  readonly messageId: string;
  readonly kind: MailKind;
  /** The category by the mail's own witness. */
  readonly own: Category;
  /** Patches of one posting share it (see `postingKey`); undefined for other mails. */
  readonly posting: string | number | undefined;
  /** Of how many it is which; 0 is the cover letter. */
  readonly part: number;
  /** Whether the topic's own list is copied. */
  readonly copied: boolean;
};

export type Settled = {
  readonly category: Category;
  readonly confidence: number;
  readonly evidence: Evidence | undefined;
};

type Posting = { yes: number; parts: number; cover: string | undefined; about: string | undefined };

/** What is talked about, so that the talk is about the same; a pull request is about too many things. */
const MATTERS: ReadonlySet<MailKind> = new Set(['patch', 'cover', 'pull', 'announce']);
/** Answers, and what robots say of a patch. */
const ANSWERS: ReadonlySet<MailKind> = new Set(['reply', 'report', 'notice']);
const MAX_CLIMB = 500;
/** What more than half of a series is about, all of it is about, whoever was copied; of its cover letter half will do. */
const HALF = 0.5;

/**
 * What the thread adds to each mail's own verdict, by key. Depends on the set of members alone, not on
 * their order. A mail that is missing from the result keeps its own verdict.
 *
 * - a reply, or what a robot says of a patch, is about what the mail is about that it answers, however
 *   deep: a patch, or what opens the thread; chatter does not inherit from chatter, nor from a pull request;
 * - a C patch inside of a series of the topic is there for it (`prereq`);
 * - a cover letter is about what half of its patches are about.
 *
 * A series is the topic's if its cover letter says so, or more than half of it is, or, where the topic's
 * list is copied, from `topic.seriesShare` of it on.
 */
export function settle(members: readonly Member[], topic: Topic): Map<number, Settled> {
  const postings = gatherPostings(members);
  const settled = new Map<number, Settled>();
  const byKey = new Map<number, Member>();
  for (const member of members) {
    // Of two with one key the smaller id stays, so that the order of arrival leaves no trace.
    const twin = byKey.get(member.key);
    if (!twin || member.messageId < twin.messageId) byKey.set(member.key, member);
  }
  for (const member of byKey.values()) {
    const posting = member.posting === undefined ? undefined : postings.get(member.posting);
    const change = posting && settlePart(member, posting, topic);
    if (change) settled.set(member.key, change);
  }
  for (const member of byKey.values()) {
    if (!ANSWERS.has(member.kind) || relevanceOf(member.own) === 'yes') continue;
    const change = settleReply(member, byKey, settled);
    if (change) settled.set(member.key, change);
  }
  return settled;
}

function gatherPostings(members: readonly Member[]): Map<string | number, Posting> {
  const postings = new Map<string | number, Posting>();
  for (const { posting: key, own, part, messageId } of members) {
    if (key === undefined) continue;
    const posting = postings.get(key) ?? { yes: 0, parts: 0, cover: undefined, about: undefined };
    postings.set(key, posting);
    const yes = relevanceOf(own) === 'yes';
    if (part > 0) {
      posting.parts++;
      if (yes) posting.yes++;
      if (yes) posting.about = smaller(posting.about, messageId);
    } else if (yes) posting.cover = smaller(posting.cover, messageId);
  }
  return postings;
}

/** The smaller of two ids, so that the order of arrival leaves no trace. */
function smaller(one: string | undefined, other: string): string {
  return one === undefined || other < one ? other : one;
}

function settlePart(member: Member, posting: Posting, topic: Topic): Settled | undefined {
  const witness = posting.cover ?? posting.about;
  if (relevanceOf(member.own) === 'yes' || witness === undefined) return undefined;
  const share = posting.parts === 0 ? 0 : posting.yes / posting.parts;
  const ours = posting.cover !== undefined || share > HALF || (member.copied && share >= topic.seriesShare);
  if (member.part > 0) return ours ? settledAs('prereq', 0.96, 'inside-topic-series', witness) : undefined;
  if (!ours && share < HALF) return settledAs('incidental', 0.7, 'cover-of-mixed-series', witness);
  return settledAs('discussion', 0.85, 'cover-of-topic-series', witness);
}

function settleReply(
  member: Member,
  byKey: ReadonlyMap<number, Member>,
  settled: ReadonlyMap<number, Settled>,
): Settled | undefined {
  const source = findPatch(member, byKey);
  if (!source || source.kind === 'pull') return undefined;
  const category = settled.get(source.key)?.category ?? source.own;
  if (relevanceOf(category) === 'yes') {
    return settledAs('discussion', 0.91, 'reply-to-topic-patch', source.messageId);
  }
  if (category !== 'prereq' || member.own === 'prereq') return undefined;
  return settledAs('prereq', 0.9, 'reply-to-prereq', source.messageId);
}

/** The nearest mail up the thread that is more than talk, or opens it; the root where the chain is broken. */
function findPatch(member: Member, byKey: ReadonlyMap<number, Member>): Member | undefined {
  let at = member;
  const seen = new Set<number>([member.key]);
  for (let i = 0; i < MAX_CLIMB; i++) {
    const above = known(byKey, at.parent) ?? known(byKey, at.up);
    if (!above || seen.has(above.key)) return undefined;
    if (isMatter(above)) return above;
    seen.add(above.key);
    at = above;
  }
  return undefined;
}

/** A mail that others talk about: no talk itself, unless it brings a patch, or opens a thread. */
function isMatter({ kind, own, parent, up }: Member): boolean {
  if (MATTERS.has(kind) || own === 'code' || own === 'build') return true;
  if (ANSWERS.has(kind)) return kind !== 'reply' && relevanceOf(own) === 'yes';
  return parent === undefined && up === undefined && relevanceOf(own) === 'yes';
}

function known(byKey: ReadonlyMap<number, Member>, key: number | undefined): Member | undefined {
  return key === undefined ? undefined : byKey.get(key);
}

function settledAs(category: Category, confidence: number, rule: string, text: string): Settled {
  return { category, confidence, evidence: { rule, where: 'thread', text } };
}
