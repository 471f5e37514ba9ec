import type { Finding } from '../milestone/milestone.ts';
import { fillKey, fillTitle } from '../milestone/title.ts';
import type { Topic } from '../topic.ts';
import type { Article } from './article.ts';
import type { ArticleFinding } from './article-rules.ts';
import { quote } from './article-sight.ts';

/** News stand in the title and the first sentences; further down an article tells what was before. */
const NEWS = 1_200;
const MAX_SENTENCES = 12;

/** The milestones that an article reports: each type and key once, those of the title first. */
export function findReported(article: Article, topic: Topic): Finding[] {
  const { findings, unsettled } = topic.articles;
  const known = new Set(topic.milestones.map(({ id }) => id));
  const found = new Map<string, Finding>();
  const sentences = sentencesOf(article.text.slice(0, NEWS)).slice(0, MAX_SENTENCES);
  const parts = [
    { where: 'title', text: article.title },
    ...sentences.map((text) => ({ where: 'text', text })),
  ];
  for (const { where, text } of parts) {
    if (unsettled.words.test(text)) continue;
    for (const rule of findings) {
      const finding = known.has(rule.type) ? report(rule, article.title, where, text) : undefined;
      const id = `${finding?.type} ${finding?.key}`;
      if (finding && !found.has(id)) found.set(id, finding);
    }
  }
  return [...found.values()];
}

function report(rule: ArticleFinding, title: string, where: string, text: string): Finding | undefined {
  const match = rule.words.exec(text);
  if (!match) return undefined;
  const captured = Object.entries(match.groups ?? {}).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const filled = { ...Object.fromEntries(captured), title };
  return {
    type: rule.type,
    title: fillTitle(rule.title, filled),
    significance: rule.significance ?? 'minor',
    key: rule.key === undefined ? '' : fillKey(rule.key, filled),
    evidence: [{ rule: rule.id, where, text: quote(text, match.index, match[0].length) }],
  };
}

/** A full stop inside of a version ends no sentence; those of Chinese and Japanese need no blank behind them. */
function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?])\s+(?=[\p{Lu}„"“«¿¡])|(?<=[。！？])|\n/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
