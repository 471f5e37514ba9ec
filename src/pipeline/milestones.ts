import type { MessageId } from '../domain/ids.ts';
import { assembleMilestones } from '../domain/milestone/assemble.ts';
import type { Milestone } from '../domain/milestone/milestone.ts';
import type { Telling } from '../domain/milestone/telling.ts';
import { gatherSeries } from '../domain/series/gather.ts';
import { landingOfPull } from '../domain/series/pulled.ts';
import type { LandingStep, Series } from '../domain/series/series.ts';
import { tellSeries } from '../domain/series/story.ts';
import type { Topic } from '../domain/topic.ts';
import type { Store } from '../ports/store.ts';
import { mailsOfThreads, type SeriesOptions, type SeriesStore, storyOptions } from './series.ts';
import { gatherTellings, type TellingStore } from './tellings.ts';

export type MilestoneStore = SeriesStore & TellingStore & Pick<Store, 'firstTouched'>;

/** Every milestone that the store can prove, oldest first. */
export function listMilestones(store: MilestoneStore, topic: Topic, options: SeriesOptions): Milestone[] {
  const { tellings, threads } = gatherTellings(store, options.now + 1);
  const mails = mailsOfThreads(store, threads).filter(({ date }) => date <= options.now);
  const gathered = gatherSeries(mails);
  const story = storyOptions(store, topic, mails, options);
  const series = tellSeries(gathered, story);
  const landings = gathered.pulls.map(
    (pull) => [pull.messageId, landingOfPull(pull, gathered.answersTo(pull), story.trees)] as const,
  );
  return milestonesAmong(store, topic, tellings, series, new Map(landings));
}

/**
 * Puts what was found in these mails and commits together. What is not known of their series is missing from the steps;
 * whether something is the first of its kind is asked of the whole store.
 */
export function milestonesAmong(
  store: Pick<Store, 'firstTouched'>,
  topic: Topic,
  tellings: readonly Telling[],
  series: readonly Series[],
  landings: ReadonlyMap<MessageId, readonly LandingStep[]>,
): Milestone[] {
  const seriesOf = new Map(series.flatMap((one) => [...one.mails].map((id) => [id, one] as const)));
  return assembleMilestones(tellings, (messageId) => seriesOf.get(messageId), {
    types: topic.milestones,
    landingOf: (messageId) => landings.get(messageId) ?? [],
    firstSeen: rememberFirsts(store, tellings, topic),
  });
}

/** Asks the store once for all paths of which a first was found. */
function rememberFirsts(
  store: Pick<Store, 'firstTouched'>,
  tellings: readonly Telling[],
  topic: Topic,
): (path: string) => number | undefined {
  const types = new Set(topic.milestones.filter(({ first }) => first).map(({ id }) => id));
  const keys = tellings.flatMap(({ findings }) => findings.filter(({ type }) => types.has(type)));
  const paths = [...new Set(keys.map(({ key }) => key).filter((key) => key !== ''))];
  const seen = store.firstTouched(paths, topic.codeSuffix);
  return (path) => seen.get(path);
}
