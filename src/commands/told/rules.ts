import type { Topic } from '../../domain/topic.ts';

/** What a rule of the topic, or of the thread, looks for, in a sentence; undefined where it says it by its name. */
export function ruleSummary({ rules }: Pick<Topic, 'rules'>, rule: string): string | undefined {
  return rules.find(({ id }) => id === rule)?.summary ?? THREAD_RULES.get(rule);
}

/** Reasons that the thread gave. */
const THREAD_RULES: ReadonlyMap<string, string> = new Map([
  ['reply-to-topic-patch', 'It answers a patch that is about the topic.'],
  ['reply-to-prereq', 'It answers a patch that was made for the topic.'],
  ['inside-topic-series', 'It is a part of a series that is about the topic.'],
  ['cover-of-topic-series', 'It is the cover letter of a series that is about the topic.'],
  [
    'cover-of-mixed-series',
    'It is the cover letter of a series of which only a small part is about the topic.',
  ],
]);
