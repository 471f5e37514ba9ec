// The cards of what comes in beside mail, and the keys by which each is found again.
export { cardOfAdvisory } from './from-advisory.ts';
export { cardOfCommit } from './from-commit.ts';
export { cardOfRelease } from './from-release.ts';
export { cardOfStory, withPress } from './from-story.ts';
export { keysOfAdvisory, keysOfCommit, keysOfRelease, keysOfStory } from './item-keys.ts';
