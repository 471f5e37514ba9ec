import { isoDate } from './bound.ts';
import { type CardStep, MAX_STEPS, STEP_WORDS } from './card.ts';

/** A step with its time, before it is put into its place. */
export type Timed = Omit<CardStep, 'date'> & {
  /** ms */
  readonly time: number;
};

/** Oldest first; each key once, as it was told first. The order of arrival leaves no trace. */
export function inOrder(steps: readonly Timed[]): CardStep[] {
  const sorted = [...steps].sort(
    (a, b) => a.time - b.time || place(a) - place(b) || compare(a.key, b.key) || compare(a.text, b.text),
  );
  const known = new Set<string>();
  return sorted
    .filter(({ key }) => !known.has(key) && known.add(key))
    .map(({ key, word, text, time, url, line }) => ({
      key,
      word,
      text,
      date: isoDate(time),
      url,
      line,
    }));
}

/** What a card shows of them: the oldest one and the newest. */
export function capSteps(steps: readonly CardStep[]): CardStep[] {
  return steps.length <= MAX_STEPS ? [...steps] : [...steps.slice(0, 1), ...steps.slice(1 - MAX_STEPS)];
}

function place({ word }: Timed): number {
  return STEP_WORDS.indexOf(word);
}

export function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
