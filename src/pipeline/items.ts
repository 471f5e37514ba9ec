import type { Advisory } from '../domain/item/advisory.ts';
import type { Article } from '../domain/item/article.ts';
import type { Commit } from '../domain/item/commit.ts';
import type { Item, JudgedItem } from '../domain/item/item.ts';
import type { Release } from '../domain/item/release.ts';
import { readMergedTag } from '../domain/series/pull-tag.ts';
import { keyOf } from '../domain/thread.ts';
import type { Topic } from '../domain/topic.ts';
import type { ItemStore } from '../ports/item-store.ts';

/** Whether a commit, named by its id or by mainline's, is known to be about the topic. */
export type IsAbout = (id: string) => boolean;

/** The judges of the kinds; pure functions in src/domain/item/. */
export type ItemJudges = {
  readonly commit: (commit: Commit, topic: Topic, isAbout: IsAbout) => JudgedItem<Commit>;
  readonly release: (release: Release, topic: Topic, about: readonly string[]) => JudgedItem<Release>;
  readonly advisory: (advisory: Advisory, topic: Topic, isAbout: IsAbout) => JudgedItem<Advisory>;
  readonly article: (article: Article, topic: Topic) => JudgedItem<Article>;
};

/** Judges the items of one piece; gives those that are to be remembered. */
export type JudgeItems = (items: readonly Item[]) => readonly JudgedItem[];

/** What a changelog's commits come to while they stream through, before their release is told. */
type Log = { commits: number; readonly about: string[] };

/**
 * The judge of one try: it knows what came before in the try, and what the store knows. Commits and
 * linux-next releases that are not about the topic are dropped; a release with a log gets to know which of
 * its commits, told before it in the same try, are about the topic.
 */
export function createItemJudge(
  topic: Topic,
  store: Pick<ItemStore, 'items'>,
  judges: ItemJudges,
): JudgeItems {
  const logs = new Map<string, Log>();
  const seen = new Set<string>();
  const isAbout: IsAbout = (id) => seen.has(id) || isStoredAbout(store, id);

  function judgeCommit(commit: Commit): JudgedItem<Commit> {
    const judged = judges.commit(commit, topic, isAbout);
    const about = judged.verdict.relevant === 'yes';
    if (about) {
      seen.add(commit.id);
      if (commit.upstream !== undefined) seen.add(commit.upstream);
    }
    if (commit.release !== undefined) count(logs, commit.release, about ? commit.id : undefined);
    return judged;
  }

  function judge(item: Item): JudgedItem {
    switch (item.kind) {
      case 'commit':
        return judgeCommit(item);
      case 'release': {
        const release = withLog(item, logs.get(item.id));
        return judges.release(release, topic, release.log?.about ?? []);
      }
      case 'advisory':
        return judges.advisory(item, topic, isAbout);
      case 'article':
        return judges.article(item, topic);
    }
  }

  return (items) => items.map(judge).filter(isKept);
}

function count(logs: Map<string, Log>, release: string, about: string | undefined): void {
  const log = logs.get(release) ?? { commits: 0, about: [] };
  log.commits++;
  if (about !== undefined) log.about.push(about);
  logs.set(release, log);
}

function withLog(release: Release, log: Log | undefined): Release {
  if (release.log === undefined || log === undefined) return release;
  return { ...release, log: { commits: release.log.commits || log.commits, about: [...log.about] } };
}

/** Backports are found by the key of the commit that they were made of. */
function isStoredAbout(store: Pick<ItemStore, 'items'>, id: string): boolean {
  return store
    .items({ kinds: ['commit'], keys: [keyOf(id)], relevant: 'yes' })
    .some(({ item }) => item.id === id || item.upstream === id);
}

/** A merge of a tag may answer a pull request that has the topic's patches among others: it is kept, whatever it is about. */
function isKept({ item, verdict, findings }: JudgedItem): boolean {
  if (item.kind === 'commit' && item.merge && readMergedTag(item.subject) !== undefined) return true;
  const mass = item.kind === 'commit' || (item.kind === 'release' && item.moniker === 'linux-next');
  return !mass || verdict.relevant !== 'no' || findings.length > 0;
}
