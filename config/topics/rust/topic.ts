import type { Topic } from '../../../src/domain/topic.ts';
import { AREAS } from './areas.ts';
import { ARTICLE_RULES } from './articles.ts';
import { MAINTAINERS } from './maintainers.ts';
import { MILESTONE_TYPES } from './milestones.ts';
import { RELEVANCE_RULES } from './relevance.ts';

/** Rust in the Linux kernel: the topic that ships. */
export const RUST: Topic = {
  id: 'rust',
  title: 'Rust in the kernel',
  name: 'Rust',
  letters: /rust|bindgen|clippy|\.rs\b/i,
  word: /\brust\b/i,
  lists: ['rust-for-linux@vger.kernel.org'],
  rules: RELEVANCE_RULES,
  codeSuffix: '.rs',
  seriesShare: 0.25,
  areas: AREAS,
  milestones: MILESTONE_TYPES,
  articles: ARTICLE_RULES,
  maintainers: MAINTAINERS,
  staleAfterDays: 120,
};
