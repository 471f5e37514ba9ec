import type { ArticleRules } from '../../../src/domain/item/article-rules.ts';
import type { RelevanceRule, Witness } from '../../../src/domain/relevance/rule.ts';
import type { Topic } from '../../../src/domain/topic.ts';
import type { Category } from '../../../src/domain/verdict.ts';

/** A rule with no more to it than its category and its witness. */
export function ruleOf(id: string, category: Category, witness: Witness, confidence = 0.9): RelevanceRule {
  return { id, summary: '', category, confidence, witness, examples: { yes: [], no: [] } };
}

const NO_ARTICLES: ArticleRules = {
  notMeant: [],
  otherMatter: [],
  sure: [],
  topic: [],
  place: [],
  both: [],
  areas: [],
  findings: [],
  unsettled: { id: 'not-yet', summary: '', words: /\bmay\b/, examples: { yes: [], no: [] } },
};

/** A topic of another matter than Rust: what the domain knows must not depend on the topic that ships. */
export function topicOf(rules: readonly RelevanceRule[] = []): Topic {
  return {
    id: 'zig',
    title: 'Zig in the kernel',
    name: 'Zig',
    letters: /zig/i,
    word: /\bzig\b/i,
    lists: ['zig@example.org'],
    rules,
    seriesShare: 0.25,
    areas: [],
    codeSuffix: '.rs',
    milestones: [],
    articles: NO_ARTICLES,
    maintainers: [],
    staleAfterDays: 90,
  };
}
