import type { MilestoneType } from '../../../src/domain/milestone/type.ts';
import { ABILITIES } from './milestones/abilities.ts';
import { ARRIVALS } from './milestones/arrivals.ts';
import { DECISIONS } from './milestones/decisions.ts';
import { DEFAULT_ON } from './milestones/default-on.ts';
import { LIBRARIES } from './milestones/libraries.ts';
import { PEOPLE } from './milestones/people.ts';
import { ANNOUNCEMENT, DOCUMENTATION, POLICY } from './milestones/policy.ts';
import { PULLS } from './milestones/pulls.ts';
import { SECURITY } from './milestones/security.ts';
import { SUPPORT } from './milestones/support.ts';
import { TOOLCHAIN } from './milestones/toolchain.ts';
import { WORKS_WITH } from './milestones/works-with.ts';

/**
 * What belongs in the history books of Rust in the kernel, the weightiest first: of what one patch set tells,
 * the first type in this order stands for all of it.
 */
export const MILESTONE_TYPES: readonly MilestoneType[] = [
  ...SUPPORT,
  POLICY,
  ...TOOLCHAIN,
  ...ARRIVALS,
  DEFAULT_ON,
  WORKS_WITH,
  ...ABILITIES,
  ...LIBRARIES,
  DOCUMENTATION,
  ...PEOPLE,
  ...PULLS,
  ...DECISIONS,
  ...SECURITY,
  ANNOUNCEMENT,
];
