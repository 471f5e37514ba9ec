import { NOTHING } from '../relevance/judge.ts';
import { keyOf } from '../thread.ts';
import type { Topic } from '../topic.ts';
import type { Verdict } from '../verdict.ts';
import type { JudgedItem } from './item.ts';
import type { Release } from './release.ts';

/** So many commits of a release are listed by their ids. */
const MAX_ABOUT = 5000;

/**
 * A release is about the topic where its changelog has commits that are: `about`, their ids in the changelog's
 * order. They are written into its `log`. Without a changelog nothing is known, and it is not.
 */
export function judgeRelease(release: Release, topic: Topic, about: readonly string[]): JudgedItem<Release> {
  const { log } = release;
  const ids = log ? [...new Set([...log.about, ...about])].slice(0, MAX_ABOUT) : [];
  const item = log ? { ...release, log: { ...log, about: ids } } : release;
  return {
    item,
    verdict: log && ids.length > 0 ? carries(ids.length, log.commits, topic) : NOTHING,
    areas: [],
    findings: [],
    keys: [keyOf(release.id)],
  };
}

function carries(count: number, commits: number, topic: Topic): Verdict {
  const text = `${count} of ${commits} commits are about ${topic.name}`;
  return {
    category: 'code',
    relevant: 'yes',
    confidence: 0.95,
    evidence: [{ rule: 'release-has-topic-commits', where: 'changelog', text }],
  };
}
