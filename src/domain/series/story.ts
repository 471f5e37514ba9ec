import type { Gathered } from './gather.ts';
import { areasOf, strongest } from './gist.ts';
import { type Answered, landingBefore, outcomesOf } from './landing.ts';
import { type Chain, firstOf } from './link.ts';
import { byDate, type SeriesMail } from './mail.ts';
import { coverTitle, newestOf } from './newest.ts';
import { isBackport, mailsOf, type Posting } from './postings.ts';
import { type Pulls, readPulls, stepsByPull } from './pulled.ts';
import type { LandingStep, Objection, Revision, Series, SeriesState, StateEvidence } from './series.ts';
import { releaseStep, stepsByCommit, type Trees } from './shipped.ts';
import { type Authority, reviewedBy, tagsCarried, tagsGiven } from './voices.ts';
import { writtenBy } from './written-by.ts';

export type StoryOptions = {
  /** ms; what was written later is not known yet. */
  readonly now: number;
  /** A series is stale when so many days brought no mail about it. */
  readonly staleAfterDays: number;
  /** Whose word decides: who applies what he sent himself, who rejects. */
  readonly isMaintainer: Authority;
  /** What trees and releases show. */
  readonly trees: Trees;
};

const DAY = 86_400_000;

/** Tells each patch set as a story: its revisions, who vouched for which, what became of it and who says so. */
export function tellSeries(gathered: Gathered, options: StoryOptions): Series[] {
  const pulls = readPulls(gathered, options.trees);
  return gathered.chains
    .map((chain) => tellChain(chain, gathered, pulls, options))
    .sort((a, b) => (a.revisions[0]?.date ?? 0) - (b.revisions[0]?.date ?? 0) || (a.id < b.id ? -1 : 1));
}

function tellChain(chain: Chain, { answersTo }: Gathered, pulls: Pulls, options: StoryOptions): Series {
  const { postings } = chain;
  const newest = newestOf(postings);
  const [first = newest] = postings;
  const answers = postings.flatMap((posting) => answersTo(posting)).sort(byDate);
  const own = postings.flatMap(mailsOf);
  const mails = [...own, ...answers];
  const deciding = answers.filter((mail) => decides(mail, newest, options));
  // A robot's notice is about the revision that it answers; a person may answer an older thread.
  const current = new Set(
    postings.filter((one) => isSameNumber(one, newest)).flatMap((one) => answersTo(one)),
  );
  const told = {
    newest,
    answers: deciding.filter((mail) => mail.kind !== 'notice' || current.has(mail)),
    mails,
  };
  const landing = landingSteps({ newest, answers: deciding, mails }, newest, pulls, options.trees);
  const objections = objectionsTo(newest, answers);
  const lastActive = Math.max(...[...own, ...answers].map(({ date }) => date));
  const fate = fateOf({ newest, told, landing, answers, current, lastActive }, options);
  return {
    id: firstOf(first).messageId,
    title: coverTitle(newest, answers) ?? (newest.title || '(no subject)'),
    author: newest.author,
    areas: areasOf(mailsOf(newest)),
    category: strongest(own),
    state: fate.state,
    evidence: fate.evidence,
    revisions: postings.map((posting) => revisionOf(posting, chain, answersTo(posting))),
    landing,
    objections,
    mails: new Set(mails.map(({ messageId }) => messageId)),
    lastActive,
  };
}

function isSameNumber(one: Posting, other: Posting): boolean {
  return one.revision === other.revision && one.rfc === other.rfc;
}

/** An author does not apply his own patches, unless the tree is his. */
function decides(mail: SeriesMail, { author }: Posting, { isMaintainer }: StoryOptions): boolean {
  if (mail.kind === 'notice' || mail.author.email !== author.email) return true;
  return isMaintainer(mail.author);
}

function landingSteps(told: Answered, newest: Posting, pulls: Pulls, trees: Trees): LandingStep[] {
  const said = outcomesOf(told).flatMap((mail): LandingStep[] => {
    const { outcome } = mail.said;
    return outcome
      ? [{ ...evidenceOf(mail, outcome.quote), state: outcome.state, tree: outcome.tree, pulled: false }]
      : [];
  });
  const byPull = stepsByPull(newest, pulls).filter(
    ({ state }) => state !== 'applied' || !said.some((one) => one.state === 'applied'),
  );
  const byTree = stepsByCommit(newest, trees).filter(
    ({ state }) => state !== 'merged' || ![...said, ...byPull].some((one) => one.state === 'merged'),
  );
  const known = [...said, ...byPull, ...byTree].sort(byDay);
  return [...known, ...releaseStep(known, trees)].sort(byDay);
}

function byDay(a: LandingStep, b: LandingStep): number {
  return a.date - b.date;
}

type Known = {
  readonly newest: Posting;
  readonly told: Answered;
  readonly landing: readonly LandingStep[];
  readonly answers: readonly SeriesMail[];
  /** Answers to the newest revision. */
  readonly current: ReadonlySet<SeriesMail>;
  readonly lastActive: number;
};

type Fate = { readonly state: SeriesState; readonly evidence: StateEvidence | undefined };

function fateOf(known: Known, options: StoryOptions): Fate {
  const { newest, lastActive, answers } = known;
  const landed = landedAs(known);
  if (landed) return landed;
  const rejected = rejectionOf(known, options);
  if (rejected) return rejected;
  if (!isBackport(newest) && options.now - lastActive > options.staleAfterDays * DAY) {
    const last = [...mailsOf(newest), ...answers].sort(byDate).at(-1);
    return { state: 'stale', evidence: last && evidenceOf(last, last.subject) };
  }
  const reviewed = reviewedBy(
    newest,
    answers.filter(({ date }) => date >= newest.date),
  );
  if (reviewed && !newest.rfc)
    return { state: 'reviewed', evidence: evidenceOf(reviewed, tagLine(reviewed)) };
  return {
    state: newest.rfc ? 'rfc' : 'posted',
    evidence: evidenceOf(firstOf(newest), firstOf(newest).subject),
  };
}

/** Landed is what went in whole, for its greater part, or up to its last patch. */
function landedAs({ newest, told, landing }: Known): Fate | undefined {
  const said = landingBefore(told, Number.POSITIVE_INFINITY);
  const whole = said && (said.parts === 0 || said.last || said.parts * 2 > said.total);
  const answers = new Set(told.answers.map(({ messageId }) => messageId));
  const counts = landing.filter(
    ({ date, messageId, pulled }) => date >= newest.date && (pulled || (whole && answers.has(messageId))),
  );
  const last = (wanted: string) => counts.findLast(({ state }) => state === wanted);
  const evidence = last('released') ?? last('merged') ?? last('applied');
  return evidence && { state: evidence.state, evidence };
}

/** The author took it back, or a maintainer said no and nothing followed. */
function rejectionOf({ newest, answers, current }: Known, { isMaintainer }: StoryOptions): Fate | undefined {
  const since = answers.filter(({ date }) => date >= newest.date);
  const isAuthor = ({ author }: SeriesMail): boolean => author.email === newest.author.email;
  // "Superseded by v3", said below v2, is no word against v3.
  const taken = since.findLast(
    (mail) =>
      isAuthor(mail) &&
      (mail.said.stance?.what === 'withdrawn' ||
        (mail.said.stance?.what === 'superseded' && current.has(mail))),
  );
  if (taken?.said.stance)
    return { state: 'superseded', evidence: evidenceOf(taken, taken.said.stance.quote) };
  const refused = since.findLast(
    (mail) => !isAuthor(mail) && mail.said.stance?.what === 'nack' && isMaintainer(mail.author),
  );
  return (
    refused?.said.stance && { state: 'rejected', evidence: evidenceOf(refused, refused.said.stance.quote) }
  );
}

function objectionsTo(newest: Posting, answers: readonly SeriesMail[]): Objection[] {
  return answers.flatMap((mail): Objection[] => {
    const { stance } = mail.said;
    if (!stance || mail.date < newest.date || mail.author.email === newest.author.email) return [];
    if (stance.what !== 'nack' && stance.what !== 'changes') return [];
    return [{ ...evidenceOf(mail, stance.quote), what: stance.what, revision: newest.revision }];
  });
}

function revisionOf(posting: Posting, { links }: Chain, answers: readonly SeriesMail[]): Revision {
  const { revision, minor, rfc, resend, title, author, cover, date, total, parts } = posting;
  return {
    revision,
    minor,
    rfc,
    resend,
    title,
    author,
    cover: cover?.messageId,
    first: firstOf(posting).messageId,
    date,
    total,
    parts: new Map([...parts].sort(([a], [b]) => a - b).map(([part, { messageId }]) => [part, messageId])),
    lists: [...new Set(mailsOf(posting).flatMap(({ lists }) => lists))].sort(),
    link: links.get(posting),
    tags: tagsGiven(answers, author),
    carried: isBackport(posting) ? new Map() : tagsCarried(posting),
    replies: answers.filter(({ kind }) => kind === 'reply').length,
  };
}

function evidenceOf(mail: SeriesMail, quote: string): StateEvidence {
  return { messageId: mail.messageId, by: writtenBy(mail), quote, date: mail.date };
}

function tagLine({ said }: SeriesMail): string {
  const [tag] = said.tags;
  return tag ? `${tag.name}: ${tag.by}` : '';
}
