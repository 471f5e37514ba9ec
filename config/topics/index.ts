import type { Topic } from '../../src/domain/topic.ts';
import { RUST } from './rust/topic.ts';

/** The topics that ship, by their ids. */
export const TOPICS: Readonly<Record<string, Topic>> = { rust: RUST };
