import { type Gathered, gatherSeries } from '../series/gather.ts';
import { firstOf } from '../series/link.ts';
import { byDate, type SeriesMail, subjectLine } from '../series/mail.ts';
import { coverTitle, newestOf } from '../series/newest.ts';
import { isBackport, mailsOf, type Posting } from '../series/postings.ts';
import { landingOfPull } from '../series/pulled.ts';
import type { LandingStep, Series } from '../series/series.ts';
import type { Trees } from '../series/shipped.ts';
import { type StoryOptions, tellSeries } from '../series/story.ts';
import { normalTitle } from '../series/title.ts';

/** One thing that a digest has one entry for, with all that is known of it. */
export type Happening = {
  readonly what: 'series' | 'pull' | 'talk' | 'backport';
  /** Oldest first; empty for what is no patch set. */
  readonly postings: readonly Posting[];
  /** The posting that it is told by: of the highest revision, the last. */
  readonly newest: Posting | undefined;
  /** The patch set's whole story; undefined for what is none. */
  readonly series: Series | undefined;
  /** Of a pull request: that it was merged. */
  readonly landing: readonly LandingStep[];
  /** The mail it is told by: the newest posting's head, the pull request, the thread's first mail. */
  readonly head: SeriesMail;
  readonly title: string;
  /** Answers and notices that belong to it, oldest first. */
  readonly answers: readonly SeriesMail[];
  readonly mails: readonly SeriesMail[];
};

/**
 * Sorts mails into happenings: revisions of one patch set are one, with every answer to them; a pull
 * request is one, sent again or not; talk that belongs to neither is one a thread. Depends on the set of
 * mails alone, not on their order.
 */
export function gatherHappenings(mails: readonly SeriesMail[], options: StoryOptions): Happening[] {
  const gathered = gatherSeries(mails);
  const { answersTo, talks, pulls } = gathered;
  const series = joinBackports(gathered, tellSeries(gathered, options)).map(({ postings, story }) =>
    seriesHappening(postings, story, postings.flatMap(answersTo)),
  );
  const asked = joinPulls(pulls).map((set) => pullHappening(set, set.flatMap(answersTo), options.trees));
  return [...series, ...asked, ...talks.map(talkHappening)];
}

type Told = { readonly postings: readonly Posting[]; readonly story: Series | undefined };

/** One patch for five stable kernels is one happening. */
function joinBackports({ chains }: Gathered, stories: readonly Series[]): Told[] {
  const storyOf = new Map(
    stories.flatMap((story) => story.revisions.map(({ first }) => [first, story] as const)),
  );
  const told = chains.map(({ postings }): Told => {
    const [first] = postings;
    return { postings, story: first && storyOf.get(firstOf(first).messageId) };
  });
  const own = told.filter(({ postings }) => !isBackport(newestOf(postings)));
  const carried = told.filter(({ postings }) => isBackport(newestOf(postings)));
  const named = Map.groupBy(carried, ({ postings }) => {
    const { author, title } = newestOf(postings);
    return `${author.email} ${normalTitle(title)}`;
  });
  const joined = [...named.values()].map((set): Told => {
    const postings = set.flatMap((one) => one.postings).sort((a, b) => a.date - b.date);
    return { postings, story: undefined };
  });
  return [...own, ...joined];
}

function seriesHappening(
  postings: readonly Posting[],
  series: Series | undefined,
  found: readonly SeriesMail[],
): Happening {
  const newest = newestOf(postings);
  const answers = [...found].sort(byDate);
  return {
    what: isBackport(newest) ? 'backport' : 'series',
    postings,
    newest,
    series,
    landing: [],
    head: newest.head,
    title: coverTitle(newest, answers) ?? (newest.title || '(no subject)'),
    answers,
    mails: [...postings.flatMap(mailsOf), ...answers].sort(byDate),
  };
}

/** A pull request that was sent again is the same one. */
function joinPulls(mails: readonly SeriesMail[]): SeriesMail[][] {
  const pulls = mails.filter(({ kind }) => kind === 'pull');
  const named = Map.groupBy(pulls, (mail) => `${mail.author.email} ${normalTitle(subjectLine(mail).title)}`);
  return [...named.values()];
}

function pullHappening(pulls: readonly SeriesMail[], found: readonly SeriesMail[], trees: Trees): Happening {
  const answers = [...found].sort(byDate);
  const told = plainHappening('pull', pulls.at(-1), answers, [...pulls, ...answers].sort(byDate));
  return { ...told, landing: landingOfPull(told.head, answers, trees) };
}

function talkHappening(talk: readonly SeriesMail[]): Happening {
  return plainHappening('talk', talk[0], talk, talk);
}

function plainHappening(
  what: 'pull' | 'talk',
  head: SeriesMail | undefined,
  answers: readonly SeriesMail[],
  mails: readonly SeriesMail[],
): Happening {
  if (!head) throw new Error(`a ${what} without a mail`);
  const title = subjectLine(head).title || '(no subject)';
  return {
    what,
    postings: [],
    newest: undefined,
    series: undefined,
    landing: [],
    head,
    title,
    answers,
    mails,
  };
}
