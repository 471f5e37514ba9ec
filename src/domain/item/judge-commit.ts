import { findAreas } from '../area.ts';
import type { Mail } from '../message.ts';
import type { Reading } from '../reading.ts';
import { type Judgement, judge, NOTHING } from '../relevance/judge.ts';
import { testify } from '../relevance/witness.ts';
import { pullTagKey, readMergedTag } from '../series/pull-tag.ts';
import { titleKey } from '../series/title.ts';
import { keyOf } from '../thread.ts';
import type { Topic } from '../topic.ts';
import { type Category, type Evidence, relevanceOf, type Verdict } from '../verdict.ts';
import type { Commit } from './commit.ts';
import { FIRSTS_KEY, findFirsts } from './commit-firsts.ts';
import { commitAsMail } from './commit-mail.ts';
import type { JudgedItem } from './item.ts';

const BLANK: Reading = { own: '', files: [], trailers: [], quoted: 0 };
/** A changelog tells no files: what a commit is then is told by the part of the kernel that its subject begins with. */
const PARTS: readonly (readonly [RegExp, Category])[] = [
  [/^(?:maintainers|\.?mailmap|credits)\b/i, 'maintainers'],
  [/^(?:docs?|documentation)\b/i, 'docs'],
  [/^(?:(?:rust|kernel|tools?|scripts)[:/] ?)?(?:kbuild|kconfig|makefile|build|scripts)\b/i, 'build'],
];

/**
 * How a commit is about the topic. Where its files are known they decide, by the topic's own rules, as those of a
 * patch do; else its subject and its message, and less surely. One that carries over a commit that is known to be
 * (`isAbout`), or that is known itself by another source, is as well. A merge is talk about what it brings.
 */
export function judgeCommit(
  commit: Commit,
  topic: Topic,
  isAbout: (oid: string) => boolean,
): JudgedItem<Commit> {
  const mail = commitAsMail(commit);
  const { verdict: seen, reading } = judge(mail, topic);
  const own = settle(commit, reading ? seen : byTitle(commit, mail, topic));
  const verdict = relevanceOf(own.category) === 'yes' ? own : (byKnown(commit, isAbout) ?? own);
  const near = verdict.relevant !== 'no';
  const findings = verdict.relevant === 'yes' ? findFirsts(commit, topic.milestones) : [];
  return {
    item: commit,
    verdict,
    areas: near ? areasOf(commit, reading, topic) : [],
    findings,
    keys: findings.length > 0 ? [...commitKeys(commit), FIRSTS_KEY] : commitKeys(commit),
  };
}

function areasOf(commit: Commit, reading: Judgement['reading'], topic: Topic): string[] {
  return findAreas(topic.areas, reading?.files ?? [], commit.subject);
}

/**
 * Without files a commit looks like talk: that its subject names the topic says that it changes something of it;
 * that only its words do, that it was made for it.
 */
function settle({ subject, files, merge }: Commit, seen: Verdict): Verdict {
  if (merge || files !== undefined || seen.category !== 'discussion') return seen;
  const named = seen.evidence.some(({ where }) => where === 'subject');
  if (!named) return toVerdict('prereq', 0.6, seen.evidence);
  const part = PARTS.find(([prefix]) => prefix.test(subject))?.[1];
  return part === undefined ? toVerdict('code', 0.85, seen.evidence) : toVerdict(part, 0.8, seen.evidence);
}

/** In a mail the diff would have the topic's letters; where it is missing, the subject may name what is the topic's. */
function byTitle({ files }: Commit, mail: Mail, topic: Topic): Verdict {
  if (files !== undefined) return NOTHING;
  const sight = { mail: { ...mail, text: '' }, reading: BLANK, own: '' };
  for (const { id, category, confidence, witness } of topic.rules) {
    if (relevanceOf(category) !== 'yes') continue;
    const seen = testify(witness, sight);
    if (seen?.where === 'subject') return toVerdict(category, confidence, [{ rule: id, ...seen }]);
  }
  return NOTHING;
}

function byKnown({ id, upstream }: Commit, isAbout: (oid: string) => boolean): Verdict | undefined {
  if (upstream !== undefined && isAbout(upstream)) {
    return toVerdict('code', 0.95, [{ rule: 'carries-topic-commit', where: 'upstream', text: upstream }]);
  }
  if (!isAbout(id)) return undefined;
  return toVerdict('code', 0.95, [{ rule: 'known-topic-commit', where: 'commit', text: id }]);
}

function toVerdict(category: Category, confidence: number, evidence: readonly Evidence[]): Verdict {
  return { category, relevant: relevanceOf(category), confidence, evidence };
}

/** By its id, what it carries over, the mails that it names, and its title; a merge by the tag that it brought in. */
function commitKeys({ id, upstream, links, subject, merge }: Commit): number[] {
  const keys = [id, ...(upstream === undefined ? [] : [upstream]), ...links].map(keyOf);
  const tag = merge ? readMergedTag(subject) : undefined;
  const own = tag === undefined ? undefined : pullTagKey(tag);
  if (own !== undefined) keys.push(own);
  if (!merge && subject !== '') keys.push(titleKey(subject));
  return [...new Set(keys)];
}
