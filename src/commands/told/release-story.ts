import type { Commit } from '../../domain/item/commit.ts';
import type { KnownItem } from '../../domain/item/item.ts';
import type { Release } from '../../domain/item/release.ts';
import { itemDate } from '../../domain/item/subject.ts';
import type { Milestone } from '../../domain/milestone/milestone.ts';
import type { Series } from '../../domain/series/series.ts';
import { isFinal } from '../../domain/series/shipped.ts';
import { titleKey } from '../../domain/series/title.ts';
import { keyOf } from '../../domain/thread.ts';
import { tellThreads } from '../../pipeline/matching/tell-threads.ts';
import type { CommandDeps } from '../command.ts';

/** Nobody reads more of one release, and it has to be told at once. */
const MOST_COMMITS = 400;
const MOST_THREADS = 400;
/** A merge is told by a robot within a day or two. */
const LATE = 2 * 86_400_000;

export type ReleaseStory = {
  readonly commits: readonly KnownItem<Commit>[];
  /** That came in with it, or out: the newest first. */
  readonly series: readonly Series[];
  readonly milestones: readonly Milestone[];
};

type StoryDeps = Pick<CommandDeps, 'store' | 'topic' | 'lore' | 'now'>;

/** What of the topic came with a release: its commits, the series that they were made of, and the milestones in them. */
export function tellRelease(deps: StoryDeps, known: KnownItem<Release>): ReleaseStory {
  const commits = commitsOf(deps, known);
  const threads = [...new Set([...threadsOfCommits(deps, commits), ...threadsOfMerges(deps, known)])];
  if (threads.length === 0) return { commits, series: [], milestones: [] };
  const { happenings, milestones } = tellThreads(deps, threads.slice(0, MOST_THREADS));
  const cameWith = withRelease(known.item.id, commits);
  const series = happenings.flatMap(({ series: one }) => one ?? []).filter(cameWith);
  const own = new Set<string>(series.map(({ id }) => id));
  const links = new Set(commits.flatMap(({ item }) => item.links));
  return {
    commits,
    series: series.toSorted((a, b) => b.lastActive - a.lastActive),
    milestones: milestones.filter(
      ({ series: id, steps, mails }) =>
        (id !== undefined && own.has(id)) ||
        steps.some(({ release }) => release === known.item.id) ||
        mails.some((mail) => links.has(mail)),
    ),
  };
}

/** Released with it; or one of its commits shows it, or names a mail of it. */
function withRelease(version: string, commits: readonly KnownItem<Commit>[]): (series: Series) => boolean {
  const ids = new Set(commits.flatMap(({ item: { id, upstream } }) => [id, upstream ?? id]));
  const links = commits.flatMap(({ item }) => item.links);
  return ({ landing, mails }) =>
    landing.some(({ release, commit }) => release === version || (commit !== undefined && ids.has(commit))) ||
    links.some((link) => mails.has(link));
}

/** Those of its changelog that are about the topic, and those that a tree says came with it. */
function commitsOf({ store }: StoryDeps, { item }: KnownItem<Release>): KnownItem<Commit>[] {
  const logged = (item.log?.about ?? [])
    .slice(0, MOST_COMMITS)
    .flatMap((id) => store.item('commit', id) ?? []);
  if (logged.length > 0 || item.date === undefined) return logged;
  const until = item.date + LATE;
  const since = item.date - 120 * 86_400_000;
  const dated = store.items({ kinds: ['commit'], relevant: 'yes', since, until, limit: 5 * MOST_COMMITS });
  return dated.filter((one) => one.item.release === item.id).slice(0, MOST_COMMITS);
}

/** By the mails that they name, and by their titles. */
function threadsOfCommits({ store }: StoryDeps, commits: readonly KnownItem<Commit>[]): readonly number[] {
  if (commits.length === 0) return [];
  const keys = commits.flatMap(({ item }) => item.links.map((id) => keyOf(id)));
  const titles = commits.flatMap(({ item }) => (item.merge ? [] : [titleKey(item.subject)]));
  return store.threadsWith({ keys: [...new Set(keys)], titles: [...new Set(titles)], clues: [] });
}

/** What mails say was merged since the final release before: this one is the first that has it. */
function threadsOfMerges({ store }: StoryDeps, known: KnownItem<Release>): readonly number[] {
  const { id, date } = known.item;
  if (!isFinal(id) || date === undefined) return [];
  const finals = store.items({ kinds: ['release'], until: date }).filter(({ item }) => isFinal(item.id));
  const before = finals.map(itemDate).reduce((last, each) => Math.max(last, each), date - 120 * 86_400_000);
  const rows = store.keptBetween({ since: before, until: date + LATE });
  const told = rows.filter(({ kind, said }) => said.outcome?.state === 'merged' || kind === 'pull');
  const listed = told.flatMap(({ said }) => said.listed);
  const threads =
    listed.length === 0 ? [] : store.threadsWith({ keys: [], titles: [...new Set(listed)], clues: [] });
  return [...told.map(({ thread }) => thread), ...threads];
}
