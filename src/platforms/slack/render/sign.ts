import type { StepWord } from '../../../domain/card/card.ts';

const OPEN = '\u{1f535}';
const GOOD = '\u{1f7e2}';
const DONE = '\u2705';
const BAD = '\u{1f534}';
const WAITING = '\u{1f7e1}';
const NEUTRAL = '\u26aa';

const STATES: readonly (readonly [RegExp, string])[] = [
  [/^(?:merged|released|fixed)/, DONE],
  [/^(?:applied|queued|in a pull request)/, GOOD],
  [/^(?:rejected|nacked|objected|changes)/, BAD],
  [/^(?:withdrawn|superseded|end of life)/, NEUTRAL],
  [/^(?:reviewed|acked|tested)/, OPEN],
  [/^(?:proposed|discussed|waiting)/, WAITING],
];

const STEPS: Readonly<Record<StepWord, string>> = {
  posted: NEUTRAL,
  revised: NEUTRAL,
  reviewed: OPEN,
  applied: GOOD,
  merged: DONE,
  released: DONE,
  rejected: BAD,
  objected: BAD,
  milestone: '\u{1f3c1}',
  reply: '\u{1f4ac}',
  published: NEUTRAL,
  withdrawn: NEUTRAL,
  reported: '\u{1f4f0}',
};

/** A small sign in front of a state, the same for what means the same: "✅ merged into mainline". `state` is mrkdwn. */
export function withSign(state: string): string {
  if (state === '') return '';
  const word = state.slice(0, 40).toLowerCase();
  const sign = STATES.find(([pattern]) => pattern.test(word))?.[1] ?? NEUTRAL;
  return `${sign} ${state}`;
}

export function signOf(word: StepWord): string {
  return STEPS[word];
}
