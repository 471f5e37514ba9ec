import { findOwners, type Owner } from './owners.ts';
import { gatherPostings, isBackport, mailsOf, type Posting } from './postings.ts';
import { joinRevisions, normalTitle } from './revisions.ts';
import { byDate, subjectLine, type TopicMail } from './topic-mail.ts';

/** One thing that a digest has one entry for, with all that is known of it. */
export type Happening = {
  readonly what: 'series' | 'pull' | 'talk' | 'backport';
  /** Oldest first; empty for what is no patch set. */
  readonly postings: readonly Posting[];
  /** The posting that it is told by: of the highest revision, the last. */
  readonly newest: Posting | undefined;
  /** The mail it is told by: the newest posting's head, the pull request, the thread's first mail. */
  readonly head: TopicMail;
  readonly title: string;
  /** Answers and notices that belong to it, oldest first. */
  readonly answers: readonly TopicMail[];
  readonly mails: readonly TopicMail[];
};

/**
 * Sorts kept mails into happenings: revisions of one patch set are one, with every answer to them; a
 * pull request is one, sent again or not; talk that belongs to neither is one a thread. Depends on the
 * set of mails alone, not on their order.
 */
export function gatherHappenings(mails: readonly TopicMail[]): Happening[] {
  const ordered = [...mails].sort(byDate);
  const postings = gatherPostings(ordered);
  const ownerOf = findOwners(ordered, postings);
  const answers = new Map<unknown, TopicMail[]>();
  for (const mail of ordered) {
    if (mail.posting !== undefined || mail.kind === 'pull') continue;
    const owner = anchorOf(ownerOf(mail));
    answers.set(owner, [...(answers.get(owner) ?? []), mail]);
  }
  const answersTo = (anchor: unknown): TopicMail[] => answers.get(anchor) ?? [];
  const series = joinRevisions(postings).map((set) => seriesHappening(set, set.flatMap(answersTo)));
  const pulls = joinPulls(ordered).map((set) => pullHappening(set, set.flatMap(answersTo)));
  const talks = [...answers]
    .filter(([anchor]) => typeof anchor === 'number')
    .map(([, talk]) => talkHappening(talk));
  return [...series, ...pulls, ...talks];
}

function anchorOf(owner: Owner): Posting | TopicMail | number {
  if (owner.what === 'posting') return owner.posting;
  return owner.what === 'pull' ? owner.pull : owner.thread;
}

function seriesHappening(postings: readonly Posting[], found: readonly TopicMail[]): Happening {
  const newest = postings.reduce((a, b) => (supersedes(b, a) ? b : a));
  const answers = [...found].sort(byDate);
  return {
    what: isBackport(newest) ? 'backport' : 'series',
    postings,
    newest,
    head: newest.head,
    title: coverTitle(newest, answers) ?? (newest.title || '(no subject)'),
    answers,
    mails: [...postings.flatMap(mailsOf), ...answers].sort(byDate),
  };
}

/** A corrected part of a revision (`v3.1 2/7`) is no newer posting: it lacks the others. */
function supersedes(later: Posting, earlier: Posting): boolean {
  if (later.revision !== earlier.revision) return later.revision > earlier.revision;
  return later.parts.size >= earlier.parts.size;
}

/** The title of a cover letter that is missing, where somebody answered it. */
function coverTitle({ cover, total, revision }: Posting, answers: readonly TopicMail[]): string | undefined {
  if (cover !== undefined || total < 2) return undefined;
  const lines = answers.map(subjectLine).filter((line) => line.title !== '');
  return lines.find(({ patch }) => patch?.part === 0 && patch.total === total && patch.revision === revision)
    ?.title;
}

/** A pull request that was sent again is the same one. */
function joinPulls(mails: readonly TopicMail[]): TopicMail[][] {
  const pulls = mails.filter(({ kind }) => kind === 'pull');
  const named = Map.groupBy(pulls, (mail) => `${mail.author.email} ${normalTitle(subjectLine(mail).title)}`);
  return [...named.values()];
}

function pullHappening(pulls: readonly TopicMail[], answers: readonly TopicMail[]): Happening {
  return plainHappening('pull', pulls.at(-1), [...answers].sort(byDate), [...pulls, ...answers].sort(byDate));
}

function talkHappening(talk: readonly TopicMail[]): Happening {
  return plainHappening('talk', talk[0], talk, talk);
}

function plainHappening(
  what: 'pull' | 'talk',
  head: TopicMail | undefined,
  answers: readonly TopicMail[],
  mails: readonly TopicMail[],
): Happening {
  if (!head) throw new Error(`a ${what} without a mail`);
  const title = subjectLine(head).title || '(no subject)';
  return { what, postings: [], newest: undefined, head, title, answers, mails };
}
