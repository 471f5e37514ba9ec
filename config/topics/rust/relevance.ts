import type { RelevanceRule } from '../../../src/domain/relevance/rule.ts';
import { BUILD_RULES } from './relevance/build.ts';
import { CODE_RULES } from './relevance/code.ts';
import { DISCUSSION_RULES } from './relevance/discussion.ts';
import { DOCS_RULES } from './relevance/docs.ts';
import { MAINTAINERS_RULES } from './relevance/maintainers.ts';
import { NEAR_RULES } from './relevance/near.ts';
import { PREREQ_RULES } from './relevance/prereq.ts';

/**
 * What makes a mail "about Rust in the kernel". The strongest category that any rule gives wins; the
 * diff is the strongest witness, then paths, then who is copied, then the subject, then the words.
 */
export const RELEVANCE_RULES: readonly RelevanceRule[] = [
  ...CODE_RULES,
  ...BUILD_RULES,
  ...DOCS_RULES,
  ...MAINTAINERS_RULES,
  ...DISCUSSION_RULES,
  ...PREREQ_RULES,
  ...NEAR_RULES,
];
