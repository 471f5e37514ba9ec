import { dateOf } from '../item/date.ts';
import type { Gathered } from './gather.ts';
import { byDate, type SeriesMail, subjectLine } from './mail.ts';
import { isBackport, type Posting } from './postings.ts';
import { pullTagKey } from './pull-tag.ts';
import type { LandingStep } from './series.ts';
import { quoteCommit, type TreeCommit, type Trees } from './shipped.ts';
import { titleKey } from './title.ts';
import { writtenBy } from './written-by.ts';

/** Pull requests by the titles that they list (`titleKey`), oldest first. */
export type Pulls = ReadonlyMap<number, readonly Pull[]>;

/** A pull request and what came of it. */
type Pull = {
  readonly mail: SeriesMail;
  readonly listed: ReadonlySet<number>;
  /** The notice that it was merged, or the merge itself. */
  readonly merged: LandingStep | undefined;
};

const DAY = 86_400_000;
/** Linus pulls within the merge window; a name that comes again later is another tag. */
const MAX_MERGE_DAYS = 40;
/** A patch that was posted reaches a pull request within a few months. */
const MAX_DAYS = 300;
/** Of the newest revision so much must be listed. */
const SHARE = 0.5;

export function readPulls({ pulls, answersTo }: Pick<Gathered, 'pulls' | 'answersTo'>, trees: Trees): Pulls {
  const byTitle = new Map<number, Pull[]>();
  for (const mail of pulls) {
    const [merged] = landingOfPull(mail, answersTo(mail), trees);
    const pull: Pull = { mail, listed: new Set(mail.said.listed), merged };
    for (const title of pull.listed) {
      const known = byTitle.get(title);
      if (known) known.push(pull);
      else byTitle.set(title, [pull]);
    }
  }
  return byTitle;
}

/**
 * The steps that pull requests show: the first one whose shortlog lists half of the posting's patches or
 * more took them; the notice that it was merged brought them to mainline.
 */
export function stepsByPull(posting: Posting, pulls: Pulls): LandingStep[] {
  if (isBackport(posting)) return [];
  const titles = [...posting.parts.values()].map((part) => titleOf(part));
  const listing = new Set(titles.flatMap((title) => pulls.get(titleKey(title)) ?? []));
  const fitting = [...listing].sort(byMail).filter(({ mail, listed }) => {
    const days = (mail.date - posting.date) / DAY;
    const hits = titles.filter((title) => listed.has(titleKey(title))).length;
    return days >= 0 && days <= MAX_DAYS && hits > 0 && hits / titles.length >= SHARE;
  });
  const pull = fitting.find(({ merged }) => merged) ?? fitting[0];
  if (!pull) return [];
  const title = titles.find((one) => pull.listed.has(titleKey(one))) ?? '';
  const steps: LandingStep[] = [
    step('applied', pull.mail, `${pull.mail.subject}: lists "${title}"`.slice(0, 240)),
  ];
  if (pull.merged) steps.push(pull.merged);
  return steps;
}

function byMail(one: Pull, other: Pull): number {
  return byDate(one.mail, other.mail);
}

function titleOf(mail: SeriesMail): string {
  return subjectLine(mail).title;
}

function step(state: 'applied' | 'merged', mail: SeriesMail, quote: string): LandingStep {
  const tree = state === 'merged' ? 'mainline' : '';
  return {
    state,
    tree,
    pulled: true,
    messageId: mail.messageId,
    by: writtenBy(mail),
    quote,
    date: mail.date,
  };
}

/** What became of a pull request: the notice that it was merged, or the merge of its tag. */
export function landingOfPull(pull: SeriesMail, answers: readonly SeriesMail[], trees: Trees): LandingStep[] {
  const merged = answers.find(({ said }) => said.outcome?.state === 'merged');
  if (merged) return [step('merged', merged, merged.said.outcome?.quote ?? '')];
  const merge = findMerge(pull, trees);
  if (!merge) return [];
  const { id, subject } = merge;
  const told = step('merged', pull, quoteCommit(id, subject));
  return [{ ...told, by: writtenBy(merge), date: cameAt(merge), commit: id }];
}

function cameAt(commit: TreeCommit): number {
  return dateOf(commit) ?? commit.firstSeen;
}

/** The merge of the tag that was asked for, soon after it was asked. */
function findMerge({ said, date }: SeriesMail, trees: Trees): TreeCommit | undefined {
  const key = said.tag === undefined ? undefined : pullTagKey(said.tag);
  const merges = key === undefined ? [] : (trees.commits.get(key) ?? []);
  return merges.find((one) => {
    const days = (cameAt(one) - date) / DAY;
    return one.merge && days >= 0 && days <= MAX_MERGE_DAYS;
  });
}
