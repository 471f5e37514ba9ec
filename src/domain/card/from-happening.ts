import { type LinkTo, makeEntry } from '../compose/entry.ts';
import type { Happening } from '../compose/happenings.ts';
import type { Period } from '../compose/period.ts';
import { stateOf } from '../compose/state.ts';
import type { DigestEntry } from '../digest.ts';
import type { Milestone } from '../milestone/milestone.ts';
import { firstOf } from '../series/link.ts';
import { isBackport, mailsOf, type Posting, revisionName } from '../series/postings.ts';
import { bound, boundAddress, boundEvidence, boundName, isoDate, MAX_TITLE } from './bound.ts';
import type { Card, CardStep } from './card.ts';
import { factsOf } from './facts.ts';
import { landingSteps } from './landing-steps.ts';
import { milestoneSteps, milestonesIn, shownMilestones } from './milestones.ts';
import { capSteps, inOrder } from './order.ts';
import { postingSteps, pullsOf, revisionKey } from './posting-steps.ts';
import { voiceSteps } from './voice-steps.ts';

const EVER: Period = { since: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };
const MAX_LISTS = 12;
const MAX_PEOPLE = 30;

/**
 * The card of a happening, with those of the milestones that are its own. Depends on what is known of it alone: not on
 * the order in which that came, and on no clock.
 */
export function cardOfHappening(happening: Happening, milestones: readonly Milestone[], link: LinkTo): Card {
  const told = makeEntry(happening, EVER, link);
  const steps = stepsOfHappening(happening, milestones, link);
  const { what, newest } = happening;
  return {
    kind: what === 'backport' ? 'series' : what,
    id: idOf(happening),
    title: bound(told.title, MAX_TITLE),
    url: told.url,
    author: boundAddress(told.author),
    date: isoDate(beginningOf(happening)),
    category: told.category,
    areas: told.areas.map((area) => bound(area)),
    lists: told.lists.slice(0, MAX_LISTS).map((list) => bound(list)),
    state: cardState(happening, told, steps),
    revision: newest ? revisionWords(newest) : '',
    facts: factsOf(happening, told),
    tags: told.tags.map(({ name, by }) => ({ name, by: by.slice(0, MAX_PEOPLE).map(boundName) })),
    milestones: shownMilestones(milestonesIn(happening, milestones)),
    steps: capSteps(steps),
    press: [],
    evidence: told.evidence.map(boundEvidence),
  };
}

/** Every step that is known of it, oldest first, also those that its card has no room for. */
export function stepsOfHappening(
  happening: Happening,
  milestones: readonly Milestone[],
  link: LinkTo,
): CardStep[] {
  const landing = landingSteps(happening, link);
  const words = new Set<string>(landing.map(({ word }) => word));
  const landed = Math.min(...landing.map(({ time }) => time));
  return inOrder([
    ...postingSteps(happening, link),
    // Who reviews what is in already tells no news of it.
    ...voiceSteps(happening, link).filter(({ word, time }) => word !== 'reviewed' || time < landed),
    ...landing,
    ...milestoneSteps(milestonesIn(happening, milestones), happening, words, link),
  ]);
}

/**
 * The keys by which the same happening is found again when there is more of it: those of its own mails, of all
 * revisions; of a talk, all of its mails. Ascending.
 */
export function keysOfHappening({ what, postings, mails, head }: Happening): number[] {
  const own = what === 'pull' ? pullsOf(mails) : what === 'talk' ? mails : postings.flatMap(mailsOf);
  return [...new Set([head, ...own].map(({ key }) => key))].sort((a, b) => a - b);
}

/** Of the first mail of all: what it is told by changes with each revision. */
function idOf({ series, postings: [first], what, mails, head }: Happening): string {
  if (series) return series.id;
  if (first) return firstOf(first).messageId;
  return (what === 'pull' ? pullsOf(mails)[0] : undefined)?.messageId ?? head.messageId;
}

function beginningOf({ postings, what, mails, head }: Happening): number {
  if (postings.length > 0) return Math.min(...postings.map(({ date }) => date));
  return (what === 'pull' ? pullsOf(mails)[0] : undefined)?.date ?? head.date;
}

/** "v4", "v2 rfc", "v3.1", "v1 resent", "for 6.12". */
function revisionWords(posting: Posting): string {
  if (isBackport(posting)) return revisionName(posting);
  const { revision, minor, rfc, resend } = posting;
  return `v${revision}${minor > 0 ? `.${minor}` : ''}${rfc ? ' rfc' : ''}${resend ? ' resent' : ''}`;
}

/** As a digest tells it, but shorter, and silence ends nothing: that would be the clock's news. */
function cardState(happening: Happening, { state }: DigestEntry, steps: readonly CardStep[]): string {
  const { newest, series } = happening;
  if (series?.state === 'released') return 'released';
  const words = state ?? stateOf(happening, EVER) ?? '';
  if (words === 'merged into mainline') return 'merged';
  if (words !== '' || !newest) return bound(words);
  return steps.some(({ key }) => key === `reviewed ${revisionKey(newest)}`) ? 'reviewed' : '';
}
