import type { Topic } from '../topic.ts';
import { type Category, type Evidence, relevanceOf, type Verdict } from '../verdict.ts';
import type { Article } from './article.ts';
import { articleKeys } from './article-keys.ts';
import { findReported } from './article-reports.ts';
import type { WordRule } from './article-rules.ts';
import { hits, type Sight, seeArticle, witnessOf } from './article-sight.ts';
import type { JudgedItem } from './item.ts';

/** Of so many paragraphs one has to be about both: a roundup of a hundred links is not about each of them. */
const SHARE = 0.08;
const OFTEN = 3;

type Grade = { readonly category: Category; readonly confidence: number; readonly rule: string };

/**
 * What an article is to the topic: a discussion where title and text are about topic and place (Rust, the kernel),
 * incidental where one of both is named in passing, else nothing: Rust elsewhere, the kernel without it. Also the
 * milestones that it reports, its areas, and the keys by which mails and other items find it.
 */
export function judgeArticle(article: Article, topic: Topic): JudgedItem<Article> {
  const sight = seeArticle(article.title, article.text, topic.articles);
  const { category, confidence, rule } = gradeOf(sight);
  const relevant = relevanceOf(category);
  const verdict: Verdict = { category, relevant, confidence, evidence: evidenceOf(sight, category, rule) };
  const { areas } = topic.articles;
  const named = relevant === 'yes' ? areas.filter(({ words }) => words.test(sight.beginning)) : [];
  return {
    item: article,
    verdict,
    areas: [...new Set(named.map(({ area }) => area))].slice(0, 3),
    findings: relevant === 'yes' ? findReported(article, topic) : [],
    keys: articleKeys(article),
  };
}

/** Whether it is worth reading more than this of it: the topic is named, or what implies it. */
export function couldBeAbout(title: string, text: string, topic: Topic): boolean {
  const { topic: word, both } = seeArticle(title, text, topic.articles);
  return word.title || word.count > 0 || both.title || both.count > 0;
}

function gradeOf({ topic, place, both, pairs, pairInLead, paragraphs, topicInLead }: Sight): Grade {
  const dense = pairs >= 2 && pairs >= SHARE * paragraphs;
  if (both.title) return yes('title-names-both', 0.97);
  if (topic.title && place.title) return yes('title-names-topic-and-place', 0.98);
  if (topic.title && (pairInLead || dense)) return yes('title-names-topic', 0.9);
  // A survey of a release names everything once.
  const named = topic.count + both.count;
  if (place.title && ((pairInLead && named >= 2) || ((topicInLead || dense) && named >= OFTEN)))
    return yes('title-names-place', 0.88);
  if ((pairInLead && pairs >= 2 && topic.count >= 2) || (dense && pairs >= OFTEN))
    return yes('text-names-both', 0.8);
  const topicThere = topic.title || topic.count > 0;
  if (both.count > 0 || (topicThere && (place.title || place.count > 0)))
    return { category: 'incidental', confidence: 0.7, rule: 'in-passing' };
  return { category: 'none', confidence: 0.9, rule: '' };
}

function yes(rule: string, confidence: number): Grade {
  return { category: 'discussion', confidence, rule };
}

function evidenceOf(sight: Sight, category: Category, rule: string): Evidence[] {
  if (category === 'none') return [];
  const kinds: readonly (keyof Pick<Sight, 'both' | 'topic' | 'place'>)[] = ['both', 'topic', 'place'];
  const seen = kinds.flatMap((kind) => witnessOf(sight, kind) ?? []);
  const [first] = seen;
  return first === undefined ? [] : [{ ...first, rule }, ...seen.slice(1)];
}

/** For tests of rules: whether any of them finds its words. */
export function names(rules: readonly WordRule[], text: string): boolean {
  return hits(rules, text) !== undefined;
}
